import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { foldMinutes } from '../domain/fold-minutes.ts';
import type { HourSlot } from '../domain/hour-fold.ts';
import { hourFloorMs, hourMs, minuteMs } from '../domain/nairobi.ts';
import { chimneyReadings } from './chimney-readings.ts';
import type { EmissionPorts } from './ports.ts';

/** The state of a minute is looked for in the minute itself; only a stale channel needs what came before. */
const observedLookBackMs = 10 * minuteMs;

/**
 * Since when a chimney that is off now has been off: the end of its last firing minute. It looks into the hour in
 * which the roll-ups of today and yesterday saw it fire last, and into the hours they have not folded yet; null when
 * it fired in none of them.
 */
export const offSince = async (
  { minutes, now }: Pick<EmissionPorts, 'minutes' | 'now'>,
  record: FactoryRecord,
  chimneyId: string,
  slots: readonly HourSlot[],
): Promise<number | null> => {
  const fired = slots.filter(({ fold }) => fold.operatingMinutes > 0).map(({ fold }) => fold.startMs);
  const hours = [hourFloorMs(now()), hourFloorMs(now()) - hourMs, Math.max(...fired, 0)];
  for (const startMs of [...new Set(hours)].filter((hour) => hour > 0)) {
    const window = { fromMs: startMs, toMs: startMs + hourMs };
    const readings = await chimneyReadings(minutes, record, chimneyId, window, observedLookBackMs);
    const points = foldMinutes({ ...record, ...window, chimneyId, readings, nowMs: now() });
    const last = points.findLast(({ operatingState }) => operatingState === 'firing');
    if (last !== undefined) return last.startMs + minuteMs;
  }
  return null;
};
