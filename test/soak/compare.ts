import type { EmissionTotals } from '@carbon-track/contract/emissions.ts';
import type { ChimneyDay, DayStore } from '../../lambdas/adapters/ports/day-store.ts';
import type { MinuteStore } from '../../lambdas/adapters/ports/minute-store.ts';
import { workPartitions } from '../../lambdas/adapters/table-keys.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { distinctReadings, type Expectation, type ExpectedHour } from './oracle.ts';
import type { SoakPlant } from './plant.ts';

const nothing: ExpectedHour = { integratedKg: 0, coveredMs: 0, validReadings: 0 };

/** The largest relative difference found, and the first few in words. */
export type Differences = { largest: number; readonly found: string[] };
export const tolerance = 1e-9;

const compare = (differences: Differences, what: string, actual: number, expected: number): void => {
  const relative = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-6);
  differences.largest = Math.max(differences.largest, relative);
  if (relative > tolerance) differences.found.push(`${what}: stored ${actual}, expected ${expected}`);
};

/** Every hour of every chimney, also those nothing is expected of. */
export const compareHours = (
  differences: Differences,
  expectation: Expectation,
  days: readonly ChimneyDay[],
): void => {
  const stored = new Map(
    days.flatMap((day) =>
      day.hours.flatMap((slot) =>
        slot === null ? [] : [[`${day.chimneyId} ${slot.fold.startMs}`, slot.fold] as const],
      ),
    ),
  );
  const expected = new Map(
    [...expectation].flatMap(([chimneyId, hours]) =>
      [...hours].map(([startMs, hour]) => [`${chimneyId} ${startMs}`, hour] as const),
    ),
  );
  for (const key of new Set([...stored.keys(), ...expected.keys()])) {
    const [actual, wanted] = [stored.get(key) ?? nothing, expected.get(key) ?? nothing];
    compare(differences, `${key} kg`, actual.integratedKg, wanted.integratedKg);
    compare(differences, `${key} covered ms`, actual.coveredMs, wanted.coveredMs);
    compare(differences, `${key} n`, actual.validReadings, wanted.validReadings);
  }
};

const summed: readonly (keyof EmissionTotals)[] = ['integratedKg', 'coveredS', 'validReadings'];

/** What a factory's day must sum to, straight from the oracle's hours. */
const expectedDay = (
  expectation: Expectation,
  chimneyIds: readonly string[],
  fromMs: number,
  toMs: number,
) => {
  const hours = chimneyIds.flatMap((chimneyId) =>
    [...(expectation.get(chimneyId) ?? [])].filter(([startMs]) => startMs >= fromMs && startMs < toMs),
  );
  const sum = (pick: (hour: ExpectedHour) => number): number =>
    hours.reduce((total, [, hour]) => total + pick(hour), 0);
  return {
    integratedKg: sum((hour) => hour.integratedKg),
    coveredS: sum((hour) => hour.coveredMs) / 1_000,
    validReadings: sum((hour) => hour.validReadings),
  };
};

/** Factory-days against the oracle, and the network's rows against the factory-days. */
export const compareSums = async (
  differences: Differences,
  context: { plant: SoakPlant; days: DayStore; dates: readonly string[]; expectation: Expectation },
): Promise<void> => {
  const { plant, days, dates, expectation } = context;
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const network = await days.networkDays(first, last);
  if (network.length > dates.length * workPartitions)
    differences.found.push('there are more network-days than days');
  for (const { record } of plant.factories) {
    const { factoryId } = record.factory;
    const chimneyIds = record.chimneys.map(({ chimneyId }) => chimneyId);
    for (const date of dates) {
      const startMs = Date.parse(`${date}T00:00:00+03:00`);
      const wanted = expectedDay(expectation, chimneyIds, startMs, startMs + 86_400_000);
      const stored = await days.factoryDay(factoryId, date);
      const row = network
        .filter((day) => day.date === date)
        .flatMap((day) => day.factories)
        .find((one) => one.factoryId === factoryId);
      for (const name of summed) {
        const expected = wanted[name as keyof typeof wanted];
        const actual = stored?.totals[name] ?? 0;
        compare(differences, `${factoryId} ${date} ${name}`, actual ?? 0, expected);
        compare(differences, `network ${factoryId} ${date} ${name}`, row?.totals[name] ?? 0, actual ?? 0);
      }
    }
  }
};

const keyOf = ({ deviceId, epoch, seq, takenAtMs }: Reading): string =>
  `${deviceId} ${epoch} ${seq} ${takenAtMs}`;

/** Stored readings against acknowledged ones, one by one: none lost, none invented, contents unchanged. */
export const compareReadings = async (
  differences: Differences,
  minutes: Pick<MinuteStore, 'read'>,
  expected: readonly Reading[],
  period: { fromMs: number; toMs: number },
): Promise<number> => {
  const wanted = new Map(distinctReadings(expected).map((reading) => [keyOf(reading), reading]));
  const deviceIds = [...new Set(expected.map(({ deviceId }) => deviceId))];
  const stored: Reading[] = [];
  for (const deviceId of deviceIds) {
    const read = await minutes.read(deviceId, period.fromMs, period.toMs);
    stored.push(...read.flatMap((minute) => minute.readings));
  }
  for (const reading of stored) {
    const same = wanted.get(keyOf(reading));
    if (same === undefined) differences.found.push(`stored, but never sent so: ${keyOf(reading)}`);
    else if (same.co2Ppm !== reading.co2Ppm)
      differences.found.push(`stored with other content: ${keyOf(reading)}`);
    wanted.delete(keyOf(reading));
  }
  for (const key of wanted.keys()) differences.found.push(`acknowledged and lost: ${key}`);
  return stored.length;
};
