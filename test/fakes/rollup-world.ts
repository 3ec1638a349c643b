import { createDynamoDayStore } from '../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoDirtyHours } from '../../lambdas/adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoProduction } from '../../lambdas/adapters/dynamo-production.ts';
import { createDynamoRegistry } from '../../lambdas/adapters/dynamo-registry.ts';
import { createDynamoWatermarks } from '../../lambdas/adapters/dynamo-watermarks.ts';
import type { DayStore } from '../../lambdas/adapters/ports/day-store.ts';
import type { MinuteStore } from '../../lambdas/adapters/ports/minute-store.ts';
import { hoursTouchedBy, isLate } from '../../lambdas/convert-store/late-hours.ts';
import { minuteFloorMs } from '../../lambdas/domain/nairobi.ts';
import { compareReadings, type Reading } from '../../lambdas/domain/reading.ts';
import type { RollupPorts } from '../../lambdas/rollup/ports.ts';
import type { TestTables } from './dynalite.ts';
import { health, reading } from './readings.ts';

/** A clock that a test sets. */
export type TestClock = { nowMs: number };

export type RollupWorld = RollupPorts & {
  readonly minutes: MinuteStore;
  readonly days: DayStore;
  readonly registry: ReturnType<typeof createDynamoRegistry>;
  readonly production: ReturnType<typeof createDynamoProduction>;
  readonly lines: Readonly<Record<string, unknown>>[];
};

/** Everything a roll-up needs, on real tables. */
export const rollupWorld = (tables: TestTables, clock: TestClock): RollupWorld => {
  const { client, telemetryTable, ledgerTable } = tables;
  const lines: Readonly<Record<string, unknown>>[] = [];
  return {
    registry: createDynamoRegistry(client, ledgerTable),
    minutes: createDynamoMinuteStore(client, telemetryTable),
    days: createDynamoDayStore(client, telemetryTable),
    dirtyHours: createDynamoDirtyHours(client, telemetryTable),
    production: createDynamoProduction(client, ledgerTable),
    watermarks: createDynamoWatermarks(client, telemetryTable),
    now: () => clock.nowMs,
    log: (line) => lines.push(line),
    lines,
  };
};

/** Merges readings into the store minute by minute, as convert-store does, without marking anything. */
export const storeReadings = async (
  minutes: Pick<MinuteStore, 'merge'>,
  readings: readonly Reading[],
): Promise<void> => {
  const groups = Map.groupBy(readings, (one) => `${one.deviceId} ${minuteFloorMs(one.takenAtMs)}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const minuteMs = minuteFloorMs(first.takenAtMs);
    await minutes.merge({ deviceId: first.deviceId, minuteMs, readings: group, health });
  }
};

/** Stores readings as convert-store does: the hours of late minutes are marked before and after. */
export const receiveReadings = async (
  ports: { minutes: Pick<MinuteStore, 'merge'>; dirtyHours: Pick<RollupPorts['dirtyHours'], 'mark'> },
  factoryId: string,
  readings: readonly Reading[],
  now: () => number,
): Promise<void> => {
  const mark = async (): Promise<void> => {
    const minutes = readings.map((one) => ({ deviceId: one.deviceId, ms: minuteFloorMs(one.takenAtMs) }));
    const late = minutes.filter(({ ms }) => isLate(ms, now()));
    const hours = new Set(
      late.flatMap(({ deviceId, ms }) => hoursTouchedBy(ms).map((hour) => `${deviceId} ${hour}`)),
    );
    for (const entry of hours) {
      const [deviceId = '', hour = ''] = entry.split(' ');
      await ports.dirtyHours.mark(factoryId, deviceId, Number(hour));
    }
  };
  await mark();
  await storeReadings(ports.minutes, readings);
  await mark();
};

/** Readings of a burning chimney every `stepS`, each a little different from the one before. */
export const burning = (
  deviceId: string,
  fromMs: number,
  toMs: number,
  stepS = 60,
  changes: Partial<Reading> = {},
): Reading[] => {
  const count = Math.ceil((toMs - fromMs) / (stepS * 1_000));
  return Array.from({ length: count }, (_, index) => {
    const takenAtMs = fromMs + index * stepS * 1_000;
    const n = takenAtMs / (stepS * 1_000);
    return reading({
      deviceId,
      takenAtMs,
      seq: Math.floor(takenAtMs / 1_000) % 4_000_000_000,
      samplePeriodS: stepS,
      co2Ppm: 80_000 + ((n * 7_919) % 30_011),
      gasTemperatureDeciC: 1_700 + ((n * 31) % 307),
      velocityMmPerS: 5_000 + ((n * 131) % 2_003),
      ...changes,
    });
  }).sort(compareReadings);
};
