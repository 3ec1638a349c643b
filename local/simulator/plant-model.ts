import { dayNumber, leafSupply, type Shift, shiftOf } from './firing-shift.ts';
import type { Plant, StackGas } from './plant.ts';
import { jitterAt, seedOf, wanderAt } from './seeded-random.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** What lingers in a cold flue: room air with a little breath of the fire bed. */
const restingCo2Fraction = 0.0006;
const restingVelocityMPerS = 0.25;

const lastShiftBefore = (plant: Plant, atMs: number): Shift | null => {
  const today = dayNumber(atMs);
  for (const day of [today, today - 1]) {
    const shift = shiftOf(plant, day);
    if (shift !== null && shift.fromMs <= atMs) return shift;
  }
  return null;
};

/** 0 (cold) to 1 (steady): rises and falls exponentially with the given times to two thirds. */
const level = (shift: Shift | null, atMs: number, riseMs: number, fallMs: number): number => {
  if (shift === null) return 0;
  const risen = (untilMs: number): number => 1 - Math.exp(-(untilMs - shift.fromMs) / riseMs);
  return atMs < shift.toMs ? risen(atMs) : risen(shift.toMs) * Math.exp(-(atMs - shift.toMs) / fallMs);
};

/** International standard atmosphere at the altitude, Pa. */
export const standardPressurePa = (altitudeM: number): number =>
  101_325 * (1 - 2.25577e-5 * altitudeM) ** 5.25588;

const pressureAt = (plant: Plant, atMs: number): number =>
  standardPressurePa(plant.altitudeM) +
  250 * wanderAt(seedOf(`${plant.factoryId}/weather`), atMs, 30 * hourMs) +
  120 * Math.sin((2 * Math.PI * atMs) / (12 * hourMs));

const roomTemperatureC = (plant: Plant, atMs: number): number =>
  34 - plant.altitudeM / 150 + 4 * Math.sin((2 * Math.PI * (atMs - 5 * hourMs)) / (24 * hourMs));

/**
 * The gas in the chimney at an instant; a pure function, so history and live agree.
 * Fresh wood lifts CO2 first and temperature a few minutes later; both fall until the next feeding. The fan follows
 * the leaf supply of the day.
 */
export const stackGasAt = (plant: Plant, atMs: number): StackGas => {
  const seed = seedOf(plant.chimneyId);
  const shift = lastShiftBefore(plant, atMs);
  const burn = level(shift, atMs, 4 * minuteMs, 4 * minuteMs);
  const heat = level(shift, atMs, 9 * minuteMs, 22 * minuteMs);
  const fan = level(shift, atMs, 2 * minuteMs, 3 * minuteMs);
  const phase = (2 * Math.PI * atMs) / (plant.feedPeriodS * 1_000) + (seed % 628) / 100;
  const drift = 0.05 * wanderAt(seed ^ 0x51ed, atMs, 9 * hourMs);
  const flicker = 0.012 * jitterAt(seed, Math.floor(atMs / 1_000));
  const gust = 0.03 * jitterAt(seed ^ 0x7f4a, Math.floor(atMs / 1_000));
  const room = roomTemperatureC(plant, atMs);
  return {
    firing: shift !== null && atMs < shift.toMs,
    co2WetFraction:
      restingCo2Fraction + plant.co2WetFraction * burn * (1 + 0.16 * Math.sin(phase) + drift + flicker),
    gasTemperatureC:
      room + (plant.gasTemperatureC - room) * heat * (1 + 0.07 * Math.sin(phase - 0.9) + flicker / 3),
    velocityMPerS:
      restingVelocityMPerS * (1 + gust) * (1 - fan) +
      plant.velocityMPerS *
        leafSupply(plant.factoryId, dayNumber(shift?.fromMs ?? atMs)) *
        fan *
        (1 + 0.04 * Math.sin(phase - 0.3) + gust),
    pressurePa: pressureAt(plant, atMs),
  };
};
