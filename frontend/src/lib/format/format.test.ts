import { describe, expect, it } from 'vitest';
import { dateStartMs, nairobiDate, nairobiDayStartMs } from '../time/nairobi.ts';
import { createServerClock } from '../time/server-clock.ts';
import { toCsv } from './csv.ts';
import { timeFormat } from './times.ts';

const midnight = Date.UTC(2026, 10, 23, 21, 0, 0);

describe('times', () => {
  it('shows Kenya’s clock whatever this machine is set to', () => {
    expect(timeFormat('en').clock(midnight)).toBe('00:00');
    expect(timeFormat('en').day(midnight - 1)).toBe('23 Nov');
    expect(timeFormat('en').day(midnight)).toBe('24 Nov');
  });

  it('names an instant of today by its clock time and an earlier one by its day', () => {
    expect(timeFormat('en').dayOrClock(midnight, midnight + 1)).toBe('00:00');
    expect(timeFormat('sw').dayOrClock(midnight, midnight + 1)).toBe('00:00');
    expect(timeFormat('en').dayOrClock(midnight - 1, midnight)).toBe('23 Nov');
  });

  it('changes the day at 21:00 UTC', () => {
    expect(nairobiDate(midnight - 1)).toBe('2026-11-23');
    expect(nairobiDate(midnight)).toBe('2026-11-24');
    expect(nairobiDayStartMs(midnight + 5)).toBe(midnight);
    expect(dateStartMs('2026-11-24')).toBe(midnight);
  });
});

describe('the server’s clock', () => {
  it('corrects a phone that is ten minutes slow, and trusts the fastest answer most', () => {
    let own = 1_000_000;
    const clock = createServerClock(() => own);
    own += 100;
    clock.learn(own - 100, new Date(1_600_000).toUTCString());
    expect(clock.now() - own).toBe(1_600_500 - (own - 50));
    const learned = clock.now() - own;
    own += 5_000;
    clock.learn(own - 4_000, new Date(9_000_000).toUTCString());
    expect(clock.now() - own).toBe(learned);
  });

  it('stays with its own time when answers carry no date', () => {
    const clock = createServerClock(() => 5);
    clock.learn(0, null);
    clock.learn(0, 'yesterday');
    expect(clock.now()).toBe(5);
  });
});

describe('CSV', () => {
  it('quotes, keeps missing cells empty and defuses formulas', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x,"y"', null],
          ['=SUM(A1)', -1.5],
        ],
      ),
    ).toBe('a,b\r\n"x,""y""",\r\n\'=SUM(A1),-1.5\r\n');
  });
});
