import { describe, expect, it } from 'vitest';
import { evaluateAlerts } from '../../lambdas/domain/evaluate-alerts.ts';
import { configuration } from '../fakes/plant.ts';
import { ago, alertInput, applied, kinds, lately, nowMs } from './alert-scene.ts';
import { chimneyId, cold, configured, dated, every, firing, minuteMs } from './scene.ts';

const hotSince = (minutes: number) =>
  lately((ms) => (ms >= ago(minutes) ? { gasTemperatureDeciC: 3_600 + (ms % 7) } : {}));
const evaluate = (...input: Parameters<typeof alertInput>) => evaluateAlerts(alertInput(...input));

describe('a quiet factory', () => {
  it('has nothing to say', () => expect(evaluate(lately(() => ({})))).toEqual([]));
});

describe('gas temperature', () => {
  it('above 350 °C opens after 2 min of readings, and not before', () => {
    const ticking = (seconds: number) =>
      lately((ms) => (ms >= nowMs - seconds * 1_000 ? { gasTemperatureDeciC: 3_501 } : {}));
    expect(kinds(evaluate(ticking(120)))).toEqual([]);
    const [opened] = evaluate(ticking(125));
    expect(opened).toMatchObject({
      kind: 'opened',
      alert: {
        cause: 'gas_temperature_high',
        chimneyId,
        openedAtMs: nowMs - 5_000,
        threshold: 350,
        unit: '°C',
        peakValue: 350.1,
        clearedAtMs: null,
      },
    });
  });

  it('at 350 °C exactly is not above it', () => {
    expect(
      evaluate(
        lately(() => ({ gasTemperatureDeciC: 3_500 })).map((r, i) => ({
          ...r,
          gasTemperatureDeciC: 3_499 + (i % 2),
        })),
      ),
    ).toEqual([]);
  });

  it('at 350 °C for minutes on end is not above it, and at 330 °C is not below that', () => {
    const at = (deciC: number) => lately((ms) => (ms >= ago(5) ? { gasTemperatureDeciC: deciC } : {}));
    expect(evaluate(at(3_500))).toEqual([]);
    expect(kinds(evaluate(at(3_501)))).toEqual(['opened gas_temperature_high']);
    const open = applied([], evaluate(hotSince(10)));
    const later = nowMs + 2 * minuteMs;
    const cooling = (deciC: number) =>
      evaluate(
        [...hotSince(10), ...every(nowMs, later, (ms) => firing(ms, { gasTemperatureDeciC: deciC }))],
        {
          openAlerts: open,
          nowMs: later,
        },
      );
    expect(cooling(3_300)).toEqual([]);
    expect(kinds(cooling(3_299))).toEqual(['cleared gas_temperature_high']);
  });

  it('of a device that does not know its time opens nothing', () => {
    const lost = lately((ms) => ({ gasTemperatureDeciC: 3_600 + (ms % 7), timeQuality: 1 }));
    expect(evaluate(lost)).toEqual([]);
  });

  it('dipping once below the limit starts the 2 min anew', () => {
    const dip = lately((ms) => ({
      gasTemperatureDeciC: ms === ago(1) ? 3_400 : ms >= ago(2.5) ? 3_601 : 1_800,
    }));
    expect(evaluate(dip)).toEqual([]);
  });

  it('on both sides of a pause is not one stretch', () => {
    const hot = hotSince(6).filter(({ takenAtMs }) => takenAtMs < ago(5) || takenAtMs >= ago(1.5));
    expect(evaluate(hot)).toEqual([]);
    const shortPause = hotSince(6).filter(({ takenAtMs }) => takenAtMs < ago(3) || takenAtMs >= ago(1.5));
    expect(kinds(evaluate(shortPause))).toEqual(['opened gas_temperature_high']);
  });

  it('stays open between 330 and 350 °C and clears below 330, at that reading', () => {
    const open = applied([], evaluate(hotSince(10)));
    expect(open).toHaveLength(1);
    const later = nowMs + 10 * minuteMs;
    const next = (deciC: number) =>
      every(nowMs, later, (ms) => firing(ms, { gasTemperatureDeciC: deciC + (ms % 7) }));
    const at = (deciC: number) =>
      evaluate([...hotSince(10), ...next(deciC)], { openAlerts: open, nowMs: later });
    expect(at(3_310)).toEqual([]);
    expect(at(3_200)).toMatchObject([{ kind: 'cleared', alert: { clearedAtMs: nowMs } }]);
  });

  it('tells a new peak, once', () => {
    const open = applied([], evaluate(hotSince(10)));
    const later = nowMs + 5 * minuteMs;
    const hotter = every(nowMs, later, (ms) => firing(ms, { gasTemperatureDeciC: 4_000 + (ms % 7) }));
    const input = alertInput([...hotSince(10), ...hotter], { openAlerts: open, nowMs: later });
    const changes = evaluateAlerts(input);
    expect(changes).toMatchObject([
      { kind: 'peaked', alert: { alertId: open[0]?.alertId, peakValue: 400.6 } },
    ]);
    expect(evaluateAlerts({ ...input, openAlerts: applied(open, changes) })).toEqual([]);
  });

  it('can clear and open again within one look', () => {
    const open = applied([], evaluate(hotSince(10)));
    const later = nowMs + 10 * minuteMs;
    const again = every(nowMs, later, (ms) =>
      firing(ms, { gasTemperatureDeciC: ms < nowMs + minuteMs ? 2_000 : 3_700 + (ms % 7) }),
    );
    expect(kinds(evaluate([...hotSince(10), ...again], { openAlerts: open, nowMs: later }))).toEqual([
      'cleared gas_temperature_high',
      'opened gas_temperature_high',
    ]);
  });
});

describe('backlog', () => {
  const backlog = every(ago(29), ago(16), (ms) => firing(ms, { gasTemperatureDeciC: 3_700 + (ms % 7) }));

  it('older than 15 min never opens an incident', () => {
    expect(evaluate(backlog).filter(({ alert }) => alert.cause !== 'device_silent')).toEqual([]);
    expect(evaluate([...backlog, ...lately(() => ({}), 15)])).toEqual([]);
  });

  it('does not hold back what is hot now', () => {
    const ongoing = [...backlog, ...lately((ms) => ({ gasTemperatureDeciC: 3_700 + (ms % 7) }), 16)];
    expect(kinds(evaluate(ongoing))).toEqual(['opened gas_temperature_high']);
  });

  it('arriving late cannot reopen what has cleared, nor clear what is open', () => {
    const open = applied([], evaluate(hotSince(10)));
    const late = every(ago(25), ago(11), (ms) => firing(ms + 1, { epoch: 2 }));
    expect(evaluate([...hotSince(10), ...late], { openAlerts: open })).toEqual([]);
    const cleared = lately((ms) => ({
      gasTemperatureDeciC: ms < ago(6) ? 3_700 + (ms % 7) : 1_800 + (ms % 9),
    }));
    expect(evaluate(cleared)).toEqual([]);
    const more = every(ago(9), ago(7), (ms) => firing(ms + 1, { epoch: 2, gasTemperatureDeciC: 3_900 }));
    expect(evaluate([...cleared, ...more])).toEqual([]);
  });
});

describe('low velocity', () => {
  it('while firing opens after 5 min with the lowest value as its peak', () => {
    const slow = (minutes: number) =>
      lately((ms) => (ms >= ago(minutes) ? { velocityMmPerS: 300 + (ms % 11) } : {}));
    expect(evaluate(slow(5))).toEqual([]);
    expect(evaluate(slow(6))).toMatchObject([
      { kind: 'opened', alert: { cause: 'low_velocity', threshold: 0.5, unit: 'm/s', peakValue: 0.3 } },
    ]);
  });

  it('at 0.5 m/s is not below it', () => {
    const at = (mmPerS: number) => lately((ms) => (ms >= ago(7) ? { velocityMmPerS: mmPerS } : {}));
    expect(evaluate(at(500))).toEqual([]);
    expect(kinds(evaluate(at(499)))).toEqual(['opened low_velocity']);
  });

  it('is called too where a blocked or turned pitot reads below zero', () => {
    const pitot = configured({ velocityProbe: { kind: 'pitot', coefficient: 0.84 } });
    const configurations = [dated({ configuration: pitot })];
    const turned = lately((ms) => ({
      velocityMmPerS: null,
      pressureDifferenceCentiPa: ms >= ago(6) ? -40 - (ms % 11) : 900 + (ms % 11),
    }));
    expect(evaluate(turned, { configurations })).toMatchObject([
      { kind: 'opened', alert: { cause: 'low_velocity', peakValue: 0 } },
    ]);
  });

  it('does not clear on a value below range, however high its limit', () => {
    const slow = lately((ms) => ({ velocityMmPerS: 300 + (ms % 11) }), 10);
    const open = applied([], evaluate(slow));
    const later = nowMs + minuteMs;
    const doubtful = every(nowMs, later, (ms) => firing(ms, { velocityMmPerS: 900, velocityCode: 3 }));
    expect(evaluate([...slow, ...doubtful], { openAlerts: open, nowMs: later })).toEqual([]);
  });

  it('is not called where nothing shows that the chimney fires', () => {
    const doubtful = lately(
      (ms) => ({ co2Code: 5, gasTemperatureDeciC: 240, velocityMmPerS: 100 + (ms % 11) }),
      9,
    );
    expect(evaluate(doubtful)).toEqual([]);
  });

  it('of a cold chimney is nothing', () => {
    expect(evaluate(every(ago(30), nowMs, cold))).toEqual([]);
  });

  it('clears when the chimney goes off', () => {
    const slow = lately((ms) => ({ velocityMmPerS: 300 + (ms % 11) }), 10);
    const open = applied([], evaluate(slow));
    const later = nowMs + 3 * minuteMs;
    const cooling = every(nowMs, later, cold);
    expect(kinds(evaluate([...slow, ...cooling], { openAlerts: open, nowMs: later }))).toEqual([
      'cleared low_velocity',
    ]);
  });
});

describe('a saturated sensor', () => {
  const saturated = (minutes: number) => lately((ms) => (ms >= ago(minutes) ? { co2Ppm: 200_000 } : {}));

  it('opens after 5 min over range and names the channel', () => {
    expect(evaluate(saturated(5))).toEqual([]);
    expect(evaluate(saturated(6))).toMatchObject([
      { kind: 'opened', alert: { cause: 'over_range', detail: 'CO2', peakValue: null } },
    ]);
  });

  it('stays open while the sensor says nothing and clears with a value in range', () => {
    const open = applied([], evaluate(saturated(8)));
    const later = nowMs + 2 * minuteMs;
    const then = (co2: object) => [...saturated(8), ...every(nowMs, later, (ms) => firing(ms, co2))];
    expect(evaluate(then({ co2Ppm: null }), { openAlerts: open, nowMs: later })).toEqual([]);
    expect(kinds(evaluate(then({}), { openAlerts: open, nowMs: later }))).toEqual(['cleared over_range']);
  });
});

describe('the longest durations a chimney may want', () => {
  it('are still seen within what `watch` looks back', () => {
    const patient = configured({
      thresholds: {
        ...configuration.thresholds,
        gasHighForS: 1_500,
        lowVelocityForS: 1_500,
        overRangeForS: 1_500,
        highEmissionForS: 1_500,
        staleForS: 1_500,
      },
    });
    const configurations = [dated({ configuration: patient })];
    const seen = (change: (ms: number) => object, p95RateKgPerS: number | null = null) => {
      const input = alertInput(
        lately((ms) => (ms >= ago(27) ? change(ms) : {})),
        { configurations },
      );
      return kinds(
        evaluateAlerts({ ...input, chimneys: input.chimneys.map((one) => ({ ...one, p95RateKgPerS })) }),
      );
    };
    expect(seen((ms) => ({ gasTemperatureDeciC: 3_600 + (ms % 7) }))).toContain(
      'opened gas_temperature_high',
    );
    expect(seen((ms) => ({ velocityMmPerS: 300 + (ms % 11) }))).toContain('opened low_velocity');
    expect(seen(() => ({ co2Ppm: 200_000 }))).toContain('opened over_range');
    expect(seen(() => ({ co2Ppm: 91_000 }))).toContain('opened channel_stale');
    expect(seen(() => ({}), 0.001)).toContain('opened high_emission');
  });
});

describe('a standing channel', () => {
  const standing = (changes: object, minutes: number) => lately((ms) => (ms >= ago(minutes) ? changes : {}));

  it('opens after 10 min of the same raw value and names the channels', () => {
    expect(evaluate(standing({ co2Ppm: 91_000 }, 10))).toEqual([]);
    expect(evaluate(standing({ co2Ppm: 91_000 }, 10.1))).toMatchObject([
      { kind: 'opened', alert: { cause: 'channel_stale', detail: 'CO2' } },
    ]);
    expect(evaluate(standing({ co2Ppm: 91_000, velocityMmPerS: 4_000 }, 12))).toMatchObject([
      { alert: { detail: 'CO2, velocity' } },
    ]);
  });

  it('of a chimney that wants longer waits longer', () => {
    const patient = configured({ thresholds: { ...configuration.thresholds, staleForS: 780 } });
    const configurations = [dated({ configuration: patient })];
    expect(evaluate(standing({ co2Ppm: 91_000 }, 12.9), { configurations })).toEqual([]);
    expect(kinds(evaluate(standing({ co2Ppm: 91_000 }, 13.1), { configurations }))).toEqual([
      'opened channel_stale',
    ]);
  });

  it('clears at the first reading that is good throughout', () => {
    const open = applied([], evaluate(standing({ co2Ppm: 91_000 }, 12)));
    const later = nowMs + minuteMs;
    const moving = [...standing({ co2Ppm: 91_000 }, 12), ...every(nowMs, later, firing)];
    expect(evaluate(moving, { openAlerts: open, nowMs: later })).toMatchObject([
      { kind: 'cleared', alert: { clearedAtMs: nowMs } },
    ]);
  });
});
