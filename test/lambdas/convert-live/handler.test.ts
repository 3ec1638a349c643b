import { type LivePatch, livePatchSchema } from '@carbon-track/contract/live.ts';
import { describe, expect, it } from 'vitest';
import type { FactoryRecord } from '../../../lambdas/adapters/ports/registry.ts';
import { createHandler } from '../../../lambdas/convert-live/handler.ts';
import { factoryRecord } from '../../fakes/plant.ts';
import { kinesisEvent, row, ruleRecord, telemetry } from '../../fakes/telemetry-event.ts';

const nowMs = Date.parse('2026-11-24T08:31:00Z');

/** A live consumer whose surroundings can be told; `published` and `asked` say what it did. */
const consumer = (settings: {
  leased?: string[];
  record?: FactoryRecord;
  publish?: (patch: LivePatch, attempt: number) => void;
}) => {
  const published: LivePatch[] = [];
  const asked: string[] = [];
  const logged: object[] = [];
  let clockMs = nowMs;
  let attempts = 0;
  const handler = createHandler({
    leases: {
      leasedFactories: async () => {
        asked.push('leases');
        return new Set(settings.leased ?? ['kapkoros']);
      },
    },
    registry: {
      factory: async (factoryId) => {
        asked.push(factoryId);
        return settings.record ?? factoryRecord(factoryId);
      },
    },
    publisher: {
      publish: async (patch) => {
        attempts += 1;
        settings.publish?.(patch, attempts);
        published.push(patch);
      },
    },
    now: () => clockMs,
    log: (line) => logged.push(line),
  });
  return {
    handler,
    published,
    asked,
    logged,
    wait: (ms: number) => {
      clockMs += ms;
    },
  };
};

const message = (
  rows: readonly ReturnType<typeof row>[],
  deviceId = 'ct-kapkoros-1a',
  factoryId = 'kapkoros',
) => ruleRecord(telemetry(rows), nowMs, { deviceId, factoryId });

describe('convert-live', () => {
  it('publishes one patch per factory: each chimney once, at its newest reading', async () => {
    const { handler, published } = consumer({ leased: ['kapkoros', 'kapset'] });
    await handler(
      kinesisEvent([
        message([row(2, nowMs - 1_000), row(1, nowMs - 6_000)]),
        message([row(1, nowMs - 2_000)], 'ct-kapkoros-2a'),
        message([row(9, nowMs - 3_000)], 'ct-kapset-1a', 'kapset'),
        message([row(0, nowMs - 11_000)]),
      ]),
    );
    expect(published.map((patch) => livePatchSchema.parse(patch))).toMatchObject([
      {
        factoryId: 'kapkoros',
        chimneys: [
          {
            chimneyId: 'kapkoros-1',
            deviceId: 'ct-kapkoros-1a',
            takenAtMs: nowMs - 1_000,
            operatingState: 'firing',
          },
          { chimneyId: 'kapkoros-2', takenAtMs: nowMs - 2_000 },
        ],
      },
      { factoryId: 'kapset', chimneys: [{ chimneyId: 'kapset-1' }] },
    ]);
    expect(published[0]?.chimneys[0]?.rateKgPerS).toBeGreaterThan(0.01);
  });

  it('does nothing at all while nobody looks', async () => {
    const { handler, published, asked } = consumer({ leased: [] });
    await handler(kinesisEvent(['no JSON at all', message([row(1, nowMs)])]));
    expect([published, asked]).toEqual([[], ['leases']]);
  });

  it('asks for nothing of factories that nobody looks at', async () => {
    const { handler, published, asked } = consumer({ leased: ['kapset'] });
    await handler(kinesisEvent([message([row(1, nowMs)])]));
    expect([published, asked]).toEqual([[], ['leases']]);
  });

  it('asks for the leases again after two seconds, not before', async () => {
    const { handler, asked, wait } = consumer({ leased: [] });
    for (const ms of [0, 1_999, 1]) {
      wait(ms);
      await handler(kinesisEvent([]));
    }
    expect(asked).toEqual(['leases', 'leases']);
  });

  it('passes over what does not fit and publishes the rest', async () => {
    const { handler, published } = consumer({});
    const foreign = { ...message([row(5, nowMs)]), clientId: 'ct-kapkoros-2a' };
    await handler(
      kinesisEvent([
        'poison',
        ruleRecord('{', nowMs),
        foreign,
        message([row(7, nowMs + 120_001)]),
        message([row(4, nowMs)]),
      ]),
    );
    expect(published.map(({ chimneys }) => chimneys.map(({ takenAtMs }) => takenAtMs))).toEqual([[nowMs]]);
  });

  it('shows no rate for a channel that failed its check, though the device calls it good', async () => {
    const invalidation = {
      chimneyId: 'kapkoros-1',
      channel: 'velocity' as const,
      fromMs: nowMs - 1,
      toMs: nowMs + 1,
      reason: 'zero check failed',
    };
    const { handler, published } = consumer({
      record: { ...factoryRecord('kapkoros'), invalidations: [invalidation] },
    });
    await handler(kinesisEvent([message([row(1, nowMs)])]));
    expect(published.flatMap(({ chimneys }) => chimneys)).toMatchObject([
      { rateKgPerS: null, velocityMPerS: { state: 'fault' }, co2DryFraction: { state: 'valid' } },
    ]);
  });

  it('shows the primary source of a chimney only', async () => {
    const record = factoryRecord('kapkoros');
    const second = {
      deviceId: 'ct-kapkoros-1b',
      chimneyId: 'kapkoros-1',
      fromMs: 0,
      toMs: null,
      priority: 1,
    };
    const { handler, published } = consumer({
      record: { ...record, assignments: [second, ...record.assignments] },
    });
    await handler(
      kinesisEvent([message([row(1, nowMs - 5_000)]), message([row(1, nowMs)], 'ct-kapkoros-1b')]),
    );
    expect(published.flatMap(({ chimneys }) => chimneys.map(({ deviceId }) => deviceId))).toEqual([
      'ct-kapkoros-1a',
    ]);
  });

  it('shows a chimney whose device was swapped within the batch once, at the newer device', async () => {
    const record = factoryRecord('kapkoros');
    const swapMs = nowMs - 3_000;
    const assignments = [
      { deviceId: 'ct-kapkoros-1a', chimneyId: 'kapkoros-1', fromMs: 0, toMs: swapMs, priority: 0 },
      { deviceId: 'ct-kapkoros-1b', chimneyId: 'kapkoros-1', fromMs: swapMs, toMs: null, priority: 0 },
    ];
    const before = message([row(1, nowMs - 5_000)]);
    const after = message([row(1, nowMs)], 'ct-kapkoros-1b');
    for (const order of [
      [before, after],
      [after, before],
    ]) {
      const { handler, published } = consumer({ record: { ...record, assignments } });
      await handler(kinesisEvent(order));
      expect(published.flatMap(({ chimneys }) => chimneys.map(({ takenAtMs }) => takenAtMs))).toEqual([
        nowMs,
      ]);
    }
  });

  it('publishes nothing for a device of no chimney', async () => {
    const { handler, published } = consumer({ record: { ...factoryRecord('kapkoros'), assignments: [] } });
    await handler(kinesisEvent([message([row(1, nowMs)])]));
    expect(published).toEqual([]);
  });

  it.each([
    [1, 1, 0],
    [2, 0, 1],
  ])(
    'tries a publish twice: after %i failures %i patches arrive and %i is logged and dropped',
    async (failures, arrived, dropped) => {
      const { handler, published, logged } = consumer({
        publish: (_patch, attempt) => {
          if (attempt <= failures) throw new Error('endpoint is gone');
        },
      });
      await handler(kinesisEvent([message([row(1, nowMs)])]));
      expect([published.length, logged.length]).toEqual([arrived, dropped]);
    },
  );
});
