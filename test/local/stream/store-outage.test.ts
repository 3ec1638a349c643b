import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/convert-store/handler.ts';
import type { FailureRecord } from '../../../local/stream/failure-record.ts';
import { openStream } from '../../../local/stream/stream.ts';
import { startTables } from '../../fakes/dynalite.ts';
import { ingestPorts } from '../../fakes/ingest.ts';
import { row, ruleRecord, telemetry } from '../../fakes/telemetry-event.ts';
import { injectThrottling } from '../../soak/throttling.ts';
import { temporaryFolder } from './temporary-folder.ts';

const startMs = Date.parse('2026-11-24T08:30:00Z');
const periodMs = 5_000;
const outageMs = 10 * 60_000;
const deviceId = 'ct-kapkoros-1a';

it('ten minutes in which every call to the tables fails lose nothing, set nothing aside and give nothing up', async () => {
  await using stack = new AsyncDisposableStack();
  const tables = await startTables();
  stack.defer(() => tables.stop());
  const clock = { nowMs: startMs };
  const ingest = ingestPorts(tables, () => clock.nowMs);
  const stream = await openStream({
    folder: await temporaryFolder(),
    name: 'outage',
    now: () => clock.nowMs,
  });
  stack.defer(() => stream.close());
  let isAway = true;
  injectThrottling(
    tables.client,
    () => (isAway ? 1 : 0),
    () => 0.4,
  );
  let failedInvocations = 0;
  const convertStore = createHandler(ingest.ports);
  const givenUp: FailureRecord[] = [];
  const consumer = await stream.consume({
    name: 'convert-store',
    handler: async (event) => {
      const answer = await convertStore(event);
      if (answer.batchItemFailures.length > 0) failedInvocations += 1;
      return answer;
    },
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10_000,
    batchingWindowMs: 1,
    bisectOnError: true,
    maxRecordAgeMs: 6 * 3_600_000,
    maxRetries: null,
    onFailure: { put: async (_key, record) => void givenUp.push(record) },
    backoffMs: () => 1,
  });

  const sent: number[] = [];
  for (let seq = 0; clock.nowMs < startMs + outageMs; seq += 1) {
    clock.nowMs += periodMs;
    const record = ruleRecord(telemetry([row(seq, clock.nowMs - 1_000)]), clock.nowMs, { deviceId });
    await stream.put(deviceId, Buffer.from(JSON.stringify(record)));
    sent.push(seq);
  }
  while (failedInvocations < 20) await pause(2);
  expect(consumer.behind()).toBe(sent.length);
  isAway = false;
  while (consumer.behind() > 0) await pause(2);

  const minutes = await ingest.ports.minutes.read(deviceId, startMs, startMs + outageMs + 60_000);
  expect(minutes.flatMap(({ readings }) => readings.map(({ seq }) => seq))).toEqual(sent);
  expect(sent).toHaveLength(120);
  expect([givenUp, [...ingest.setAside.objects]]).toEqual([[], []]);
});
