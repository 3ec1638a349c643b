import { describe, expect, it } from 'vitest';
import { detailWords } from '../../frontend/src/features/alerts/detail-words.ts';
import { reasonWords } from '../../frontend/src/features/leaderboard/reason-words.ts';
import sw from '../../frontend/src/locales/sw.json' with { type: 'json' };
import { detailOf, eventDetail } from '../../lambdas/device-event/event-words.ts';
import { periodFigures, type RankableDay } from '../../lambdas/domain/ranking/period-figures.ts';
import { totals } from './fixture/totals.ts';

/** The id stands for its Swahili text, so that a word which was left in English shows. */
const text = (id: keyof typeof sw, values: Record<string, string | number> = {}): string =>
  [`<${id}>`, ...Object.values(values)].join(' ');

const day = (rest: Partial<RankableDay> = {}): RankableDay => ({
  date: '2026-11-20',
  totals: totals({ operatingS: 36_000, rateKgPerS: 0.1 }),
  complete: true,
  chimneysReporting: 2,
  chimneysInUse: 2,
  madeTeaKg: 9_000,
  ...rest,
});

describe('the words of the API in the reader’s language', () => {
  it.each([
    ['leaderboard.reason.no_day', [day({ complete: false })]],
    ['leaderboard.reason.no_tea_entered', [day({ madeTeaKg: null })]],
    ['live.chimneys_counted> 1 2', [day({ chimneysReporting: 1 })]],
    ['leaderboard.reason.nothing_operated', [day({ totals: totals({ operatingS: 0, rateKgPerS: 0 }) })]],
    [
      'leaderboard.reason.coverage> 70',
      [day({ totals: totals({ operatingS: 36_000, rateKgPerS: 0.1, measuredShare: 0.7 }) })],
    ],
    ['leaderboard.reason.no_tea_made', [day({ madeTeaKg: 0 })]],
    [
      'leaderboard.reason.no_uncertainty',
      [day({ totals: { ...totals({ operatingS: 36_000, rateKgPerS: 0.1 }), expandedUncertaintyKg: null } })],
    ],
  ])('say why a factory has no rank: %s', (id, days) => {
    const figures = periodFigures(days, 0.8);
    if (!('reason' in figures))
      throw new Error('The factory was ranked: give the test a day that cannot be.');
    expect(reasonWords(figures, text)).toContain(`<${id}`);
  });

  it('name every event a device can raise', () => {
    const kinds = [
      'high_emission',
      'gas_temperature',
      'gas_flow',
      'sensor_fault',
      'low_battery',
      'clock_step',
      'gap',
    ] as const;
    const words = detailWords({ cause: 'device_event', detail: detailOf(kinds) }, text, {
      dayAndClock: String,
    });
    expect(words?.split(', ')).toHaveLength(kinds.length);
    expect(words?.replaceAll(/<[a-z_.]+>/g, '')).toBe(', '.repeat(kinds.length - 1));
  });

  it('say how many readings a gap swallowed', () => {
    const detail = eventDetail({ kind: 'gap', value: 720 });
    expect(detailWords({ cause: 'device_event', detail }, text, { dayAndClock: String })).toBe(
      '<alert.event.gap_of> 720',
    );
  });

  it('tell the last sign of a silent device as a time, and leave out what repeats the cause', () => {
    const format = { dayAndClock: (ms: number) => `at ${ms}` };
    expect(
      detailWords(
        { cause: 'device_silent', detail: 'no reading since 1970-01-01T00:00:05.000Z' },
        text,
        format,
      ),
    ).toBe('<alert.last_sign> at 5000');
    expect(
      detailWords({ cause: 'low_velocity', detail: 'firing with hardly any flow' }, text, format),
    ).toBeNull();
  });
});
