import type { DeviceConfigurationState } from '@carbon-track/contract/device-configuration.ts';
import {
  type DeviceConfiguration,
  type DeviceConfigurationKey,
  deviceConfigurationFields,
  deviceConfigurationKeys,
  initialDeviceConfiguration,
  sensorKinds,
} from '@carbon-track/contract/device-configuration-fields.ts';
import { contradictionIn } from '@carbon-track/contract/device-configuration-rules.ts';
import type { TextId } from '../../lib/i18n/message-ids.ts';

/** The fields in the groups of the form: what is changed often stands first and open. */
export const fieldGroups = [
  { title: 'config.group.measuring', open: true, keys: ['samplePeriodS', 'reportEveryS'] },
  {
    title: 'config.group.alerts',
    open: true,
    keys: [
      'highEmissionMgPerS',
      'highEmissionForS',
      'gasHighC',
      'gasHighClearC',
      'gasHighForS',
      'lowVelocityMmPerS',
      'lowVelocityForS',
      'faultForS',
      'batteryLowMv',
      'batteryFloorMv',
    ],
  },
  {
    title: 'config.group.chimney',
    open: false,
    keys: ['areaMm2', 'profilePermille', 'moisturePermille', 'altitudeM'],
  },
  {
    title: 'config.group.fitted',
    open: false,
    keys: [
      'co2Kind',
      'co2FullScalePpm',
      'co2PpmPerCount',
      'gasKind',
      'flowKind',
      'flowFullScaleMmPerS',
      'pulseMmPerSPerHz',
      'pulseOffsetMmPerS',
      'windAddress',
      'windFunction',
      'windRegister',
      'windMmPerSPerCount',
      'windBaud',
      'pitotAddress',
      'barometerKind',
      'barometerAddress',
    ],
  },
] as const satisfies readonly {
  title: TextId;
  open: boolean;
  keys: readonly DeviceConfigurationKey[];
}[];

type KindKey = keyof typeof sensorKinds;
const isKind = (key: DeviceConfigurationKey): key is KindKey => Object.hasOwn(sensorKinds, key);

const hexadecimal: readonly DeviceConfigurationKey[] = ['pitotAddress', 'barometerAddress'];
type Choice = { readonly value: number } & ({ readonly id: TextId } | { readonly written: string });

/** What there is to choose from where a field is a kind of sensor or one of two values; null where it is a number. */
export const choicesOf = (key: DeviceConfigurationKey): readonly Choice[] | null => {
  if (isKind(key))
    return sensorKinds[key].map((kind, value) => ({ value, id: `config.kind.${kind}` as const }));
  const { least, most } = deviceConfigurationFields[key];
  if (most - least > 1) return null;
  const written = (value: number): string =>
    hexadecimal.includes(key) ? `0x${value.toString(16)}` : String(value);
  return [least, most].map((value) => ({ value, written: written(value) }));
};

const wordsOfRules: Readonly<Record<string, TextId>> = {
  'out of range': 'config.rule.range',
  'not a whole number': 'config.rule.range',
  unknown: 'config.rule.unknown',
  'not newer': 'config.rule.not_newer',
  'could not be stored': 'config.rule.not_stored',
  'above gasHighC': 'config.rule.above_gas',
  'above batteryLowMv': 'config.rule.above_battery',
  'below samplePeriodS': 'config.rule.below_sample',
  'not 1, 10 or 100': 'config.rule.multiplier',
  'above 10000 of an MH-Z19': 'config.rule.full_scale',
  'above 99999 counts': 'config.rule.full_scale',
  'above 65535 counts': 'config.rule.full_scale',
  'not a usual rate': 'config.rule.baud',
};
/** The text for a rule the device or the contract names; null for one this portal does not know. */
export const wordsOfRule = (rule: string): TextId | null => wordsOfRules[rule] ?? null;

/** A field by the name a device gives it, or null: newer firmware may have others. */
export const fieldNamed = (key: string): DeviceConfigurationKey | null =>
  deviceConfigurationKeys.find((one) => one === key) ?? null;

/** What the form starts with: the newer of wish and report, over the other, over what a device runs with unset. */
export const startingWith = ({ desired, reported }: DeviceConfigurationState): DeviceConfiguration => {
  const sides = [desired, reported].toSorted((a, b) => (a?.rev ?? 0) - (b?.rev ?? 0));
  const known = Object.assign({ ...initialDeviceConfiguration }, ...sides);
  return Object.fromEntries(deviceConfigurationKeys.map((key) => [key, known[key]])) as DeviceConfiguration;
};

export type Typed = Readonly<Record<DeviceConfigurationKey, string>>;
export type Complaint = { readonly key: DeviceConfigurationKey; readonly rule: string };

/** What is typed as a configuration, or every complaint about it: each field's own, else the first between fields. */
export const readTyped = (
  typed: Typed,
): { configuration: DeviceConfiguration } | { complaints: Complaint[] } => {
  const configuration = Object.fromEntries(
    deviceConfigurationKeys.map((key) => [
      key,
      /^\d+$/.test(typed[key].trim()) ? Number(typed[key]) : Number.NaN,
    ]),
  ) as DeviceConfiguration;
  const outside = deviceConfigurationKeys.filter((key) => {
    const { least, most } = deviceConfigurationFields[key];
    return !(configuration[key] >= least && configuration[key] <= most);
  });
  if (outside.length > 0) return { complaints: outside.map((key) => ({ key, rule: 'out of range' })) };
  const broken = contradictionIn(configuration);
  return broken === null ? { configuration } : { complaints: [broken] };
};
