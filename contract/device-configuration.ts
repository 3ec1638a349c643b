import * as z from 'zod';
import { deviceIdSchema, instantMsSchema } from './ids.ts';

type FieldRule = { readonly least: number; readonly most: number; readonly initial: number };

/**
 * Every number that can be set on a device, with its range and what a device that was never set runs with: the same
 * keys in the same order as `firmware/core/config_fields.h`. `contract/vectors/device-configuration.json` holds the two
 * together. Areas, moisture and thresholds serve the alerts a device raises by itself; the cloud has its own dated
 * chimney configuration.
 */
export const deviceConfigurationFields = {
  samplePeriodS: { least: 1, most: 300, initial: 5 },
  reportEveryS: { least: 1, most: 3_600, initial: 5 },
  areaMm2: { least: 1_000, most: 100_000_000, initial: 567_450 },
  profilePermille: { least: 300, most: 2_000, initial: 1_000 },
  moisturePermille: { least: 0, most: 600, initial: 0 },
  altitudeM: { least: 0, most: 4_000, initial: 2_000 },
  highEmissionMgPerS: { least: 1, most: 100_000_000, initial: 500_000 },
  highEmissionForS: { least: 0, most: 3_600, initial: 300 },
  gasHighC: { least: 1, most: 1_600, initial: 350 },
  gasHighClearC: { least: 0, most: 1_600, initial: 330 },
  gasHighForS: { least: 0, most: 3_600, initial: 120 },
  lowVelocityMmPerS: { least: 0, most: 60_000, initial: 500 },
  lowVelocityForS: { least: 0, most: 3_600, initial: 300 },
  faultForS: { least: 0, most: 3_600, initial: 60 },
  batteryLowMv: { least: 0, most: 30_000, initial: 12_400 },
  batteryFloorMv: { least: 0, most: 30_000, initial: 11_800 },
  // What is fitted; the kinds are numbered as in `firmware/core/fitting.h`.
  co2Kind: { least: 0, most: 3, initial: 2 },
  co2FullScalePpm: { least: 400, most: 1_000_000, initial: 200_000 },
  co2PpmPerCount: { least: 1, most: 100, initial: 10 },
  gasKind: { least: 0, most: 2, initial: 1 },
  flowKind: { least: 0, most: 3, initial: 1 },
  flowFullScaleMmPerS: { least: 1_000, most: 60_000, initial: 40_000 },
  pulseMmPerSPerHz: { least: 1, most: 60_000, initial: 667 },
  pulseOffsetMmPerS: { least: 0, most: 5_000, initial: 0 },
  windAddress: { least: 1, most: 247, initial: 1 },
  windFunction: { least: 3, most: 4, initial: 3 },
  windRegister: { least: 0, most: 65_535, initial: 0 },
  windMmPerSPerCount: { least: 1, most: 1_000, initial: 100 },
  windBaud: { least: 1_200, most: 115_200, initial: 9_600 },
  pitotAddress: { least: 0x25, most: 0x26, initial: 0x25 },
  barometerKind: { least: 0, most: 1, initial: 1 },
  barometerAddress: { least: 0x76, most: 0x77, initial: 0x76 },
} as const satisfies Readonly<Record<string, FieldRule>>;

export type DeviceConfigurationKey = keyof typeof deviceConfigurationFields;
export const deviceConfigurationKeys = Object.keys(deviceConfigurationFields) as DeviceConfigurationKey[];

const shapeOf = <Value>(read: (rule: FieldRule) => Value): Record<DeviceConfigurationKey, Value> =>
  Object.fromEntries(
    deviceConfigurationKeys.map((key) => [key, read(deviceConfigurationFields[key])]),
  ) as Record<DeviceConfigurationKey, Value>;

const revSchema = z.int().min(1).max(4_294_967_295);
const fields = shapeOf(({ least, most }) => z.int().min(least).max(most));

/** A device's whole configuration, all whole numbers with the unit in the name. */
export type DeviceConfiguration = Record<DeviceConfigurationKey, number>;

/** What a device runs with that was never set. */
export const initialDeviceConfiguration: DeviceConfiguration = shapeOf(({ initial }) => initial);

/** Why a device, or this schema, refuses a document: the key and the rule it broke. */
export type BrokenRule = { readonly key: string; readonly rule: string };

const co2Kinds = { none: 0, mhz19: 1, gss: 2, k33: 3 } as const;
const usualBauds: readonly number[] = [1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200];

/**
 * Rules between fields, in the order a device looks at them: an alarm that clears above where it rises would flap, and a
 * full scale that a sensor can never report would hide its saturation.
 */
const contradictions = [
  { key: 'gasHighClearC', rule: 'above gasHighC', is: (c) => c.gasHighClearC > c.gasHighC },
  { key: 'batteryFloorMv', rule: 'above batteryLowMv', is: (c) => c.batteryFloorMv > c.batteryLowMv },
  { key: 'reportEveryS', rule: 'below samplePeriodS', is: (c) => c.reportEveryS < c.samplePeriodS },
  { key: 'co2PpmPerCount', rule: 'not 1, 10 or 100', is: (c) => ![1, 10, 100].includes(c.co2PpmPerCount) },
  {
    key: 'co2FullScalePpm',
    rule: 'above 10000 of an MH-Z19',
    is: (c) => c.co2Kind === co2Kinds.mhz19 && c.co2FullScalePpm > 10_000,
  },
  {
    key: 'co2FullScalePpm',
    rule: 'above 99999 counts',
    is: (c) => c.co2Kind === co2Kinds.gss && c.co2FullScalePpm > 99_999 * c.co2PpmPerCount,
  },
  {
    key: 'co2FullScalePpm',
    rule: 'above 65535 counts',
    is: (c) => c.co2Kind === co2Kinds.k33 && c.co2FullScalePpm > 65_535 * c.co2PpmPerCount,
  },
  { key: 'windBaud', rule: 'not a usual rate', is: (c) => !usualBauds.includes(c.windBaud) },
] as const satisfies readonly {
  readonly key: DeviceConfigurationKey;
  readonly rule: string;
  readonly is: (configuration: DeviceConfiguration) => boolean;
}[];

/** The first rule between fields that a configuration within all ranges breaks, or null. */
export const contradictionIn = (configuration: DeviceConfiguration): (typeof contradictions)[number] | null =>
  contradictions.find(({ is }) => is(configuration)) ?? null;

/** A configuration a device takes: every key, each in its range, none against another. */
export const deviceConfigurationSchema = z.strictObject(fields).superRefine((configuration, context) => {
  const broken = context.issues.length > 0 ? null : contradictionIn(configuration);
  if (broken !== null)
    context.addIssue({ code: 'custom', path: [broken.key], message: broken.rule, input: configuration });
});

/** A configuration with its revision, which rises with every change: a late delivery can undo nothing. */
export const revisedConfigurationSchema = z.object({ rev: revSchema, ...fields });
export type RevisedConfiguration = z.infer<typeof revisedConfigurationSchema>;

const shadowSideSchema = z.object({
  rev: revSchema.or(z.literal(0)).describe('0: never set'),
  ...shapeOf(({ least, most }) => z.int().min(least).max(most).optional()),
});
/** One side of a shadow. Older firmware may lack keys. */
export type ShadowSide = z.infer<typeof shadowSideSchema>;

export const configurationRefusalSchema = z.object({
  rev: z.int().min(0).describe('revision of the refused document'),
  key: z.string().max(60),
  rule: z.string().max(60),
});
export type ConfigurationRefusal = z.infer<typeof configurationRefusalSchema>;

/** What is wished of a device and what it says is in force. */
export const deviceConfigurationStateSchema = z.object({
  deviceId: deviceIdSchema,
  rev: z.int().min(0).describe('newest revision known; send it back as `expectedRev`'),
  desired: shadowSideSchema.nullable().describe('null: nothing was ever set from here'),
  reported: shadowSideSchema.nullable().describe('null: the device never reported'),
  refused: configurationRefusalSchema.nullable().describe('why the device took the newest document not'),
  pendingSinceMs: instantMsSchema.nullable().describe('since when what is wished is not what is in force'),
});
export type DeviceConfigurationState = z.infer<typeof deviceConfigurationStateSchema>;

export const configurationChangeSchema = z.strictObject({
  expectedRev: z.int().min(0).describe('`rev` as the caller has seen it; another one by now is a 409'),
  configuration: deviceConfigurationSchema,
});
export type ConfigurationChange = z.infer<typeof configurationChangeSchema>;
