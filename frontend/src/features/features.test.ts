import type { DayPoint, MinutePoint } from '@carbon-track/contract/emissions.ts';
import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, nairobiDayStartMs } from '../lib/time/nairobi.ts';
import { quietSinceMs } from './alerts/quiet-since.ts';
import { leaderboardSearchSchema } from './leaderboard/search.ts';
import { followedBy, minuteGrid, nextWindow, sumOfLines, valuesOnGrid } from './live/minute-series.ts';
import { attentionOf, byUrgency, type FactoryLine } from './overview/attention.ts';
import { payloadText } from './quarantine/payload-text.ts';
import { historyOf, periodOf } from './trends/history-series.ts';

const nowMs = Date.UTC(2026, 10, 24, 9, 30, 20);
const minute = (startMs: number, rest: Partial<MinutePoint>): MinutePoint => ({
  startMs,
  integratedKg: 0,
  coveredS: 0,
  validReadings: 0,
  operatingState: 'firing',
  meanRateKgPerS: null,
  meanCo2DryFraction: null,
  meanGasTemperatureC: null,
  meanVelocityMPerS: null,
  states: [],
  origin: 'measured',
  ...rest,
});

describe('the minutes on the Live screen', () => {
  it('are null where nothing is stored, 0 only where the boiler was off', () => {
    const points = [
      minute(0, { meanRateKgPerS: 0.1 }),
      minute(60_000, { operatingState: 'off' }),
      minute(120_000, {}),
    ];
    expect(valuesOnGrid([0, 60_000, 120_000, 180_000], points, 'rate')).toEqual([360, 0, null, null]);
  });

  it('end where data may still be on its way, so that the newest minutes are no gap', () => {
    const grid = minuteGrid(nowMs, [[]]);
    expect(grid.at(-1)).toBe(Date.UTC(2026, 10, 24, 9, 27));
    expect(grid[0]).toBe(Date.UTC(2026, 10, 24, 6, 30));
    const stored = minute(Date.UTC(2026, 10, 24, 9, 29), {});
    expect(minuteGrid(nowMs, [[stored]]).at(-1)).toBe(stored.startMs);
  });

  it('are asked for once, then only the newest, and wholly again after half an hour', () => {
    const at = (n: number, rest: Partial<MinutePoint> = {}) => minute(n * 60_000, rest);
    const now = 600 * 60_000;
    const first = nextWindow(null, now);
    expect(first).toEqual({ fromMs: 419 * 60_000, toMs: now });
    const known = followedBy(null, first, [at(419), at(596), at(598)]);
    const next = nextWindow(known, now + 60_000);
    expect(next).toEqual({ fromMs: 595 * 60_000, toMs: now + 60_000 });
    const later = followedBy(known, next, [at(596, { validReadings: 12 }), at(600)]);
    expect(later.points).toEqual([at(596, { validReadings: 12 }), at(600)]);
    expect(nextWindow(later, now + 29 * 60_000).fromMs).toBe(596 * 60_000);
    expect(nextWindow(later, now + 30 * 60_000).fromMs).toBe(449 * 60_000);
  });

  it('have a sum only where every chimney is known', () => {
    expect(
      sumOfLines([
        [1, 2, null],
        [1, null, null],
      ]),
    ).toEqual([2, null, null]);
  });
});

const line = (rest: Partial<FactoryLine>): FactoryLine => ({
  factoryId: 'f',
  name: 'F',
  county: 'c',
  latitudeDeg: 0,
  longitudeDeg: 36,
  approximate: true,
  lastReadingAtMs: nowMs,
  rateKgPerS: 0,
  chimneysReporting: 2,
  chimneysInUse: 2,
  operatingState: 'off',
  openAlerts: 0,
  ...rest,
});

describe('what needs attention', () => {
  it('is an alert before silence before a missing chimney, and nothing when a boiler is merely off', () => {
    expect(attentionOf(line({}), nowMs)).toBe('ok');
    expect(attentionOf(line({ chimneysReporting: 1 }), nowMs)).toBe('partial');
    expect(attentionOf(line({ lastReadingAtMs: nowMs - 900_001 }), nowMs)).toBe('silent');
    expect(attentionOf(line({ lastReadingAtMs: null }), nowMs)).toBe('silent');
    expect(attentionOf(line({ lastReadingAtMs: null, openAlerts: 1 }), nowMs)).toBe('alert');
    const names = byUrgency(
      [line({ name: 'B' }), line({ name: 'A' }), line({ name: 'Z', openAlerts: 1 })],
      nowMs,
    );
    expect(names.map(({ factory }) => factory.name)).toEqual(['Z', 'A', 'B']);
  });
});

describe('history', () => {
  it('spans whole Nairobi days that are over, or whole hours', () => {
    const days = periodOf('28d', nowMs);
    expect(days.toMs).toBe(nairobiDayStartMs(nowMs));
    expect(days.toMs - days.fromMs).toBe(28 * dayMs);
    expect(periodOf('7d', nowMs)).toMatchObject({ toMs: Date.UTC(2026, 10, 24, 9), stepMs: hourMs });
  });

  const nothing = {
    provisional: false,
    origin: 'seeded' as const,
    integratedKg: 0,
    coveredS: 0,
    operatingS: 0,
    validReadings: 0,
    possibleReadings: 0,
    capture: null,
    measuredKg: 0,
    measuredOperatingS: 0,
    substitutedKg: 0,
    substitutedOperatingS: 0,
    missingOperatingS: 0,
    expandedUncertaintyKg: null,
  };

  it('shows an hour in which all is missing as a gap and an hour off as zero', () => {
    const hour = (startMs: number, operatingS: number, missingOperatingS: number) => ({
      ...nothing,
      startMs,
      endMs: startMs + hourMs,
      substitutionRung: 0,
      operatingS,
      missingOperatingS,
    });
    const period = { fromMs: 0, toMs: 3 * hourMs, stepMs: hourMs, resolution: 'hour' as const };
    const history = historyOf(period, [hour(0, 0, 0), hour(hourMs, 3_600, 3_600)]);
    expect(history.measuredKg).toEqual([0, null, null]);
    expect(history.seeded).toBe(true);
  });

  it('sums the days of a week, gives their intensity as a ratio of sums, and leaves a week with a lost day open', () => {
    const day = (index: number, kg: number, madeTeaKg: number | null): DayPoint => ({
      ...nothing,
      date: '2026-11-20',
      startMs: index * dayMs,
      endMs: (index + 1) * dayMs,
      complete: true,
      chimneysReporting: 1,
      chimneysInUse: 1,
      measuredKg: kg,
      expandedUncertaintyKg: kg / 10,
      validReadings: 9,
      possibleReadings: 10,
      madeTeaKg,
      intensityKgPerKg: madeTeaKg === null ? null : kg / madeTeaKg,
      intensityExpandedUncertaintyKgPerKg: madeTeaKg === null ? null : kg / madeTeaKg / 10,
    });
    const week = [
      day(0, 300, 100),
      day(1, 100, 100),
      day(2, 50, null),
      ...[3, 4, 5, 6].map((n) => day(n, 0, null)),
    ];
    const period = { fromMs: 0, toMs: 14 * dayMs, stepMs: 7 * dayMs, resolution: 'day' as const };
    const history = historyOf(period, [...week, day(7, 10, 10)]);
    expect(history.measuredKg).toEqual([450, null]);
    expect(history.expandedUncertaintyKg).toEqual([45, null]);
    expect(history.capturePercent).toEqual([90, 90]);
    expect(history.intensityKgPerKg).toEqual([2, 1]);
    expect(history.intensityExpandedUncertaintyKgPerKg[0]).toBeCloseTo(0.2, 12);
  });
});

describe('small rules', () => {
  it('say since when it has been quiet', () => {
    const alert = (clearedAtMs: number | null) =>
      ({ clearedAtMs }) as Parameters<typeof quietSinceMs>[0][number];
    expect(quietSinceMs([alert(5), alert(9), alert(7)])).toBe(9);
    expect(quietSinceMs([])).toBeNull();
  });

  it('drop leaderboard filters that do not exist and always name the basis', () => {
    expect(
      leaderboardSearchSchema.parse({ size: 'huge', region: 'East of Rift', basis: 'money' }),
    ).toMatchObject({
      basis: 'stack_co2',
      region: 'East of Rift',
      size: undefined,
    });
  });

  it('show bytes that are no text without failing', () => {
    expect(payloadText(btoa('{"v":1}'))).toBe('{"v":1}');
    expect(payloadText(btoa(String.fromCharCode(255, 65)))).toBe('�A');
  });
});
