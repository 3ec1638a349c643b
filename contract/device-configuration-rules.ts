import {
  type DeviceConfiguration,
  type DeviceConfigurationKey,
  sensorKinds,
} from './device-configuration-fields.ts';

/** Why a document is refused: the key and the rule it broke, in the firmware's words. */
export type BrokenRule = { readonly key: string; readonly rule: string };

type Contradiction = {
  readonly key: DeviceConfigurationKey;
  readonly rule: string;
  readonly is: (configuration: DeviceConfiguration) => boolean;
};

const usualBauds = [1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200];
const hasCo2 = (kind: (typeof sensorKinds.co2Kind)[number], { co2Kind }: DeviceConfiguration): boolean =>
  sensorKinds.co2Kind[co2Kind] === kind;

/**
 * Rules between fields in the order a device looks at them (`firmware/core/config_rules.cpp`). An alarm that clears
 * above where it rises would flap; a full scale that a sensor can never report would hide its saturation.
 */
const contradictions: readonly Contradiction[] = [
  { key: 'gasHighClearC', rule: 'above gasHighC', is: (c) => c.gasHighClearC > c.gasHighC },
  { key: 'batteryFloorMv', rule: 'above batteryLowMv', is: (c) => c.batteryFloorMv > c.batteryLowMv },
  { key: 'reportEveryS', rule: 'below samplePeriodS', is: (c) => c.reportEveryS < c.samplePeriodS },
  { key: 'co2PpmPerCount', rule: 'not 1, 10 or 100', is: (c) => ![1, 10, 100].includes(c.co2PpmPerCount) },
  {
    key: 'co2FullScalePpm',
    rule: 'above 10000 of an MH-Z19',
    is: (c) => hasCo2('mhz19', c) && c.co2FullScalePpm > 10_000,
  },
  {
    key: 'co2FullScalePpm',
    rule: 'above 99999 counts',
    is: (c) => hasCo2('gss', c) && c.co2FullScalePpm > 99_999 * c.co2PpmPerCount,
  },
  {
    key: 'co2FullScalePpm',
    rule: 'above 65535 counts',
    is: (c) => hasCo2('k33', c) && c.co2FullScalePpm > 65_535 * c.co2PpmPerCount,
  },
  { key: 'windBaud', rule: 'not a usual rate', is: (c) => !usualBauds.includes(c.windBaud) },
];

/** The first rule between fields that a configuration within all ranges breaks, or null. */
export const contradictionIn = (configuration: DeviceConfiguration): Contradiction | null =>
  contradictions.find(({ is }) => is(configuration)) ?? null;
