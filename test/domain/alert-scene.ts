import type { Alert } from '@carbon-track/contract/alert.ts';
import { type AlertChange, type AlertInput, evaluateAlerts } from '../../lambdas/domain/evaluate-alerts.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { assigned, chimneyId, dated, every, firing, hourStartMs, minuteMs } from './scene.ts';

export const nowMs = hourStartMs + 40 * minuteMs;
/** `minutes` before now. */
export const ago = (minutes: number): number => nowMs - minutes * minuteMs;

export const alertInput = (readings: readonly Reading[], changes: Partial<AlertInput> = {}): AlertInput => ({
  factoryId: 'kapkoros',
  chimneys: [
    {
      chimneyId,
      inUse: true,
      newestReadingAtMs: Math.max(0, ...readings.map(({ takenAtMs }) => takenAtMs)),
      p95RateKgPerS: null,
    },
  ],
  readings,
  configurations: [dated()],
  assignments: [assigned()],
  invalidations: [],
  declaredOff: [],
  openAlerts: [],
  nowMs,
  ...changes,
});

/** Readings of the last `minutes`, up to now: firing, changed by `change` where it says so. */
export const lately = (change: (ms: number) => Partial<Reading>, minutes = 30): Reading[] =>
  every(ago(minutes), nowMs, (ms) => firing(ms, change(ms)));

/** The open alerts after changes were stored. */
export const applied = (open: readonly Alert[], changes: readonly AlertChange[]): Alert[] => {
  const byId = new Map(open.map((alert) => [alert.alertId, alert]));
  for (const { alert } of changes) byId.set(alert.alertId, alert);
  return [...byId.values()].filter(({ clearedAtMs }) => clearedAtMs === null);
};

/** Evaluates minute by minute as time passes, over the readings that have been taken by then. */
export const watchOver = (
  readings: readonly Reading[],
  fromMs: number,
  toMs: number,
  changes: Partial<AlertInput> = {},
): AlertChange[] => {
  const seen: AlertChange[] = [];
  let openAlerts: Alert[] = [];
  for (let at = fromMs; at <= toMs; at += minuteMs) {
    const taken = readings.filter(({ takenAtMs }) => takenAtMs <= at);
    const found = evaluateAlerts(alertInput(taken, { ...changes, openAlerts, nowMs: at }));
    seen.push(...found);
    openAlerts = applied(openAlerts, found);
  }
  return seen;
};

/** `opened gas_temperature_high` and the like, in order. */
export const kinds = (changes: readonly AlertChange[]): string[] =>
  changes.map(({ kind, alert }) => `${kind} ${alert.cause}`);
