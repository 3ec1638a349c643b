import { describe, expect, it } from 'vitest';
import { stateOfQualityCode } from '../../lambdas/domain/channel-state.ts';
import { judgeClock } from '../../lambdas/domain/reading-clock.ts';
import { readVectors } from './vector-file.ts';

type Codes = {
  readonly codes: readonly { code: number; name: string; withValue: string; withoutValue: string }[];
};
type Clocks = {
  readonly cases: readonly {
    name: string;
    receivedAtMs: number;
    takenAtMs: number;
    timeQuality: number;
    verdict: string;
  }[];
};
const { codes } = readVectors<Codes>('quality-codes.json');
const { cases } = readVectors<Clocks>('reading-clock.json');

describe('quality codes', () => {
  it('are all ten', () => expect(codes.map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));

  it.each(codes)('$code $name means $withValue, and $withoutValue without a value', (row) => {
    expect(stateOfQualityCode(row.code, true)).toBe(row.withValue);
    expect(stateOfQualityCode(row.code, false)).toBe(row.withoutValue);
  });

  it('that do not exist are a fault, never valid', () => expect(stateOfQualityCode(10, true)).toBe('fault'));
});

describe('the clock of a reading', () => {
  it('is tried on both sides of each limit', () => expect(cases.length).toBeGreaterThanOrEqual(12));

  it.each(cases)('$name with time quality $timeQuality is $verdict', (row) => {
    expect(judgeClock(row, row.receivedAtMs)).toBe(row.verdict);
  });
});
