import { expect, it } from 'vitest';
import { affectedHours } from '../../lambdas/domain/affected-hours.ts';
import { dayMs, hourMs, minuteMs } from '../../lambdas/domain/nairobi.ts';

const nowMs = Date.parse('2026-11-24T08:31:00.000Z');
const hourOf = (iso: string): number => Date.parse(`2026-11-24T${iso}:00.000Z`);

it('names every hour from the change to now', () => {
  expect(affectedHours(hourOf('06:30'), nowMs)).toEqual([hourOf('06:00'), hourOf('07:00'), hourOf('08:00')]);
});

it('adds the hour before when a trapezoid over its end can reach past the change', () => {
  expect(affectedHours(hourOf('08:14'), nowMs)).toEqual([hourOf('07:00'), hourOf('08:00')]);
  expect(affectedHours(hourOf('08:15'), nowMs)).toEqual([hourOf('08:00')]);
});

it('goes back 30 days and no further', () => {
  const hours = affectedHours(0, nowMs);
  expect(hours[0]).toBe(hourOf('08:00') - 30 * dayMs);
  expect(hours).toHaveLength(30 * 24 + 1);
});

it('is empty for a change that lies ahead', () => {
  expect(affectedHours(nowMs + 2 * hourMs, nowMs)).toEqual([]);
  expect(affectedHours(nowMs + minuteMs, nowMs)).toEqual([hourOf('08:00')]);
});
