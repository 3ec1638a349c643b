import { Chip } from '../../components/chip/chip.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import type { Freshness } from '../../lib/live/freshness.ts';
import { useOnline } from '../../lib/time/use-visible.ts';

type Props = {
  freshness: Freshness;
  takenAtMs: number | null;
  off?: boolean;
  offSinceMs?: number | null;
  /** In a narrow card "4 s" instead of "4 s ago". */
  compact?: boolean;
};

/** "4 s" up to two minutes, then minutes. */
const useAge = (ageMs: number | null): string => {
  const text = useText();
  const seconds = Math.round((ageMs ?? 0) / 1_000);
  return seconds < 120
    ? text('time.seconds', { n: seconds })
    : text('time.minutes', { n: Math.round(seconds / 60) });
};

/** One of: your phone is offline, no signal, boiler off, or how fresh the value is. Never two of them. */
export const FreshnessChip = (props: Props) => {
  const { freshness, takenAtMs, off = false, offSinceMs = null, compact = false } = props;
  const text = useText();
  const format = useFormat();
  const online = useOnline();
  const age = useAge(freshness.ageMs);
  const last = takenAtMs === null ? '' : format.clock(takenAtMs);
  if (freshness.tier === 'none')
    return (
      <Chip tone="none" icon="none">
        {takenAtMs === null
          ? text('fresh.never')
          : text('fresh.none', { time: format.dayAndClock(takenAtMs) })}
      </Chip>
    );
  if (!online)
    return (
      <Chip tone="warn" icon="clock">
        {text('fresh.stale', { time: last })}
      </Chip>
    );
  if (off)
    return (
      <Chip tone="none" icon="off">
        {offSinceMs === null
          ? text('boiler.off')
          : text('boiler.off_since', { time: format.clock(offSinceMs) })}
      </Chip>
    );
  if (freshness.tier === 'stale')
    return (
      <Chip tone="warn" icon="clock">
        {text('fresh.stale', { time: last })}
      </Chip>
    );
  return freshness.tier === 'live' ? (
    <Chip tone="ok" icon="live">
      {text(compact ? 'fresh.live_short' : 'fresh.live', { age })}
    </Chip>
  ) : (
    <Chip tone="warn" icon="clock">
      {text(compact ? 'fresh.delayed_short' : 'fresh.delayed', { age })}
    </Chip>
  );
};
