import type { ChimneySnapshot, LatestEmissions } from '@carbon-track/contract/emissions.ts';
import { WithRange } from '../../components/page/page.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { type Freshness, freshnessOf } from '../../lib/live/freshness.ts';
import type { KnownSnapshot } from '../../lib/live/merge-snapshots.ts';
import { ChimneyDetails, RateReason } from './chimney-details.tsx';
import { FreshnessChip } from './freshness-chip.tsx';
import styles from './live.module.css';

type Props = {
  chimney: LatestEmissions['chimneys'][number];
  known: KnownSnapshot | null;
  nowMs: number;
};

const never: Freshness = { tier: 'none', ageMs: null };

const Headline = ({ snapshot, silent }: { snapshot: ChimneySnapshot | null; silent: boolean }) => {
  const format = useFormat();
  if (snapshot === null || silent) return <>{format.rate(null)}</>;
  return <WithRange words={format.rate(snapshot.rateKgPerS, snapshot.expandedUncertaintyKgPerS)} />;
};

/** One chimney: its rate and freshness; opened, every channel with its state. */
export const ChimneyCard = ({ chimney, known, nowMs }: Props) => {
  const text = useText();
  const format = useFormat();
  const snapshot = known?.snapshot ?? null;
  const freshness =
    known === null ? never : freshnessOf({ takenAtMs: known.snapshot.takenAtMs, nowMs, via: known.via });
  const silent = freshness.tier === 'none';
  const off = snapshot?.operatingState === 'off';
  return (
    <li className={styles.chimney}>
      <div className={styles.chimneyHead}>
        <h2>{chimney.name}</h2>
        <FreshnessChip
          freshness={freshness}
          takenAtMs={snapshot?.takenAtMs ?? null}
          off={off}
          offSinceMs={chimney.offSinceMs}
          compact
        />
      </div>
      <div className={freshness.tier === 'stale' ? styles.dimmed : undefined}>
        <p className={styles.chimneyRate}>
          <Headline snapshot={snapshot} silent={silent} />
        </p>
        <p className={styles.small}>
          {format.celsius(silent ? null : (snapshot?.gasTemperatureC.value ?? null))}
          {' · '}
          {format.metresPerSecond(silent ? null : (snapshot?.velocityMPerS.value ?? null))}
          {' · '}
          {format.volumePercent(silent ? null : (snapshot?.co2DryFraction.value ?? null))} CO₂
        </p>
        {snapshot !== null && !silent && (
          <div className={styles.reason}>
            <RateReason snapshot={snapshot} />
          </div>
        )}
      </div>
      <details>
        <summary>
          {text('chimney.details')}
          <span className="visually-hidden"> {chimney.name}</span>
        </summary>
        {snapshot === null ? (
          <p className={styles.small}>{text('chimney.never')}</p>
        ) : (
          <ChimneyDetails snapshot={snapshot} today={chimney.today} />
        )}
      </details>
    </li>
  );
};
