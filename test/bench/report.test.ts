import { describe, expect, it } from 'vitest';
import { firstPaintsS } from '../../bench/live-latency.ts';
import { readOptions } from '../../bench/options.ts';
import { percentile } from '../../bench/percentile.ts';
import { circumstances, endToEndSection } from '../../bench/report.ts';

describe('the report', () => {
  it('says what the whole path costs against the broker alone', () => {
    const throughput = [
      { messages: '1 reading', devices: 171, readings: 9, storedReadingsPerS: 402, brokerReadingsPerS: 804 },
    ];
    const text = endToEndSection({
      throughput,
      latency: { devices: 171, paints: 3, p50S: 0.5, p95S: 1.25 },
    });
    expect(text).toMatch(/\| 1 reading +\| +402 \| +804 \| +2\.0 × \| +10 × \|/);
    expect(text).toMatch(/\| +0\.50 \| +1\.25 \| +0\.3 × \|/);
  });

  it('dates itself in UTC and names Node and processors only', () => {
    expect(circumstances(Date.UTC(2026, 10, 24), 'v24.21.0', 2)).toBe(
      'Measured on 2026-11-24, Node v24.21.0, 2 CPUs.',
    );
  });
});

describe('a paint', () => {
  it('counts once for each reading, at its first frame, from the start of watching on', () => {
    const painted = [
      { takenAtMs: 900, paintedAtMs: 1_200 },
      { takenAtMs: 1_000, paintedAtMs: 2_500 },
      { takenAtMs: 1_000, paintedAtMs: 1_500 },
    ];
    expect(firstPaintsS(painted, 1_000)).toEqual([0.5]);
  });
});

describe('a percentile', () => {
  it('is a value that occurred, by nearest rank', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect([0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([10, 19, 20]);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('the options', () => {
  it('take parts in their order', () => {
    expect(readOptions(['--only', 'c,a'])).toEqual({ only: ['a', 'c'], write: false });
  });

  it('never put half a report into the README, and name an unknown part', () => {
    expect(() => readOptions(['--only', 'a', '--write'])).toThrow('leave --only out');
    expect(() => readOptions(['--only', 'a,f'])).toThrow('no part f');
  });
});
