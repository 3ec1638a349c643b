import type { Overview } from '@carbon-track/contract/overview.ts';
import { delayedForMs, noSignalAfterMs } from '../../lib/live/freshness.ts';

export type FactoryLine = Overview['factories'][number];
/** `alert` an alert is open; `silent` nothing for 15 min; `partial` a chimney is missing; `ok` all report. */
export type Attention = 'alert' | 'silent' | 'partial' | 'ok';

/** What HQ should know first about a factory. An alert outranks silence: it says more. */
export const attentionOf = (factory: FactoryLine, nowMs: number): Attention => {
  if (factory.openAlerts > 0) return 'alert';
  if (!isReporting(factory, nowMs)) return 'silent';
  return factory.chimneysReporting < factory.chimneysInUse ? 'partial' : 'ok';
};

/** Something arrived in the last 15 min. */
export const isReporting = ({ lastReadingAtMs }: FactoryLine, nowMs: number): boolean =>
  lastReadingAtMs !== null && nowMs - lastReadingAtMs <= noSignalAfterMs;

/** The status is written once a minute, so that a live factory's newest reading may be two minutes old here. */
export const isLive = ({ lastReadingAtMs }: FactoryLine, nowMs: number): boolean =>
  lastReadingAtMs !== null && nowMs - lastReadingAtMs <= delayedForMs;

const urgency: Record<Attention, number> = { alert: 0, silent: 1, partial: 2, ok: 3 };

/** Most urgent first, then by name. */
export const byUrgency = (
  factories: readonly FactoryLine[],
  nowMs: number,
): { factory: FactoryLine; attention: Attention }[] =>
  factories
    .map((factory) => ({ factory, attention: attentionOf(factory, nowMs) }))
    .sort(
      (a, b) =>
        urgency[a.attention] - urgency[b.attention] || a.factory.name.localeCompare(b.factory.name, 'en'),
    );
