import * as z from 'zod';
import { figureSchema } from './figure.ts';
import { chimneyIdSchema, deviceIdSchema, instantMsSchema } from './ids.ts';
import { textSchema } from './text.ts';

const lengthM = figureSchema(0.01, 10);
const relative = figureSchema(0, 2);

/** Inner cross-section of the chimney at the probe, inside the lining, in metres. */
export const geometrySchema = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('circular'), diameterM: lengthM }),
  z.strictObject({ shape: z.literal('rectangular'), widthM: lengthM, heightM: lengthM }),
]);
export type Geometry = z.infer<typeof geometrySchema>;

export const co2SensorSchema = z.strictObject({
  model: textSchema(60),
  fullScalePpm: figureSchema(1, 1_000_000).describe('raw values at or above it are over_range'),
  basis: z.enum(['wet', 'dry']).describe('whether the sample is dried before the cell'),
  compensated: z.boolean().describe('true: the sensor corrects for pressure and temperature itself'),
  calibrationInterceptPpm: figureSchema(-1_000_000, 1_000_000).describe('a of a + b·x'),
  calibrationSlope: figureSchema(0.01, 100).describe('b of a + b·x'),
  dilution: z
    .strictObject({ ratio: figureSchema(1, 1_000), airCo2Ppm: figureSchema(0, 5_000) })
    .nullable()
    .describe('dilution probe: c = D·c_sensor − (D−1)·c_air'),
});

export const velocityProbeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anemometer') }),
  z.strictObject({ kind: z.literal('pitot'), coefficient: figureSchema(0.01, 2).describe('Cp') }),
]);

/** Standard uncertainties (k = 1) of what the kg/s figure is made of; see the method statement. */
export const uncertaintyBudgetSchema = z.strictObject({
  co2Relative: relative,
  velocityRelative: relative.describe('anemometer only'),
  profileRelative: relative.describe('0.10 without a traverse, 0.03 with one'),
  firstDimensionRelative: relative.describe('diameter or width'),
  secondDimensionRelative: relative.describe('height of a rectangular section; 0 for a circular one'),
  pressureRelative: relative,
  temperatureK: figureSchema(0, 100),
  moistureAbsolute: figureSchema(0, 0.5).describe('dry basis only'),
  dilutionRelative: relative,
  pitotCoefficientRelative: relative,
  pressureDifferenceRelative: relative,
});

/** `watch` looks back 30 min: a breach that must last longer than this could never be seen to. */
const longestBreachS = 1_500;
const breachS = z.int().min(0).max(longestBreachS);

/** Alert and operating thresholds. Those without a source in the method statement are engineering defaults. */
export const chimneyThresholdsSchema = z
  .strictObject({
    firingGasTemperatureC: figureSchema(-10, 600),
    firingCo2DryFraction: figureSchema(0, 0.205),
    highEmissionRatio: figureSchema(1, 100),
    highEmissionClearRatio: figureSchema(1, 100),
    highEmissionForS: breachS,
    gasHighC: figureSchema(-10, 600),
    gasHighClearC: figureSchema(-10, 600),
    gasHighForS: breachS,
    lowVelocityMPerS: figureSchema(0, 30),
    lowVelocityForS: breachS,
    overRangeForS: breachS,
    staleForS: z.int().min(600).max(longestBreachS).describe('a value counts as standing after 600 s'),
    silentForS: z.int().min(60).max(86_400),
  })
  // An alert that clears where it opens would flap for ever.
  .refine(({ gasHighC, gasHighClearC }) => gasHighClearC <= gasHighC, {
    path: ['gasHighClearC'],
    message: 'clear at or below gasHighC',
  })
  .refine(({ highEmissionRatio, highEmissionClearRatio }) => highEmissionClearRatio <= highEmissionRatio, {
    path: ['highEmissionClearRatio'],
    message: 'clear at or below highEmissionRatio',
  });
export type ChimneyThresholds = z.infer<typeof chimneyThresholdsSchema>;

/** Everything that turns a raw reading of one chimney into kg/s. Dated: a reading uses the one in force at its time. */
export const chimneyConfigurationSchema = z.strictObject({
  geometry: geometrySchema,
  profileFactor: figureSchema(0.3, 2).describe('k: mean velocity over measured velocity'),
  profileSource: z.enum(['assumed', 'traverse']),
  altitudeM: figureSchema(0, 4_000),
  moistureFraction: figureSchema(0, 0.6).describe('Bws, volume fraction of water in the gas'),
  assumedGasTemperatureC: figureSchema(-10, 600).nullable().describe('only where there is no thermocouple'),
  co2Sensor: co2SensorSchema,
  velocityProbe: velocityProbeSchema,
  warmUpS: z.int().min(0).max(3_600),
  uncertainty: uncertaintyBudgetSchema,
  thresholds: chimneyThresholdsSchema,
});
export type ChimneyConfiguration = z.infer<typeof chimneyConfigurationSchema>;

/** In force for `[fromMs, toMs)`; `toMs` null means until further notice. */
export const datedConfigurationSchema = z.object({
  chimneyId: chimneyIdSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema.nullable(),
  revision: z.int().min(1),
  configuration: chimneyConfigurationSchema,
});
export type DatedConfiguration = z.infer<typeof datedConfigurationSchema>;

/**
 * A device (or registered instrument) measures a chimney during `[fromMs, toMs)`.
 * Where several overlap, the lowest `priority` is primary; among equals the later `fromMs`, then the device id.
 */
export const assignmentSchema = z.object({
  deviceId: deviceIdSchema,
  chimneyId: chimneyIdSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema.nullable(),
  priority: z.int().min(0).max(9),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** A failed check makes the channel's readings of `[fromMs, toMs)` not count; the readings stay as they are. */
export const invalidationSchema = z.object({
  chimneyId: chimneyIdSchema,
  channel: z.enum(['co2', 'velocity', 'gasTemperature', 'pressure']),
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  reason: z.string().min(1).max(200),
});
export type Invalidation = z.infer<typeof invalidationSchema>;

/** A manager's statement that the boiler was off. It wins only over minutes whose state is unknown. */
export const declaredOffSchema = z.object({
  chimneyId: chimneyIdSchema,
  fromMs: instantMsSchema,
  toMs: instantMsSchema,
  author: z.string(),
  declaredAtMs: instantMsSchema,
});
export type DeclaredOff = z.infer<typeof declaredOffSchema>;
