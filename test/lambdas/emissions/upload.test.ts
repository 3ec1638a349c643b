import { emissionUploadSchema } from '@carbon-track/contract/emissions.ts';
import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '../../../lambdas/domain/nairobi.ts';
import { uploadEmissions } from '../../../lambdas/emissions/upload-emissions.ts';
import { memoryMemberships } from '../../fakes/memberships.ts';
import { device } from '../../fakes/plant.ts';
import { emissionsBench, nowMs } from './bench.ts';

const bench = emissionsBench();

describe('an upload', () => {
  const row = (seq: number, takenAtMs: number) => [
    seq,
    takenAtMs,
    3,
    90_000,
    0,
    1_850,
    0,
    6_400,
    0,
    null,
    8_012,
    312,
    null,
  ];
  const firstMs = nowMs - 48 * hourMs;
  const upload = (
    key: string,
    rows = [row(1, firstMs), row(2, firstMs + 5_000)],
    deviceId = `ct-${bench.factoryId}-1a`,
  ) =>
    bench.api.call('uploadEmissions', 'hq-manager', {
      headers: { 'Idempotency-Key': key },
      body: { deviceId, samplePeriodS: 5, epoch: 9, rows },
    });

  it('is stored as uploaded and shows as such', async () => {
    const { statusCode, body } = await upload('upload-0001');
    expect([statusCode, JSON.parse(body)]).toEqual([201, { stored: 2, duplicates: 0, quarantined: [] }]);
    const [minute] = await bench.api.minutes.read(`ct-${bench.factoryId}-1a`, firstMs, firstMs + minuteMs);
    expect(minute?.readings.map(({ origin, seq, epoch }) => [origin, seq, epoch])).toEqual([
      ['uploaded', 1, 9],
      ['uploaded', 2, 9],
    ]);
  });

  it('gets the first answer again for the same key and body, and 409 for another body', async () => {
    const first = await upload('upload-0002');
    expect((await upload('upload-0002')).body).toBe(first.body);
    expect((await upload('upload-0002', [row(3, firstMs)])).statusCode).toBe(409);
    expect(JSON.parse((await upload('upload-0003')).body)).toEqual({
      stored: 0,
      duplicates: 2,
      quarantined: [],
    });
  });

  it('that failed half-way loses nothing to another body under the same key', async () => {
    const batches: string[] = [];
    const ports = {
      ...bench.api,
      now: () => nowMs,
      memberships: memoryMemberships(),
      archive: {
        append: async (batchId: string) => {
          batches.push(batchId);
          if (batches.length === 1) throw new Error('the archive is away');
          return { rejected: [] };
        },
      },
    };
    const send = (rows: ReturnType<typeof row>[]) =>
      uploadEmissions(ports, {
        upload: emissionUploadSchema.parse({
          deviceId: `ct-${bench.factoryId}-1a`,
          samplePeriodS: 5,
          epoch: 9,
          rows,
        }),
        idempotencyKey: 'upload-0007',
      });
    await expect(send([row(1, firstMs)])).rejects.toThrow('send it again');
    await send([row(2, firstMs + 5_000)]);
    expect(new Set(batches).size).toBe(2);
  });

  it('tells row and reason of what was set aside, and stores the rest', async () => {
    const rows = [row(1, firstMs), row(2, nowMs + hourMs), row(3, nowMs - 31 * 24 * hourMs)];
    expect(JSON.parse((await upload('upload-0004', rows)).body)).toEqual({
      stored: 1,
      duplicates: 0,
      quarantined: [
        { row: 1, reason: 'clock_ahead' },
        { row: 2, reason: 'too_late' },
      ],
    });
  });

  it('marks the late hours so that the roll-up folds them', async () => {
    await upload('upload-0005');
    const marks = (await Promise.all([0, 1, 2, 3].map((n) => bench.api.dirtyHours.list(n)))).flat();
    expect(marks.filter((one) => one.factoryId === bench.factoryId).length).toBeGreaterThan(0);
  });

  it('takes from a revoked source what it measured before, and nothing later', async () => {
    const revokedAtMs = firstMs + 2_000;
    await bench.api.registry.updateDevice(device(bench.factoryId, 1, { status: 'revoked', revokedAtMs }));
    const { statusCode, body } = await upload('upload-0008');
    expect([statusCode, JSON.parse(body).errors]).toEqual([
      409,
      [{ path: 'body.rows[1][1]', message: 'after the revocation' }],
    ]);
    expect((await upload('upload-0008', [row(1, firstMs)])).statusCode).toBe(201);
  });

  it('needs a registered source and a key', async () => {
    expect((await upload('upload-0006', undefined, 'ct-nobody')).statusCode).toBe(404);
    const { statusCode, body } = await upload('short');
    expect([statusCode, JSON.parse(body).errors[0].path]).toEqual([400, 'header.Idempotency-Key']);
  });
});
