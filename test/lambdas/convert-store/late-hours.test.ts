import { describe, expect, it } from 'vitest';
import { hoursTouchedBy, isLate } from '../../../lambdas/convert-store/late-hours.ts';

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

describe('a late minute', () => {
  it.each([
    ['07:15', '08:31', false],
    ['06:59', '08:31', true],
    // A step from before 07:00 can end in this minute, and the hour before is not looked at any more.
    ['07:14', '08:31', true],
    ['07:15', '08:54:59.999', false],
    // From five minutes before the full hour on, a run may already have moved on.
    ['07:15', '08:55', true],
    ['08:15', '08:55', false],
    ['08:02', '08:03', false],
    ['08:32', '08:31', false],
  ])('taken at %s, written at %s: %s', (taken, now, late) => {
    expect(isLate(at(taken), at(now))).toBe(late);
  });

  it('touches its hour and the two into which the operating state is carried', () => {
    expect(hoursTouchedBy(at('05:59'))).toEqual([at('05:00'), at('06:00'), at('07:00')]);
    expect(hoursTouchedBy(at('05:15'))).toEqual([at('05:00'), at('06:00'), at('07:00')]);
  });

  it.each(['05:00', '05:14'])(
    'touches the hour before as well when a step of 15 min can reach it: %s',
    (time) => {
      expect(hoursTouchedBy(at(time))).toEqual([at('04:00'), at('05:00'), at('06:00'), at('07:00')]);
    },
  );
});
