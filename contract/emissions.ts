import * as z from 'zod';
import { chimneyIdSchema, deviceIdSchema, factoryIdSchema, instantMsSchema } from './ids.ts';
import { channelStateSchema, markSchema, operatingStateSchema } from './quality.ts';
import { telemetryRowSchema } from './telemetry.ts';

export const originSchema = z
  .enum(['measured', 'seeded', 'uploaded'])
  .describe(
    'seeded: invented history of a demonstration; uploaded: sent by a person or instrument, not by the device',
  );
export type Origin = z.infer<typeof originSchema>;

/** The basis an intensity or rank stands on. Figures of different bases are never compared. */
export const basisSchema = z.enum(['stack_co2', 'fossil_s12', 'with_biogenic']);
export type Basis = z.infer<typeof basisSchema>;

/** One channel of a reading after conversion: a value in its unit, or null and the state that says why. */
const channelValueSchema = z.object({ value: z.number().nullable(), state: channelStateSchema });

/** What a chimney shows at one instant. Rates are kg CO2 per second; null is unknown, 0 is zero. */
export const chimneySnapshotSchema = z.object({
  chimneyId: chimneyIdSchema,
  deviceId: deviceIdSchema,
  takenAtMs: instantMsSchema,
  rateKgPerS: z.number().nullable(),
  expandedUncertaintyKgPerS: z.number().nullable().describe('k = 2'),
  operatingState: operatingStateSchema,
  co2DryFraction: channelValueSchema,
  gasTemperatureC: channelValueSchema,
  velocityMPerS: channelValueSchema,
  pressurePa: channelValueSchema,
  marks: z.array(markSchema),
});
export type ChimneySnapshot = z.infer<typeof chimneySnapshotSchema>;

/**
 * Totals over a period of one chimney, a factory or the network.
 * `measuredKg` counts valid hours only; an hour below 80 % is replaced whole or missing.
 */
export const emissionTotalsSchema = z.object({
  integratedKg: z.number(),
  coveredS: z.number(),
  operatingS: z.number(),
  validReadings: z.int(),
  possibleReadings: z.int(),
  capture: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('valid over possible readings; null while nothing operated'),
  measuredKg: z.number(),
  measuredOperatingS: z.number().describe('operating seconds of valid hours'),
  substitutedKg: z.number(),
  substitutedOperatingS: z.number(),
  missingOperatingS: z.number(),
  expandedUncertaintyKg: z.number().nullable().describe('k = 2, of measured plus substituted kg'),
});
export type EmissionTotals = z.infer<typeof emissionTotalsSchema>;

/** A day that is not over yet. */
const daySoFarSchema = emissionTotalsSchema.extend({
  origin: originSchema.describe('the least trustworthy of its hours'),
});

export const hourPointSchema = emissionTotalsSchema.extend({
  startMs: instantMsSchema,
  endMs: instantMsSchema,
  provisional: z.boolean(),
  origin: originSchema,
  substitutionRung: z.int().min(0).max(3).describe('0 measured or off, 1 neighbours, 2 fuel, 3 missing'),
});
export type HourPoint = z.infer<typeof hourPointSchema>;

export const dayPointSchema = emissionTotalsSchema.extend({
  date: z.iso.date(),
  startMs: instantMsSchema,
  endMs: instantMsSchema,
  complete: z.boolean().describe('the day is over and nothing of it is provisional'),
  origin: originSchema,
  chimneysReporting: z.int(),
  chimneysInUse: z.int(),
  madeTeaKg: z.number().nullable(),
  intensityKgPerKg: z.number().nullable().describe('stack CO2 per kg made tea, complete days with tea only'),
  intensityExpandedUncertaintyKgPerKg: z
    .number()
    .nullable()
    .describe('k = 2; null without an intensity, or when the emissions’ own is unknown'),
});
export type DayPoint = z.infer<typeof dayPointSchema>;

/** One minute of one chimney, for charts: means of the valid readings of that minute. */
export const minutePointSchema = z.object({
  startMs: instantMsSchema,
  integratedKg: z.number(),
  coveredS: z.number(),
  validReadings: z.int(),
  operatingState: operatingStateSchema,
  meanRateKgPerS: z.number().nullable(),
  meanCo2DryFraction: z.number().nullable(),
  meanGasTemperatureC: z.number().nullable(),
  meanVelocityMPerS: z.number().nullable(),
  states: z
    .array(channelStateSchema)
    .describe('distinct states of the CO2, velocity and temperature channels'),
  origin: originSchema,
});
export type MinutePoint = z.infer<typeof minutePointSchema>;

export const resolutionSchema = z.enum(['minute', 'hour', 'day']);
export type Resolution = z.infer<typeof resolutionSchema>;

const seriesBase = {
  factoryId: factoryIdSchema,
  chimneyId: chimneyIdSchema.nullable().describe('null: the sum over the factory’s chimneys'),
  nextCursor: z.string().nullable(),
};
export const emissionSeriesSchema = z.discriminatedUnion('resolution', [
  z.object({ resolution: z.literal('minute'), points: z.array(minutePointSchema), ...seriesBase }),
  z.object({ resolution: z.literal('hour'), points: z.array(hourPointSchema), ...seriesBase }),
  z.object({ resolution: z.literal('day'), points: z.array(dayPointSchema), ...seriesBase }),
]);
export type EmissionSeries = z.infer<typeof emissionSeriesSchema>;

/** Newest stored minute per chimney and the factory's day so far. Shown as "delayed", never as "live". */
export const latestEmissionsSchema = z.object({
  factoryId: factoryIdSchema,
  asOfMs: instantMsSchema,
  chimneys: z.array(
    z.object({
      chimneyId: chimneyIdSchema,
      name: z.string(),
      snapshot: chimneySnapshotSchema.nullable().describe('null: nothing in the last 35 days'),
      offSinceMs: instantMsSchema.nullable(),
      today: daySoFarSchema,
    }),
  ),
  today: daySoFarSchema,
  lastCompleteDay: dayPointSchema.nullable().describe('the newest complete day with tea, for intensity'),
});
export type LatestEmissions = z.infer<typeof latestEmissionsSchema>;

/** A backfill by a person or an instrument. Rows have the device's shape; the source is a registered device id. */
export const emissionUploadSchema = z.strictObject({
  deviceId: deviceIdSchema.describe('a registered instrument or device'),
  samplePeriodS: z.int().min(1).max(300),
  epoch: z.int().min(0).max(255),
  rows: z.array(telemetryRowSchema).min(1).max(720),
});
export type EmissionUpload = z.infer<typeof emissionUploadSchema>;

export const emissionUploadResultSchema = z.object({
  stored: z.int(),
  duplicates: z.int(),
  quarantined: z.array(z.object({ row: z.int(), reason: z.string() })),
});
export type EmissionUploadResult = z.infer<typeof emissionUploadResultSchema>;
