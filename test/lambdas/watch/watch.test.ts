import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoAlerts } from '../../../lambdas/adapters/dynamo-alerts.ts';
import { createDynamoDayStore } from '../../../lambdas/adapters/dynamo-day-store.ts';
import { createDynamoMinuteStore } from '../../../lambdas/adapters/dynamo-minute-store.ts';
import { createDynamoNetworkStatus } from '../../../lambdas/adapters/dynamo-network-status.ts';
import { createDynamoRegistry } from '../../../lambdas/adapters/dynamo-registry.ts';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { convertReading } from '../../../lambdas/domain/convert-reading.ts';
import type { Reading } from '../../../lambdas/domain/reading.ts';
import { createHandler } from '../../../lambdas/watch/handler.ts';
import type { WatchPorts } from '../../../lambdas/watch/ports.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { chimneyDay } from '../../fakes/hours.ts';
import { configuration, factoryRecord } from '../../fakes/plant.ts';
import { burning, storeReadings } from '../../fakes/rollup-world.ts';

const t0 = Date.parse('2026-11-24T08:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;
const partition = workPartitionOf('kapkoros');

describe('watch on real tables', () => {
  let tables: TestTables;
  let nowMs = t0;
  let lines: Readonly<Record<string, unknown>>[];
  const world = () => {
    const { client, telemetryTable, ledgerTable } = tables;
    return {
      registry: createDynamoRegistry(client, ledgerTable),
      minutes: createDynamoMinuteStore(client, telemetryTable),
      days: createDynamoDayStore(client, telemetryTable),
      alerts: createDynamoAlerts(client, ledgerTable),
      networkStatus: createDynamoNetworkStatus(client, telemetryTable),
      now: () => nowMs,
      log: (line: Readonly<Record<string, unknown>>) => void lines.push(line),
    };
  };
  beforeEach(async () => {
    tables = await startTables();
    lines = [];
    await world().registry.putFactory(factoryRecord('kapkoros', t0 - hour));
  });
  afterEach(() => tables.stop());

  const watch = async (atMs: number, ports: WatchPorts = world()): Promise<void> => {
    nowMs = atMs;
    await createHandler(ports)({ partition });
  };
  const store = (readings: readonly Reading[]): Promise<void> => storeReadings(world().minutes, readings);
  const openAlerts = async () =>
    (await world().alerts.openOf('kapkoros')).map(({ chimneyId, cause }) => `${chimneyId} ${cause}`).sort();
  const both = (fromMs: number, toMs: number, changes: Partial<Reading> = {}): Reading[] => [
    ...burning('ct-kapkoros-1a', fromMs, toMs, 5, changes),
    ...burning('ct-kapkoros-2a', fromMs, toMs, 5),
  ];

  it('writes what the factory emits now: the newest current readings of its chimneys, added up', async () => {
    const readings = both(t0 - 5 * minute, t0);
    await store(readings);
    await watch(t0);
    const newest = ['ct-kapkoros-1a', 'ct-kapkoros-2a'].map((id) =>
      readings.filter((one) => one.deviceId === id).at(-1),
    );
    const rates = newest.map((one) =>
      one === undefined ? 0 : (convertReading(one, configuration).rateKgPerS ?? 0),
    );
    const [first = 0, second = 0] = rates;
    expect(await world().networkStatus.read()).toEqual({
      asOfMs: t0,
      factories: [
        {
          factoryId: 'kapkoros',
          lastReadingAtMs: t0 - 5_000,
          rateKgPerS: first + second,
          chimneysReporting: 2,
          chimneysInUse: 2,
          operatingState: 'firing',
          openAlerts: 0,
        },
      ],
    });
    expect(first * second).toBeGreaterThan(0);
  });

  it('says of how many chimneys the rate is the sum: one that is saturated tells none', async () => {
    await store(both(t0 - 2 * minute, t0, { co2Ppm: 200_000 }));
    await watch(t0);
    const [status] = (await world().networkStatus.read()).factories;
    const second = burning('ct-kapkoros-2a', t0 - 2 * minute, t0, 5).at(-1);
    expect(status).toMatchObject({
      rateKgPerS: second === undefined ? 0 : convertReading(second, configuration).rateKgPerS,
      chimneysReporting: 1,
      chimneysInUse: 2,
      operatingState: 'firing',
    });
  });

  it('shows no rate rather than zero or an old one when nothing came for two minutes', async () => {
    await store(both(t0 - 5 * minute, t0));
    await watch(t0 + 3 * minute);
    const [status] = (await world().networkStatus.read()).factories;
    expect(status).toMatchObject({
      rateKgPerS: null,
      chimneysReporting: 0,
      operatingState: 'unknown',
      lastReadingAtMs: t0 - 5_000,
    });
  });

  it('counts an off chimney as zero', async () => {
    await store(
      both(t0 - 5 * minute, t0, { gasTemperatureDeciC: 250, co2Ppm: 450 }).filter((one) =>
        one.deviceId.endsWith('1a'),
      ),
    );
    await watch(t0);
    expect((await world().networkStatus.read()).factories[0]).toMatchObject({
      rateKgPerS: 0,
      operatingState: 'off',
    });
  });

  it('opens an alert for a hot stack and clears it when it has cooled, each once', async () => {
    await store(both(t0 - 10 * minute, t0));
    await store(burning('ct-kapkoros-1a', t0, t0 + 5 * minute, 5, { gasTemperatureDeciC: 3_600 }));
    await store(burning('ct-kapkoros-2a', t0, t0 + 10 * minute, 5));
    await watch(t0 + 5 * minute);
    await watch(t0 + 5 * minute);
    expect(await openAlerts()).toEqual(['kapkoros-1 gas_temperature_high']);
    expect((await world().networkStatus.read()).factories[0]).toMatchObject({ openAlerts: 1 });
    await store(burning('ct-kapkoros-1a', t0 + 5 * minute, t0 + 10 * minute, 5));
    await watch(t0 + 10 * minute);
    await watch(t0 + 10 * minute);
    expect(await openAlerts()).toEqual([]);
    expect((await world().alerts.history('kapkoros', 10, undefined)).items).toHaveLength(1);
    expect((await world().networkStatus.read()).factories[0]).toMatchObject({ openAlerts: 0 });
  });

  it('finds a silent device, however long it has been silent, and believes it again at its next reading', async () => {
    await store(both(t0 - 10 * minute, t0));
    await store(burning('ct-kapkoros-2a', t0, t0 + 3 * hour, 60));
    await watch(t0 + 14 * minute);
    expect(await openAlerts()).toEqual([]);
    await watch(t0 + 3 * hour);
    const [alert] = await world().alerts.openOf('kapkoros');
    expect(alert).toMatchObject({ cause: 'device_silent', openedAtMs: t0 - 5_000 + 15 * minute });
    await store(burning('ct-kapkoros-1a', t0 + 3 * hour, t0 + 3 * hour + minute, 5));
    await watch(t0 + 3 * hour + minute);
    expect(await openAlerts()).toEqual([]);
  });

  it('opens nothing from backlog that is older than 15 minutes', async () => {
    await store(both(t0 - 5 * minute, t0));
    await store(
      burning('ct-kapkoros-1a', t0 - 28 * minute, t0 - 18 * minute, 5, { gasTemperatureDeciC: 3_600 }),
    );
    await watch(t0);
    expect(await openAlerts()).toEqual([]);
  });

  it('measures "high" against the chimney’s own last 28 days, and reads them once an hour', async () => {
    const fullDay = Object.fromEntries(
      Array.from({ length: 24 }, (_, index) => [index, { integratedKg: 36 }]),
    );
    for (const day of ['2026-11-01', '2026-11-02'])
      await world().days.putChimneyDay(chimneyDay('kapkoros-1', day, fullDay));
    await store(both(t0 - 20 * minute, t0));
    const reads: string[] = [];
    const ports = world();
    const days: WatchPorts['days'] = {
      chimneyDays: (chimneyId, ...range) => {
        reads.push(chimneyId);
        return ports.days.chimneyDays(chimneyId, ...range);
      },
    };
    const handler = createHandler({ ...ports, days });
    nowMs = t0;
    await handler({ partition });
    nowMs = t0 + minute;
    await handler({ partition });
    // 36 kg/h is a tenth of what the chimney emits now; its neighbour has no history and is not judged.
    expect(await openAlerts()).toEqual(['kapkoros-1 high_emission']);
    expect(reads.toSorted()).toEqual(['kapkoros-1', 'kapkoros-2']);
    nowMs = t0 + hour + minute;
    await handler({ partition });
    expect(reads).toHaveLength(4);
  });

  it('keeps watching the neighbours of a factory that fails, shows that one as unknown, and fails at the end', async () => {
    const other =
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
        .map((x) => `near-${x}`)
        .find((id) => workPartitionOf(id) === partition) ?? '';
    await world().registry.putFactory(factoryRecord(other, t0 - hour));
    await store(both(t0 - 5 * minute, t0));
    const ports = world();
    const minutes: WatchPorts['minutes'] = {
      newest: ports.minutes.newest,
      read: (deviceId, ...span) =>
        deviceId.includes(other)
          ? Promise.reject(new Error('item is broken'))
          : ports.minutes.read(deviceId, ...span),
    };
    await expect(watch(t0, { ...ports, minutes })).rejects.toThrow(
      `1 of 2 factories of partition ${partition}`,
    );
    const { factories } = await world().networkStatus.read();
    expect(factories.find(({ factoryId }) => factoryId === 'kapkoros')?.chimneysReporting).toBe(2);
    expect(factories.find(({ factoryId }) => factoryId === other)).toMatchObject({
      rateKgPerS: null,
      operatingState: 'unknown',
    });
    expect(lines.at(-1)).toMatchObject({ level: 'error', lambda: 'watch', failed: 1, factories: 2 });
  });
});
