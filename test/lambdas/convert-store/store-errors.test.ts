import { beforeEach, describe, expect, it } from 'vitest';
import { type ConvertStorePorts, createHandler } from '../../../lambdas/convert-store/handler.ts';
import { hourMs } from '../../../lambdas/domain/nairobi.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { ingestPorts } from '../../fakes/ingest.ts';
import { device } from '../../fakes/plant.ts';
import { kinesisEvent, row, ruleRecord, telemetry } from '../../fakes/telemetry-event.ts';

const minuteMs = Date.parse('2026-11-24T08:31:00Z');
const nowMs = minuteMs + 120_000;
const throttled = async () => {
  throw new Error('throttled');
};

describe('when a store fails', () => {
  let tables: TestTables;
  let ingest: ReturnType<typeof ingestPorts>;
  let ports: ReturnType<typeof ingestPorts>['ports'];
  beforeEach(async () => {
    tables = await startTables();
    ingest = ingestPorts(tables, () => nowMs);
    ports = ingest.ports;
    return () => tables.stop();
  });

  const of = (deviceId: string, seq: number, takenAtMs: number) =>
    ruleRecord(telemetry([row(seq, takenAtMs)]), nowMs, { deviceId });
  /** Two minutes of device 1 and one of device 2, interleaved; the second record begins the minute that fails. */
  const event = kinesisEvent([
    of('ct-kapkoros-1a', 1, minuteMs - 1_000),
    of('ct-kapkoros-1a', 2, minuteMs),
    of('ct-kapkoros-2a', 1, minuteMs),
    of('ct-kapkoros-1a', 3, minuteMs + 5_000),
  ]);
  const sequenceOf = (index: number) => event.Records[index]?.kinesis.sequenceNumber;
  const storedSeqs = async (deviceId: string) =>
    (await ports.minutes.read(deviceId, 0, nowMs)).flatMap(({ readings }) => readings.map(({ seq }) => seq));

  it('returns the lowest sequence number merged into the failed minute, and stores the others', async () => {
    const failing: ConvertStorePorts = {
      ...ports,
      minutes: {
        ...ports.minutes,
        merge: (write) =>
          write.minuteMs === minuteMs && write.deviceId === 'ct-kapkoros-1a'
            ? throttled()
            : ports.minutes.merge(write),
      },
    };
    expect(await createHandler(failing)(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: sequenceOf(1) }],
    });
    expect(await storedSeqs('ct-kapkoros-1a')).toEqual([1]);
    expect(await storedSeqs('ct-kapkoros-2a')).toEqual([1]);
    expect(ingest.lines.at(-1)).toMatchObject({
      level: 'error',
      failed: 2,
      errors: { 'Error: throttled': 1 },
    });
    expect(await createHandler(ports)({ Records: event.Records.slice(1) })).toEqual({
      batchItemFailures: [],
    });
    expect(await storedSeqs('ct-kapkoros-1a')).toEqual([1, 2, 3]);
  });

  it('brings records back when the registry does not answer, and sets none of them aside', async () => {
    const registry = {
      ...ports.registry,
      device: (id: string) => (id === 'ct-kapkoros-2a' ? throttled() : ports.registry.device(id)),
    };
    expect(await createHandler({ ...ports, registry })(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: sequenceOf(2) }],
    });
    expect(ingest.setAside.objects.size).toBe(0);
    expect(await storedSeqs('ct-kapkoros-1a')).toEqual([1, 2, 3]);
  });

  it.each(['archive', 'factory'] as const)('brings the batch back when %s fails', async (which) => {
    const failing: ConvertStorePorts =
      which === 'archive'
        ? { ...ports, archive: { append: throttled } }
        : { ...ports, registry: { ...ports.registry, factory: throttled } };
    expect(await createHandler(failing)(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: sequenceOf(0) }],
    });
    await createHandler(ports)(event);
    expect(ingest.archived.objects.size).toBe(1);
  });

  it('lets a factory whose record cannot be read hold up only itself', async () => {
    const registry: ConvertStorePorts['registry'] = {
      device: async (deviceId) =>
        device(deviceId === 'ct-kapset-1a' ? 'kapset' : 'kapkoros', 1, { deviceId }),
      factory: (id) => (id === 'kapset' ? throttled() : ports.registry.factory(id)),
    };
    const kapset = { ...of('ct-kapset-1a', 1, minuteMs), factoryId: 'kapset' };
    const mixed = kinesisEvent([of('ct-kapkoros-1a', 1, minuteMs), kapset]);
    expect(await createHandler({ ...ports, registry })(mixed)).toEqual({
      batchItemFailures: [{ itemIdentifier: mixed.Records[1]?.kinesis.sequenceNumber }],
    });
    expect(ingest.archived.objects.size).toBe(1);
  });

  it('brings only what it could not set aside back when the quarantine fails', async () => {
    const poisoned = kinesisEvent([
      of('ct-kapkoros-1a', 1, minuteMs),
      'poison',
      of('ct-kapkoros-1a', 2, minuteMs),
    ]);
    const failing = { ...ports, quarantine: { ...ports.quarantine, putBatch: throttled } };
    expect(await createHandler(failing)(poisoned)).toEqual({
      batchItemFailures: [{ itemIdentifier: poisoned.Records[1]?.kinesis.sequenceNumber }],
    });
    expect(await storedSeqs('ct-kapkoros-1a')).toEqual([1, 2]);
  });

  it('counts archive rejections without bringing anything back', async () => {
    const archive = { append: async () => ({ rejected: [{ index: 0, reason: 'too old' }] }) };
    expect(await createHandler({ ...ports, archive })(event)).toEqual({ batchItemFailures: [] });
    expect(ingest.lines.at(-1)?.archiveRejected).toBe(1);
  });

  describe('and readings are late', () => {
    const lateMs = Date.parse('2026-11-24T05:00:00Z');
    const late = kinesisEvent([of('ct-kapkoros-1a', 1, lateMs)]);
    const marks = () => {
      const calls: string[] = [];
      const recording: ConvertStorePorts = {
        ...ports,
        dirtyHours: {
          ...ports.dirtyHours,
          mark: async (factoryId, deviceId, hour) => {
            calls.push(`mark ${factoryId} ${deviceId} ${(hour - lateMs) / hourMs}`);
            await ports.dirtyHours.mark(factoryId, deviceId, hour);
          },
        },
        minutes: {
          ...ports.minutes,
          merge: (write) => {
            calls.push('write');
            return ports.minutes.merge(write);
          },
        },
      };
      return { calls, recording };
    };
    const hours = (deviceId: string) => [-1, 0, 1, 2].map((hour) => `mark kapkoros ${deviceId} ${hour}`);

    it('marks the hours they touch before and after writing', async () => {
      const { calls, recording } = marks();
      await createHandler(recording)(late);
      expect(calls).toEqual([...hours('ct-kapkoros-1a'), 'write', ...hours('ct-kapkoros-1a')]);
      expect(ingest.lines.at(-1)?.late).toBe(1);
    });

    it('marks them after writing when they became late meanwhile', async () => {
      const { calls, recording } = marks();
      let clock = lateMs + hourMs / 6;
      const slow = {
        ...recording.minutes,
        merge: (write: Parameters<typeof ports.minutes.merge>[0]) => {
          clock = nowMs;
          return recording.minutes.merge(write);
        },
      };
      await createHandler({ ...recording, minutes: slow, now: () => clock })(late);
      expect(calls).toEqual(['write', ...hours('ct-kapkoros-1a')]);
    });

    it('does not write what it could not mark', async () => {
      const dirtyHours = { ...ports.dirtyHours, mark: throttled };
      expect(await createHandler({ ...ports, dirtyHours })(late)).toEqual({
        batchItemFailures: [{ itemIdentifier: late.Records[0]?.kinesis.sequenceNumber }],
      });
      expect(await storedSeqs('ct-kapkoros-1a')).toEqual([]);
    });

    it('comes back when the mark after writing fails, for a roll-up may have cleared the first', async () => {
      let written = false;
      const failing: ConvertStorePorts = {
        ...ports,
        dirtyHours: {
          ...ports.dirtyHours,
          mark: (...hour) => (written ? throttled() : ports.dirtyHours.mark(...hour)),
        },
        minutes: {
          ...ports.minutes,
          merge: (write) => {
            written = true;
            return ports.minutes.merge(write);
          },
        },
      };
      const answer = await createHandler(failing)(late);
      expect(answer.batchItemFailures).toHaveLength(1);
      expect(await storedSeqs('ct-kapkoros-1a')).toEqual([1]);
    });
  });
});
