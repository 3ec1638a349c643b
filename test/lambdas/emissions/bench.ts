import { afterAll, beforeAll, beforeEach } from 'vitest';
import { minuteMs, nairobiDate } from '../../../lambdas/domain/nairobi.ts';
import type { Reading } from '../../../lambdas/domain/reading.ts';
import { startApi, type TestApi } from '../../fakes/api.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { device, factoryRecord } from '../../fakes/plant.ts';
import { health, reading } from '../../fakes/readings.ts';

/** 11:31 in Nairobi. */
export const nowMs = Date.parse('2026-11-24T08:31:00.000Z');
export const today = nairobiDate(nowMs);

/** The API on real tables, with a new factory for every test. Read `api` and `factoryId` inside a test only. */
export const emissionsBench = () => {
  let tables: TestTables;
  let api: TestApi;
  let serial = 0;
  let factoryId = '';
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());
  beforeEach(async () => {
    api = startApi(tables, () => nowMs);
    serial += 1;
    factoryId = `factory-${serial}`;
    await api.registry.putFactory(factoryRecord(factoryId));
    await api.registry.addDevice(device(factoryId, 1));
  });
  return {
    get api() {
      return api;
    },
    get factoryId() {
      return factoryId;
    },
    /** One reading every 5 s of `[fromMs, toMs)`, stored by the minute. */
    store: async (n: number, fromMs: number, toMs: number, change: Partial<Reading> = {}) => {
      const deviceId = `ct-${factoryId}-${n}a`;
      for (let minute = fromMs; minute < toMs; minute += minuteMs) {
        const readings = Array.from({ length: 12 }, (_, index) =>
          reading({ deviceId, seq: minute / 5_000 + index, takenAtMs: minute + index * 5_000, ...change }),
        );
        await api.minutes.merge({ deviceId, minuteMs: minute, readings, health });
      }
    },
  };
};
