import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoMinuteStore } from '../../lambdas/adapters/dynamo-minute-store.ts';
import type { MinuteStore } from '../../lambdas/adapters/ports/minute-store.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { startTables, type TestTables } from '../fakes/dynalite.ts';
import { health, reading } from '../fakes/readings.ts';

const minuteMs = Date.parse('2026-11-24T08:31:00Z');
const at = (ms: number, seq: number, changes: Partial<Reading> = {}) =>
  reading({ takenAtMs: minuteMs + ms, seq, ...changes });

describe('the minute store on a real table', () => {
  let tables: TestTables;
  let store: MinuteStore;
  let device = 0;
  let deviceId = '';
  beforeAll(async () => {
    tables = await startTables();
    store = createDynamoMinuteStore(tables.client, tables.telemetryTable);
  });
  afterAll(() => tables.stop());

  /** A device of its own for each test; readings are handed over as that device's. */
  const newDevice = () => {
    device += 1;
    deviceId = `ct-${device}`;
  };
  const own = (readings: readonly Reading[]) => readings.map((each) => ({ ...each, deviceId }));
  const merge = (readings: readonly Reading[], minute = minuteMs) =>
    store.merge({ deviceId, minuteMs: minute, readings: own(readings), health });
  const stored = async () => (await store.read(deviceId, minuteMs, minuteMs + 60_000))[0]?.readings;

  it('adds readings, absorbs duplicates and keeps two readings on one millisecond', async () => {
    newDevice();
    expect(await merge([at(0, 1), at(5_000, 2), at(5_000, 3)])).toMatchObject({ added: { length: 3 } });
    const again = await merge([at(10_000, 4), at(5_000, 3), at(10_000, 4)]);
    expect(again.added).toEqual(own([at(10_000, 4)]));
    expect(again.duplicates).toEqual(own([at(5_000, 3), at(10_000, 4)]));
    expect(await stored()).toEqual(own([at(0, 1), at(5_000, 2), at(5_000, 3), at(10_000, 4)]));
  });

  it('keeps the first content of a name and reports the other as a conflict', async () => {
    newDevice();
    await merge([at(0, 1)]);
    const changed = at(0, 1, { co2Ppm: 1 });
    expect(await merge([changed])).toEqual({
      added: [],
      duplicates: [],
      conflicts: own([changed]),
      tooDense: [],
    });
    expect(await stored()).toEqual(own([at(0, 1)]));
  });

  it.each(['earlier time first', 'later time first', 'both at once'])(
    'counts the earlier of two times with one identity: %s',
    async (order) => {
      newDevice();
      const early = at(1_000, 7);
      const late = at(2_000, 7);
      const batches = { 'earlier time first': [[early], [late]], 'later time first': [[late], [early]] }[
        order
      ];
      const outcomes = [];
      for (const batch of batches ?? [[late, early]]) outcomes.push(await merge(batch));
      expect(await stored()).toEqual(own([early]));
      expect(outcomes.flatMap((outcome) => outcome.conflicts)).toEqual(own([late]));
      expect((await merge([early, late])).conflicts).toEqual(own([late]));
    },
  );

  it('reports a displaced reading once when it comes again beside the one that displaces it', async () => {
    newDevice();
    await merge([at(2_000, 7)]);
    const outcome = await merge([at(2_000, 7), at(1_000, 7)]);
    expect([outcome.added, outcome.conflicts]).toEqual([own([at(1_000, 7)]), own([at(2_000, 7)])]);
  });

  it('reports a displaced reading again at each retry of what displaced it: quarantine may have failed meanwhile', async () => {
    newDevice();
    await merge([at(2_000, 7)]);
    await merge([at(1_000, 7)]);
    const retry = await merge([at(1_000, 7)]);
    expect([retry.added, retry.duplicates, retry.conflicts]).toEqual([
      [],
      own([at(1_000, 7)]),
      own([at(2_000, 7)]),
    ]);
  });

  it('takes 48 readings of a minute and calls the rest too dense, told apart from duplicates', async () => {
    newDevice();
    const dense = Array.from({ length: 60 }, (_, index) => at(index * 1_000, index));
    expect((await merge(dense.slice(0, 40))).added).toHaveLength(40);
    expect((await merge(dense.slice(40, 48))).added).toHaveLength(8);
    const full = await merge([...dense.slice(47, 50), at(0, 0, { co2Ppm: 5 })]);
    expect(full.duplicates).toEqual(own([at(47_000, 47)]));
    expect(full.tooDense).toEqual(own([at(48_000, 48), at(49_000, 49)]));
    expect(full.conflicts).toEqual(own([at(0, 0, { co2Ppm: 5 })]));
    expect(await stored()).toHaveLength(48);
  });

  it('takes no more than 48 readings from one write', async () => {
    newDevice();
    const outcome = await merge(Array.from({ length: 60 }, (_, index) => at(index * 1_000, index)));
    expect([outcome.added.length, outcome.tooDense.length]).toEqual([48, 12]);
    expect(outcome.tooDense[0]).toEqual(own([at(48_000, 48)])[0]);
    expect((await merge([at(48_000, 48)])).tooDense).toHaveLength(1);
  });

  it('loses nothing when writers of one minute run side by side', async () => {
    newDevice();
    const readings = Array.from({ length: 24 }, (_, index) => at(index * 2_500, index));
    await Promise.all(readings.flatMap((each) => [merge([each]), merge([each])]));
    expect(await stored()).toEqual(own(readings));
  });

  it('finds the newest minute before another, and never an item of another kind', async () => {
    newDevice();
    await merge([at(0, 1)]);
    await merge([at(60_000, 2)], minuteMs + 60_000);
    expect((await store.newest(deviceId, minuteMs + 60_000))?.minuteMs).toBe(minuteMs);
    expect((await store.newest(deviceId, minuteMs + 120_000))?.minuteMs).toBe(minuteMs + 60_000);
    expect(await store.newest(deviceId, minuteMs)).toBeNull();
  });

  it('reads whole minutes of a range in order, and the newest', async () => {
    newDevice();
    expect(await store.newest(deviceId)).toBeNull();
    const hour = Array.from({ length: 60 }, (_, index) => minuteMs + index * 60_000);
    await Promise.all(hour.map((minute) => merge([reading({ takenAtMs: minute })], minute)));
    const found = await store.read(deviceId, minuteMs + 1, minuteMs + 3 * 60_000 + 1);
    expect(found.map((each) => each.minuteMs)).toEqual(hour.slice(1, 4));
    expect(await store.read(deviceId, minuteMs, minuteMs)).toEqual([]);
    expect(await store.read(deviceId, minuteMs - 60_000, minuteMs)).toEqual([]);
    expect(await store.newest(deviceId)).toMatchObject({ minuteMs: hour.at(-1), health });
  });
});
