import type { Alert } from '@carbon-track/contract/alert.ts';
import type { Assignment } from '@carbon-track/contract/chimney.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highEmissionSamples } from '../../lambdas/domain/alerts/samples.ts';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import { evaluateAlerts } from '../../lambdas/domain/evaluate-alerts.ts';
import { timeline } from '../../lambdas/domain/fold/timeline.ts';
import { configuration } from '../fakes/plant.ts';
import { ago, alertInput, applied, kinds, lately, nowMs, watchOver } from './alert-scene.ts';
import { assigned, chimneyId, cold, dated, every, firing, hourMs, minuteMs } from './scene.ts';

const hotSince = (minutes: number) =>
  lately((ms) => (ms >= ago(minutes) ? { gasTemperatureDeciC: 3_600 + (ms % 7) } : {}));
const evaluate = (...input: Parameters<typeof alertInput>) => evaluateAlerts(alertInput(...input));

describe('high emission', () => {
  const steady = (ms: number) => ({
    co2Ppm: 92_000 + (Math.floor(ms / 1_000) % 7),
    velocityMmPerS: 4_400 + (Math.floor(ms / 1_000) % 11),
    gasTemperatureDeciC: 1_850 + (Math.floor(ms / 1_000) % 3),
  });
  const usual = convertReading(firing(nowMs, steady(nowMs)), configuration).rateKgPerS ?? 0;
  const withP95 = (p95RateKgPerS: number | null) => ({
    chimneys: [{ chimneyId, inUse: true, newestReadingAtMs: nowMs, p95RateKgPerS }],
  });

  it('opens after 5 whole minutes above 1.3 times the own 95th percentile', () => {
    const [opened] = evaluate(lately(steady), withP95(usual / 1.6));
    expect(opened).toMatchObject({
      kind: 'opened',
      alert: { cause: 'high_emission', unit: 'kg/s', openedAtMs: ago(10) },
    });
    expect(opened?.alert.threshold).toBeCloseTo((1.3 * usual) / 1.6, 12);
    const short = lately((ms) => (ms < ago(4) ? { velocityMmPerS: 1_500 + (ms % 11) } : steady(ms)));
    expect(evaluate(short, withP95(usual / 1.6))).toEqual([]);
  });

  it('at its very limits neither opens nor clears', () => {
    const { minutes } = timeline({ ...alertInput(lately(steady)), chimneyId }, ago(10), ago(9));
    const [sample] = highEmissionSamples(minutes, { openAboveKgPerS: 0, clearBelowKgPerS: 0 }, nowMs);
    const limit = sample?.value ?? Number.NaN;
    const at = (openAboveKgPerS: number, clearBelowKgPerS: number) =>
      highEmissionSamples(minutes, { openAboveKgPerS, clearBelowKgPerS }, nowMs).map(({ breach, clear }) => [
        breach,
        clear,
      ]);
    expect(at(limit, limit)).toEqual([[false, false]]);
    expect(at(limit * (1 - 1e-9), limit)).toEqual([[true, false]]);
    expect(at(limit, limit * (1 + 1e-9))).toEqual([[false, true]]);
  });

  it('waits for a minute to be over', () => {
    const calm = { velocityMmPerS: 1_500 };
    const readings = every(ago(20), nowMs + 30_000, (ms) =>
      firing(ms, ms < ago(4) ? { ...steady(ms), ...calm } : steady(ms)),
    );
    expect(evaluate(readings, { ...withP95(usual / 1.6), nowMs: nowMs + 30_000 })).toEqual([]);
  });

  it('is not evaluated with too little history', () =>
    expect(evaluate(lately(steady), withP95(null))).toEqual([]));

  it('is not broken by one gust the other way', () => {
    const gusty = lately((ms) => (ms % 30_000 === 0 ? { velocityMmPerS: 1_000 } : steady(ms)));
    expect(kinds(evaluate(gusty, withP95(usual / 1.6)))).toEqual(['opened high_emission']);
  });

  it('clears below 1.1 times and not above', () => {
    const open = applied([], evaluate(lately(steady), withP95(usual / 1.6)));
    const later = nowMs + 5 * minuteMs;
    const readings = [...lately(steady), ...every(nowMs, later, (ms) => firing(ms, steady(ms)))];
    const then = (ratio: number) =>
      evaluate(readings, { ...withP95(usual / ratio), openAlerts: open, nowMs: later });
    expect(kinds(then(1.11)).filter((kind) => kind.startsWith('cleared'))).toEqual([]);
    expect(kinds(then(1.09))).toEqual(['cleared high_emission']);
  });
});

describe('silence', () => {
  const lastAt = ago(20);
  const readings = every(lastAt - 5 * minuteMs, lastAt + 1, firing);

  it('opens when 15 min have passed since the last reading, at that instant, however late it is seen', () => {
    const at = (now: number) => evaluate(readings, { nowMs: now });
    expect(at(lastAt + 15 * minuteMs - 1)).toEqual([]);
    const [first] = at(lastAt + 15 * minuteMs);
    expect(first).toMatchObject({
      kind: 'opened',
      alert: { cause: 'device_silent', openedAtMs: lastAt + 15 * minuteMs, threshold: 900, unit: 's' },
    });
    expect(at(lastAt + 3 * hourMs)).toMatchObject([{ alert: { alertId: first?.alert.alertId } }]);
  });

  it('opens for a cold chimney and for broken sensors never: a broken sensor still speaks', () => {
    expect(kinds(evaluate(every(ago(25), ago(16), cold)))).toEqual(['opened device_silent']);
    expect(evaluate(lately(() => ({ co2Code: 5, gasTemperatureCode: 5, velocityCode: 5 })))).toEqual([]);
  });

  it('gives a newly assigned device 15 min, and one that never spoke no more', () => {
    const chimneys = [{ chimneyId, inUse: true, newestReadingAtMs: null, p95RateKgPerS: null }];
    const since = (minutes: number) => ({
      chimneys,
      assignments: [{ deviceId: 'ct-kapkoros-1a', chimneyId, fromMs: ago(minutes), toMs: null, priority: 0 }],
    });
    expect(evaluate([], since(14))).toEqual([]);
    expect(evaluate([], since(15))).toMatchObject([{ alert: { cause: 'device_silent', openedAtMs: nowMs } }]);
  });

  it('is kept by backlog that ends long ago and cleared by the first reading after it opened', () => {
    const open = applied([], evaluate(readings, { nowMs }));
    expect(kinds(evaluate(readings, { nowMs }))).toEqual(['opened device_silent']);
    const backlog = every(lastAt, lastAt + 2 * minuteMs, firing);
    expect(evaluate([...readings, ...backlog], { openAlerts: open, nowMs: nowMs + minuteMs })).toEqual([]);
    const back = firing(nowMs + 7_000);
    expect(evaluate([...readings, back], { openAlerts: open, nowMs: nowMs + minuteMs })).toMatchObject([
      { kind: 'cleared', alert: { clearedAtMs: nowMs + 7_000 } },
    ]);
  });

  it('of a chimney without a device is nobody’s', () => {
    expect(evaluate([], { assignments: [] })).toEqual([]);
  });
});

describe('incidents', () => {
  const two = ['kapkoros-1', 'kapkoros-2'].map((id, index) => ({
    id,
    deviceId: `ct-kapkoros-${index + 1}a`,
  }));
  const plant = {
    chimneys: two.map(({ id }) => ({
      chimneyId: id,
      inUse: true,
      newestReadingAtMs: nowMs,
      p95RateKgPerS: null,
    })),
    configurations: two.map(({ id }) => dated({ chimneyId: id })),
    assignments: two.map(({ id, deviceId }) => ({
      deviceId,
      chimneyId: id,
      fromMs: 0,
      toMs: null,
      priority: 0,
    })),
  };
  const hot = (deviceId: string, minutes: number) =>
    lately((ms) => ({ deviceId, ...(ms >= ago(minutes) ? { gasTemperatureDeciC: 3_600 + (ms % 7) } : {}) }));

  it('group the alerts of a factory that overlap, under the id of the first', () => {
    const changes = evaluate([...hot('ct-kapkoros-1a', 5), ...hot('ct-kapkoros-2a', 10)], plant);
    expect(changes.map(({ alert }) => alert.chimneyId)).toEqual(['kapkoros-2', 'kapkoros-1']);
    expect(new Set(changes.map(({ alert }) => alert.incidentId))).toEqual(
      new Set([changes[0]?.alert.alertId]),
    );
  });

  it('take in a later alert while one is open, also one a device raised itself', () => {
    const [first] = applied([], evaluate(hotSince(10)));
    if (first === undefined) throw new Error('nothing opened');
    const raised = {
      ...first,
      cause: 'device_event' as const,
      alertId: 'kapkoros~1~kapkoros-1~device_event',
      incidentId: 'incident',
      openedAtMs: 1,
    };
    const [second] = evaluate(hotSince(10), { openAlerts: [raised] });
    expect(second?.alert.incidentId).toBe('incident');
  });

  it('do not reach over to an alert that opens after all others cleared', () => {
    const gone = evaluate(hotSince(10)).map(({ alert }) => ({
      ...alert,
      openedAtMs: ago(29),
      incidentId: 'old',
    }));
    const calmThenHot = lately((ms) => ({ gasTemperatureDeciC: ms < ago(8) ? 1_800 : 3_600 + (ms % 7) }));
    const changes = evaluate(calmThenHot, { openAlerts: gone });
    expect(kinds(changes)).toEqual(['cleared gas_temperature_high', 'opened gas_temperature_high']);
    expect(changes[1]?.alert.incidentId).toBe(changes[1]?.alert.alertId);
  });

  it('of a chimney taken out of use close', () => {
    const openAlerts = applied([], evaluate(hotSince(10)));
    const chimneys = [{ chimneyId, inUse: false, newestReadingAtMs: nowMs, p95RateKgPerS: null }];
    expect(evaluate(hotSince(10), { openAlerts, chimneys })).toMatchObject([
      { kind: 'cleared', alert: { clearedAtMs: nowMs } },
    ]);
  });

  it('keep what a person wrote', () => {
    const openAlerts = applied([], evaluate(hotSince(10))).map((alert) => ({
      ...alert,
      acknowledgedBy: 'ops',
      explanation: 'damper stuck',
    }));
    const later = nowMs + minuteMs;
    const cooler = [...hotSince(10), ...every(nowMs, later, firing)];
    expect(evaluate(cooler, { openAlerts, nowMs: later })).toMatchObject([
      { kind: 'cleared', alert: { acknowledgedBy: 'ops', explanation: 'damper stuck' } },
    ]);
  });
});

describe('watching every minute', () => {
  const values = fc.array(fc.constantFrom(180, 325, 340, 360, 420), { minLength: 20, maxLength: 40 });
  const fire = (perMinute: readonly number[]) =>
    every(nowMs, nowMs + perMinute.length * minuteMs, (ms) =>
      firing(ms, {
        gasTemperatureDeciC:
          10 * (perMinute[Math.floor((ms - nowMs) / minuteMs)] ?? 0) + (Math.floor(ms / 5_000) % 7),
      }),
    );

  it('never opens a second alert before the first has cleared, nor clears twice', () => {
    fc.assert(
      fc.property(values, (perMinute) => {
        const changes = watchOver(fire(perMinute), nowMs + minuteMs, nowMs + perMinute.length * minuteMs);
        const turns = changes.filter(({ kind }) => kind !== 'peaked').map(({ kind }) => kind);
        expect(turns).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'opened' : 'cleared')));
      }),
      { numRuns: 15 },
    );
  });

  it('gives nothing new when run again with its own result, in any order of readings', () => {
    fc.assert(
      fc.property(values, fc.boolean(), (perMinute, reverse) => {
        const readings = fire(perMinute);
        const input = alertInput(reverse ? readings.toReversed() : readings, {
          nowMs: nowMs + perMinute.length * minuteMs,
        });
        const changes = evaluateAlerts(input);
        expect(evaluateAlerts({ ...input, readings })).toEqual(changes);
        expect(evaluateAlerts({ ...input, openAlerts: applied(input.openAlerts, changes) })).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what a device reported of itself', () => {
  const event: Alert = {
    alertId: `kapkoros~${ago(600)}~${chimneyId}~device_event`,
    incidentId: 'kapkoros',
    factoryId: 'kapkoros',
    chimneyId,
    cause: 'device_event',
    openedAtMs: ago(600),
    detail: 'the device reports: sensor fault',
    clearedAtMs: null,
    peakValue: null,
    threshold: null,
    unit: null,
    acknowledgedBy: null,
    acknowledgedAtMs: null,
    explanation: null,
  };
  const changesWith = (assignments: Assignment[], openedAtMs = event.openedAtMs) =>
    evaluate(
      lately(() => ({})),
      { assignments, openAlerts: [{ ...event, openedAtMs }] },
    );

  it('stays open while the same device measures the chimney', () => {
    expect(changesWith([assigned()])).toEqual([]);
  });

  it('ends with the exchange of the device, which nobody else could clear', () => {
    const exchanged = [
      assigned({ deviceId: 'ct-old', toMs: ago(60) }),
      assigned({ fromMs: ago(60), priority: 0 }),
    ];
    expect(changesWith(exchanged)).toMatchObject([
      { kind: 'cleared', alert: { cause: 'device_event', clearedAtMs: ago(60) } },
    ]);
    expect(changesWith(exchanged, ago(30))).toEqual([]);
  });

  it('ends when no device measures the chimney any more', () => {
    const removed = [assigned({ toMs: ago(45) })];
    expect(changesWith(removed)).toMatchObject([{ kind: 'cleared', alert: { clearedAtMs: nowMs } }]);
  });
});
