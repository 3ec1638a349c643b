import { describe, expect, it } from 'vitest';
import { type FoldInput, foldHour } from '../../lambdas/domain/fold-hour.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import {
  broken,
  chimneyId,
  cold,
  every,
  firing,
  foldInput,
  hourMs,
  minuteMs,
  secondMs,
  hourStartMs as start,
} from './scene.ts';

const fold = (readings: readonly Reading[], changes: Partial<FoldInput> = {}, startMs = start) =>
  foldHour({ ...foldInput(readings, changes), startMs });
const wholeHour = every(start - minuteMs, start + hourMs + minuteMs, firing);

describe('operating minutes', () => {
  const minute = (index: number) => start + index * minuteMs;

  it('are those with any reading that shows fire; a cold chimney contributes nothing', () => {
    const readings = [
      ...every(start, minute(20), cold),
      ...every(minute(20), minute(30), firing),
      ...every(minute(30), minute(60), cold),
    ];
    const hour = fold(readings);
    expect(hour).toMatchObject({
      operatingMinutes: 10,
      validReadings: 120,
      possibleReadings: 120,
      storedReadings: 720,
    });
    expect(hour.coveredMs).toBe(10 * minuteMs);
  });

  it('split the step where the state changes', () => {
    const readings = [firing(minute(20) - 2_000), cold(minute(20) + 2_000)];
    expect(fold(readings).coveredMs).toBe(2_000);
  });

  it('of silence after fire stay firing, and no silence is ever called off', () => {
    expect(fold(every(start, minute(10), firing))).toMatchObject({
      operatingMinutes: 60,
      possibleReadings: 720,
      validReadings: 120,
    });
    expect(fold([])).toMatchObject({
      operatingMinutes: 60,
      possibleReadings: 720,
      validReadings: 0,
      storedReadings: 0,
    });
  });

  it('of silence after a cold chimney stay off for 2 h to the minute, then count as firing', () => {
    const lastColdAt = (minutesBefore: number) => [cold(start - minutesBefore * minuteMs)];
    expect(fold(lastColdAt(61)).operatingMinutes).toBe(0);
    expect(fold(lastColdAt(62)).operatingMinutes).toBe(1);
    expect(fold(lastColdAt(120)).operatingMinutes).toBe(59);
    expect(fold(lastColdAt(121)).operatingMinutes).toBe(60);
  });

  it('of invalid readings only are unknown, like silence', () => {
    expect(fold(every(start, minute(60), broken))).toMatchObject({
      operatingMinutes: 60,
      validReadings: 0,
      storedReadings: 720,
    });
  });

  it('are not decided by a reading with an uncertain clock', () => {
    const readings = every(start, minute(60), (ms) => cold(ms, { timeQuality: 1 }));
    expect(fold(readings)).toMatchObject({ operatingMinutes: 60, validReadings: 0 });
  });

  it('declared off win over silence and not over fire or a cold reading', () => {
    const off = {
      chimneyId,
      fromMs: minute(10),
      toMs: minute(30),
      author: 'a manager',
      declaredAtMs: minute(90),
    };
    expect(fold(every(start, minute(10), firing), { declaredOff: [off] }).operatingMinutes).toBe(40);
    expect(fold(wholeHour, { declaredOff: [off] }).operatingMinutes).toBe(60);
    expect(fold([], { declaredOff: [{ ...off, chimneyId: 'kapkoros-2' }] }).operatingMinutes).toBe(60);
  });

  it('declared off only in part stay in operation', () => {
    const off = {
      chimneyId,
      fromMs: minute(10) + 1,
      toMs: minute(12) - 1,
      author: 'a manager',
      declaredAtMs: 0,
    };
    expect(fold([], { declaredOff: [off] }).operatingMinutes).toBe(60);
  });

  it('that have not begun do not exist yet', () => {
    const nowMs = minute(30);
    expect(fold(wholeHour, { nowMs })).toMatchObject({
      operatingMinutes: 30,
      validReadings: 360,
      possibleReadings: 360,
      storedReadings: 720,
    });
    expect(fold(wholeHour, { nowMs: nowMs + 1 }).operatingMinutes).toBe(31);
    expect(fold(wholeHour, { nowMs: start })).toMatchObject({
      operatingMinutes: 0,
      possibleReadings: 0,
      integratedKg: 0,
    });
  });
});

describe('possible readings', () => {
  it('follow the sample period in force and round down once', () => {
    const seven = (ms: number) => firing(ms, { samplePeriodS: 7 });
    expect(fold(every(start, start + hourMs, seven, 7 * secondMs)).possibleReadings).toBe(514);
    const readings = [
      ...every(start, start + hourMs / 2, firing),
      ...every(start + hourMs / 2, start + hourMs, (ms) => firing(ms, { samplePeriodS: 60 }), minuteMs),
    ];
    expect(fold(readings).possibleReadings).toBe(360 + 30);
  });

  it('keep the last known period in silence, else the next within the hour, else the fallback', () => {
    const slow = (ms: number) => firing(ms, { samplePeriodS: 60 });
    expect(fold([slow(start - 90 * minuteMs)]).possibleReadings).toBe(60);
    const newer = firing(start - 60 * minuteMs, { samplePeriodS: 30 });
    expect(fold([slow(start - 90 * minuteMs), newer]).possibleReadings).toBe(120);
    const faster = firing(start + hourMs + minuteMs);
    expect(fold([slow(start - 90 * minuteMs), faster]).possibleReadings).toBe(60);
    expect(fold([slow(start + 30 * minuteMs)]).possibleReadings).toBe(60);
    expect(fold([slow(start + hourMs)]).possibleReadings).toBe(720);
    expect(fold([], { fallbackSamplePeriodS: 30 }).possibleReadings).toBe(120);
  });
});
