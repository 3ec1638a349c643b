import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/convert-store/handler.ts';
import { compareReadings, type Reading } from '../../../lambdas/domain/reading.ts';
import { readingOfRow } from '../../../lambdas/domain/readings-of-message.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { ingestPorts } from '../../fakes/ingest.ts';
import { device } from '../../fakes/plant.ts';
import { anyMillisecond } from '../../fakes/readings.ts';
import { kinesisEvent, row, ruleRecord, telemetry } from '../../fakes/telemetry-event.ts';

const nowMs = Date.parse('2026-11-24T08:31:00Z');

/** Readings of distinct identity over three minutes, often on one millisecond, at most 24 in a minute. */
const anyRows = fc
  .array(
    fc.record({
      minute: fc.integer({ min: 0, max: 2 }),
      ms: fc.oneof(anyMillisecond, fc.constantFrom(0, 920, 1_028, 38_649, 59_999)),
      ppm: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: null }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ minute, ms, ppm }, seq) => row(seq, nowMs - (minute + 1) * 60_000 + ms, { 3: ppm })),
  );

/** How those rows travel: each at least once, some again, in any order, cut into messages and batches at will. */
const anyDelivery = anyRows.chain((rows) =>
  fc.record({
    rows: fc.constant(rows),
    sent: fc.array(fc.integer({ min: 0, max: rows.length - 1 }), { maxLength: 30 }).chain((again) =>
      fc.shuffledSubarray([...rows.keys(), ...again.map((index) => index + rows.length)], {
        minLength: rows.length + again.length,
      }),
    ),
    rowsPerMessage: fc.integer({ min: 1, max: 7 }),
    messagesPerBatch: fc.integer({ min: 1, max: 9 }),
    failures: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 4 }),
  }),
);

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

describe('the stored minutes', () => {
  let tables: TestTables;
  let run = 0;
  beforeAll(async () => {
    tables = await startTables();
  });
  afterAll(() => tables.stop());

  /** Delivers like the stream: what a batch returns comes again, with everything after it. */
  const deliver = async (
    deviceId: string,
    delivery: typeof anyDelivery extends fc.Arbitrary<infer T> ? T : never,
  ) => {
    const { ports } = ingestPorts(tables, () => nowMs);
    let writes = 0;
    const handler = createHandler({
      ...ports,
      registry: { ...ports.registry, device: async () => device('kapkoros', 1, { deviceId }) },
      minutes: {
        ...ports.minutes,
        merge: async (write) => {
          writes += 1;
          // Half of the failures come after the write has arrived: the answer is lost, not the readings.
          if (delivery.failures.includes(writes) && writes % 2 === 0) await ports.minutes.merge(write);
          if (delivery.failures.includes(writes)) throw new Error('throttled');
          return ports.minutes.merge(write);
        },
      },
    });
    const sent = delivery.sent.map((index) => delivery.rows[index % delivery.rows.length] ?? row(0, 0));
    const messages = chunks(sent, delivery.rowsPerMessage).map((rows) =>
      ruleRecord(telemetry(rows), nowMs, { deviceId }),
    );
    let pending = kinesisEvent(messages).Records;
    while (pending.length > 0) {
      const batch = pending.slice(0, delivery.messagesPerBatch);
      const [failed] = (await handler({ Records: batch })).batchItemFailures;
      const at = batch.findIndex(({ kinesis }) => kinesis.sequenceNumber === failed?.itemIdentifier);
      pending = pending.slice(at < 0 ? batch.length : at);
    }
    return (await ports.minutes.read(deviceId, 0, nowMs)).flatMap(({ readings }) => readings);
  };

  it('are the distinct readings, whatever the order, duplication, batching and failures of their arrival', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelivery, async (delivery) => {
        run += 1;
        const deviceId = `ct-order-${run}`;
        const header = { deviceId, epoch: 1, samplePeriodS: 5, origin: 'measured' as const };
        const expected: Reading[] = delivery.rows
          .map((each) => readingOfRow(each, header))
          .sort(compareReadings);
        expect(await deliver(deviceId, delivery)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
