import { gunzipSync } from 'node:zlib';
import type { KinesisStreamEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../lambdas/convert-store/handler.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { ingestPorts } from '../../fakes/ingest.ts';
import { kinesisEvent, recordedEvent, row, ruleRecord, telemetry } from '../../fakes/telemetry-event.ts';

const minuteMs = Date.parse('2026-11-24T08:31:00Z');
const nowMs = minuteMs + 60_000;

describe('convert-store on real tables', () => {
  let tables: TestTables;
  let ingest: ReturnType<typeof ingestPorts>;
  beforeEach(async () => {
    tables = await startTables();
    ingest = ingestPorts(tables, () => nowMs);
    return () => tables.stop();
  });

  const handle = (event: KinesisStreamEvent) => createHandler(ingest.ports)(event);
  const stored = async (deviceId = 'ct-kapkoros-1a') =>
    (await ingest.ports.minutes.read(deviceId, 0, nowMs + 600_000)).flatMap((minute) => minute.readings);
  const quarantined = async () =>
    (await ingest.ports.quarantine.list({ date: undefined, limit: 1_000, cursor: undefined })).items;
  const sound = (seq: number, ms = seq * 1_000) => ruleRecord(telemetry([row(seq, minuteMs + ms)]), nowMs);

  it('stores a batch as AWS delivers it, by device and minute', async () => {
    expect(await handle(recordedEvent('kinesis-telemetry') as KinesisStreamEvent)).toEqual({
      batchItemFailures: [],
    });
    expect((await stored()).map(({ seq, takenAtMs }) => [seq, takenAtMs - minuteMs])).toEqual([
      [1_000, -5_000],
      [1_001, 0],
      [1_002, 5_000],
    ]);
    expect((await stored('ct-kapkoros-2a')).map(({ takenAtMs }) => takenAtMs - minuteMs)).toEqual([
      920, 1_028,
    ]);
    expect(ingest.lines).toMatchObject([
      { level: 'info', records: 3, readings: 5, added: 5, duplicates: 0, quarantined: 0, late: 0, failed: 0 },
    ]);
  });

  it('changes nothing when the same batch comes again', async () => {
    const event = recordedEvent('kinesis-telemetry') as KinesisStreamEvent;
    await handle(event);
    const before = await stored();
    await handle(event);
    expect(await stored()).toEqual(before);
    expect(ingest.lines.at(-1)).toMatchObject({ added: 0, duplicates: 5 });
    expect(ingest.archived.objects.size).toBe(1);
  });

  it('keeps what the newest message of a minute said of the device', async () => {
    const later = ruleRecord(telemetry([row(1, minuteMs)], { fw: '2.0.0', rssi: null }), nowMs + 5_000);
    await handle(kinesisEvent([later, sound(2)]));
    const newest = await ingest.ports.minutes.newest('ct-kapkoros-1a');
    expect(newest?.health).toEqual({
      receivedAtMs: nowMs + 5_000,
      firmware: '2.0.0',
      configurationRevision: 7,
      boot: 12,
      rssiDbm: null,
    });
  });

  it('archives each reading with the rate and the configuration it was converted with', async () => {
    await handle(kinesisEvent([sound(1)]));
    const [[key, body] = ['', new Uint8Array()]] = [...ingest.archived.objects];
    expect(key).toMatch(/^telemetry\/date=2026-11-24\/shardId-0+-49.*\.ndjson\.gz$/);
    const line = JSON.parse(gunzipSync(body).toString());
    expect(line).toMatchObject({
      factoryId: 'kapkoros',
      chimneyId: 'kapkoros-1',
      seq: 1,
      configurationRevision: 1,
    });
    expect(line.rateKgPerS).toBeGreaterThan(0.01);
    expect(line.rateKgPerS).toBeLessThan(1);
  });

  it('answers an empty batch and writes nothing', async () => {
    expect(await handle({ Records: [] })).toEqual({ batchItemFailures: [] });
    expect([ingest.archived.objects.size, ingest.setAside.objects.size]).toEqual([0, 0]);
  });

  const nested = '['.repeat(8_000) + ']'.repeat(8_000);
  const plain = JSON.stringify(telemetry([row(1, minuteMs)]));
  const hostile: [name: string, record: Parameters<typeof kinesisEvent>[0][number], reason: string][] = [
    ['bytes that are no JSON', ruleRecord('\u0000\u0001', nowMs), 'not_json'],
    [
      'bytes that are no UTF-8',
      { ...ruleRecord('', nowMs), payload: Buffer.from([0x22, 0xff, 0x22]).toString('base64') },
      'not_json',
    ],
    ['an empty payload', ruleRecord('', nowMs), 'not_json'],
    ['a record that is no JSON', 'hello', 'not_json'],
    ['a record without an envelope', '{"payload":"e30="}', 'invalid_payload'],
    [
      'a receive time beyond any calendar',
      JSON.stringify({ ...sound(1), receivedAtMs: 9e15 }),
      'invalid_payload',
    ],
    [
      'an id longer than any topic or key',
      JSON.stringify({ ...sound(1), deviceId: 'x'.repeat(3_000), clientId: 'x'.repeat(3_000) }),
      'invalid_payload',
    ],
    ['deep nesting', ruleRecord(nested, nowMs), 'invalid_payload'],
    [
      'a payload with __proto__',
      ruleRecord(plain.replace('{', '{"__proto__":{"v":1},'), nowMs),
      'invalid_payload',
    ],
    [
      'a number beyond double precision',
      ruleRecord(plain.replace('91234', '1e999'), nowMs),
      'invalid_payload',
    ],
    [
      'an integer beyond its column',
      ruleRecord(plain.replace('"sp":5', '"sp":301'), nowMs),
      'invalid_payload',
    ],
    ['a fraction', ruleRecord(plain.replace('91234', '91234.5'), nowMs), 'invalid_payload'],
    [
      'a device id in the payload',
      ruleRecord(plain.replace('{', '{"deviceId":"ct-kapkoros-2a",'), nowMs),
      'invalid_payload',
    ],
    ['no rows', ruleRecord(telemetry([]), nowMs), 'invalid_payload'],
    ['more than 16 kB', ruleRecord(`${plain}${' '.repeat(16_384)}`, nowMs), 'too_large'],
    ['a foreign client id', { ...sound(1), clientId: 'ct-kapkoros-2a' }, 'identity_mismatch'],
    ['a device of another factory', { ...sound(1), factoryId: 'kapset' }, 'identity_mismatch'],
    ['a device nobody registered', ruleRecord(plain, nowMs, { deviceId: 'ct-stranger' }), 'unknown_device'],
    ['a clock 2 min and 1 ms ahead', ruleRecord(telemetry([row(1, nowMs + 120_001)]), nowMs), 'clock_ahead'],
    [
      'a reading 30 days and 1 ms old',
      ruleRecord(telemetry([row(1, nowMs - 30 * 86_400_000 - 1)]), nowMs),
      'too_late',
    ],
    ['a reading without a time', ruleRecord(telemetry([row(1, 0, { 2: 0 })]), nowMs), 'unplaced'],
  ];

  it.each(hostile)(
    'sets %s aside with its bytes, and stores its neighbours',
    async (_name, record, reason) => {
      const answer = await handle(kinesisEvent([sound(50), record, sound(51)]));
      expect(answer).toEqual({ batchItemFailures: [] });
      expect((await stored()).map(({ seq }) => seq)).toEqual([50, 51]);
      const entries = await quarantined();
      expect(entries.map((entry) => entry.reason)).toEqual([reason]);
      const bytes = typeof record === 'string' ? Buffer.from(record).toString('base64') : record.payload;
      expect(entries[0]?.payloadBase64).toBe(bytes);
      expect(ingest.lines.at(-1)?.quarantinedByReason).toEqual({ [reason]: 1 });
      expect(JSON.stringify(ingest.lines)).not.toContain(bytes === '' ? 'nothing' : bytes);
    },
  );

  it('stores 999 records beside one that is poisoned', async () => {
    const records = Array.from({ length: 1_000 }, (_, index) =>
      index === 500 ? 'poison' : ruleRecord(telemetry([row(index, minuteMs - index * 5_000)]), nowMs),
    );
    expect(await handle(kinesisEvent(records))).toEqual({ batchItemFailures: [] });
    expect(await stored()).toHaveLength(999);
    expect(await quarantined()).toHaveLength(1);
  });

  it('names the rows of a message it sets aside, keeps the others, and does so once at each retry', async () => {
    const rows = [row(1, nowMs + 200_000), row(2, minuteMs), row(3, nowMs + 300_000)];
    const event = kinesisEvent([ruleRecord(telemetry(rows), nowMs)]);
    await handle(event);
    await handle(event);
    expect((await stored()).map(({ seq }) => seq)).toEqual([2]);
    expect(await quarantined()).toMatchObject([{ reason: 'clock_ahead', rows: [0, 2] }]);
  });

  it('sets aside the same identity with other content and what a minute cannot hold', async () => {
    await handle(kinesisEvent([sound(1)]));
    await handle(kinesisEvent([ruleRecord(telemetry([row(1, minuteMs + 1_000, { 3: 5 })]), nowMs)], 10));
    const dense = Array.from({ length: 60 }, (_, index) => row(100 + index, minuteMs + index * 900));
    await handle(kinesisEvent([ruleRecord(telemetry(dense), nowMs)], 20));
    expect((await quarantined()).map(({ reason, rows }) => [reason, rows?.length])).toEqual([
      ['conflict', 1],
      ['too_dense', 12],
    ]);
    expect(await stored()).toHaveLength(49);
  });

  it('takes readings a device took before its certificate was revoked, and none after', async () => {
    const { registry } = ingest.ports;
    const revoked: typeof registry = {
      ...registry,
      device: async (deviceId) => {
        const known = await registry.device(deviceId);
        return known && { ...known, status: 'revoked', revokedAtMs: nowMs };
      },
    };
    const after = ruleRecord(telemetry([row(2, minuteMs)]), nowMs + 1);
    await createHandler({ ...ingest.ports, registry: revoked })(kinesisEvent([sound(1), after]));
    expect((await stored()).map(({ seq }) => seq)).toEqual([1]);
    expect((await quarantined()).map(({ reason }) => reason)).toEqual(['unknown_device']);
  });
});
