import type { Leaderboard } from '@carbon-track/contract/leaderboard.ts';
import type { Overview } from '@carbon-track/contract/overview.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workPartitionOf } from '../../../lambdas/adapters/table-keys.ts';
import { emptyTotals } from '../../../lambdas/domain/emission-totals.ts';
import { addDays } from '../../../lambdas/domain/nairobi.ts';
import { startApi, type TestApi } from '../../fakes/api.ts';
import { startTables, type TestTables } from '../../fakes/dynalite.ts';
import { factoryDay } from '../../fakes/hours.ts';
import { configuration, factoryRecord } from '../../fakes/plant.ts';

const nowMs = Date.parse('2026-11-24T08:31:00.000Z');
const today = '2026-11-24';
let tables: TestTables;
let api: TestApi;

/** Intensity of each factory, kg per kg; `silent` never had a day. */
const intensities = { best: 0.5, worst: 3, untold: 1 };

/** 28 days and today: 10 t of tea a day, all chimneys, U 2 %; `untold` entered no tea. */
const putDays = async (partition: number): Promise<void> => {
  for (let back = 28; back >= 0; back -= 1) {
    const date = addDays(today, -back);
    const factories = Object.entries(intensities)
      .filter(([factoryId]) => workPartitionOf(factoryId) === partition)
      .map(([factoryId, intensity]) => ({
        ...factoryDay(factoryId, date, {
          totals: {
            ...emptyTotals,
            measuredKg: intensity * 10_000,
            operatingS: 72_000,
            measuredOperatingS: factoryId === 'worst' ? 20_000 : 72_000,
            validReadings: 14_400,
            possibleReadings: 14_400,
            capture: 1,
            expandedUncertaintyKg: intensity * 200,
          },
          complete: back > 0,
          madeTeaKg: factoryId === 'untold' ? null : 10_000,
          origin: back === 10 && factoryId === 'worst' ? 'seeded' : 'measured',
        }),
      }));
    if (factories.length > 0) await api.days.putNetworkDay({ partition, date, version: 0, factories });
  }
};

beforeAll(async () => {
  tables = await startTables();
  api = startApi(tables, () => nowMs);
  for (const factoryId of [...Object.keys(intensities), 'silent']) {
    const record = factoryRecord(factoryId);
    const size = factoryId === 'best' ? 'small' : 'large';
    await api.registry.putFactory({ ...record, factory: { ...record.factory, size } });
  }
  for (const partition of [0, 1, 2, 3]) await putDays(partition);
});
afterAll(() => tables.stop());

const board = async (query: Record<string, string> = {}): Promise<Leaderboard> => {
  const answer = await api.call('getLeaderboard', 'hq-manager', { query: { basis: 'stack_co2', ...query } });
  expect(answer.statusCode, answer.body).toBe(200);
  return JSON.parse(answer.body);
};

describe('the leaderboard', () => {
  it('ranks 28 complete days up to yesterday, and says why the others have no rank', async () => {
    const { fromDate, toDate, ranked, unranked, origin } = await board();
    expect([fromDate, toDate, origin]).toEqual(['2026-10-27', '2026-11-23', 'seeded']);
    expect(ranked.map(({ factoryId, rank, daysCounted }) => [factoryId, rank, daysCounted])).toEqual([
      ['best', 1, 28],
      ['worst', 2, 28],
    ]);
    expect(ranked[0]?.intensityKgPerKg).toBeCloseTo(0.5, 12);
    expect(ranked[0]?.dailyIntensityKgPerKg).toHaveLength(28);
    expect(unranked.map(({ factoryId, reason }) => [factoryId, reason])).toEqual([
      ['silent', 'no complete day'],
      ['untold', 'no tea entered'],
    ]);
  });

  it('compares with the period before, where there is one', async () => {
    expect((await board()).ranked[0]?.change).toBeNull();
    expect((await board({ days: '14' })).ranked[0]?.change?.direction).toBe('unclear');
  });

  it('keeps to its filters, and to the period for what it calls seeded', async () => {
    const small = await board({ size: 'small' });
    expect([...small.ranked, ...small.unranked].map(({ factoryId }) => factoryId)).toEqual(['best']);
    expect(small.origin).toBe('measured');
    // The seeded day lies in the week before, which is only compared with.
    expect((await board({ days: '7' })).origin).toBe('measured');
  });

  it.each([
    [{ basis: 'fossil_s12' }, 'query.basis'],
    [{ basis: 'with_biogenic' }, 'query.basis'],
    [{ toDate: today }, 'query.toDate'],
    [{ toDate: '1999-12-31' }, 'query.toDate'],
  ])('refuses %j with a sentence that says what to do', async (query, path) => {
    const answer = await api.call('getLeaderboard', 'hq-manager', {
      query: { basis: 'stack_co2', ...query },
    });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body).errors[0].path).toBe(path);
  });
});

describe('the overview', () => {
  const read = async (): Promise<Overview> => JSON.parse((await api.call('getOverview', 'verifier')).body);

  it('lists every factory, also those nobody has evaluated yet', async () => {
    const status = {
      factoryId: 'best',
      lastReadingAtMs: nowMs - 5_000,
      rateKgPerS: 0.1,
      chimneysReporting: 2,
      chimneysInUse: 2,
      operatingState: 'firing' as const,
      openAlerts: 1,
    };
    expect((await read()).asOfMs).toBeNull();
    await api.networkStatus.put(workPartitionOf('best'), nowMs, [status]);
    const { factories, asOfMs } = await read();
    expect(asOfMs).toBe(nowMs);
    expect(factories.map(({ factoryId }) => factoryId)).toEqual(['best', 'silent', 'untold', 'worst']);
    expect(factories[0]).toMatchObject({ ...status, county: 'Bomet', approximate: true });
    expect(factories[1]).toMatchObject({
      lastReadingAtMs: null,
      rateKgPerS: null,
      operatingState: 'unknown',
    });
  });

  it('gives today’s kg, the ratio of 28 days’ sums and the share of factories that measured half their hours', async () => {
    const { network } = await read();
    expect(network.todayKg).toBeCloseTo(45_000, 6);
    expect(network.todayCapture).toBe(1);
    // One seeded day among them.
    expect(network.origin).toBe('seeded');
    expect(network.intensityKgPerKg).toBeCloseTo((0.5 + 3) / 2, 12);
    // 2 % of each factory's kg today: independent of each other, as are the 28-day sums of best and worst and the 1 % of tea.
    expect(network.todayExpandedUncertaintyKg).toBeCloseTo(Math.hypot(100, 600, 200), 6);
    const ofEmissions = (28 * Math.hypot(100, 600)) / (2 * 28 * 10_000);
    expect(network.intensityExpandedUncertaintyKgPerKg).toBeCloseTo(Math.hypot(ofEmissions, 0.0175), 12);
    // best and untold measured all their hours, worst too few, silent none.
    expect(network.operationalShare).toBe(0.5);
  });
});

describe('a chimney’s configuration', () => {
  const put = (change: object) =>
    api.call('putChimneyConfiguration', 'ops', {
      params: { factoryId: 'best', chimneyId: 'best-1' },
      body: { fromMs: nowMs - 2 * 3_600_000, expectedRevision: 1, configuration, ...change },
    });

  it('comes in force from its instant on, once, and marks the hours it touches for its devices', async () => {
    const answer = await put({});
    expect(JSON.parse(answer.body)).toMatchObject({ revision: 2, toMs: null });
    expect((await put({})).statusCode).toBe(409);
    const detail = JSON.parse((await api.call('getFactory', 'ops', { params: { factoryId: 'best' } })).body);
    const revisions = detail.configurations.filter(
      (one: { chimneyId: string }) => one.chimneyId === 'best-1',
    );
    expect(revisions.map((one: { toMs: number | null }) => one.toMs)).toEqual([nowMs - 2 * 3_600_000, null]);
    const marks = (await api.dirtyHours.list(workPartitionOf('best'))).filter(
      (one) => one.factoryId === 'best',
    );
    expect(marks.map(({ deviceId, hourMs }) => [deviceId, new Date(hourMs).getUTCHours()])).toEqual([
      ['ct-best-1a', 6],
      ['ct-best-1a', 7],
      ['ct-best-1a', 8],
    ]);
  });

  it('marks no more than 30 days, and nothing for a future instant', async () => {
    await put({ fromMs: 0, expectedRevision: 2 });
    const marks = await api.dirtyHours.list(workPartitionOf('best'));
    expect(marks.filter((one) => one.factoryId === 'best')).toHaveLength(721);
    expect((await put({ fromMs: nowMs + 86_400_000, expectedRevision: 3 })).statusCode).toBe(200);
  });

  it('answers 404 for a chimney of another factory', async () => {
    const params = { factoryId: 'best', chimneyId: 'worst-1' };
    const body = { fromMs: nowMs, expectedRevision: 1, configuration };
    expect((await api.call('putChimneyConfiguration', 'ops', { params, body })).statusCode).toBe(404);
  });
});

it('lists factories in pages', async () => {
  const first = JSON.parse((await api.call('listFactories', 'ops', { query: { limit: '3' } })).body);
  const query = { limit: '3', cursor: first.nextCursor };
  const second = JSON.parse((await api.call('listFactories', 'ops', { query })).body);
  const ids = [...first.items, ...second.items].map((one: { factoryId: string }) => one.factoryId);
  expect(ids).toEqual(['best', 'silent', 'untold', 'worst']);
  expect(second.nextCursor).toBeNull();
});
