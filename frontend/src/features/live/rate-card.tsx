import { Chip } from '../../components/chip/chip.tsx';
import { Figure, WithRange } from '../../components/page/page.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import type { FactoryRate } from '../../lib/live/factory-rate.ts';
import { FreshnessChip } from './freshness-chip.tsx';
import styles from './live.module.css';

/** What the factory emits now, with its uncertainty and how much of the factory that is. */
export const RateCard = ({ rate }: { rate: FactoryRate }) => {
  const text = useText();
  const format = useFormat();
  const { tier } = rate.freshness;
  const partial = rate.chimneysCounted < rate.chimneys;
  return (
    <section aria-label={text('live.now')}>
      <div className={tier === 'stale' ? styles.dimmed : undefined}>
        <Figure
          name={text('live.now')}
          value={<WithRange words={format.rate(rate.rateKgPerS, rate.expandedUncertaintyKgPerS)} />}
          note={
            partial
              ? text('live.chimneys_counted', { counted: rate.chimneysCounted, all: rate.chimneys })
              : text('live.all_chimneys', { all: rate.chimneys })
          }
        />
      </div>
      <div className={styles.fresh}>
        {rate.hindrance === null ? (
          <FreshnessChip freshness={rate.freshness} takenAtMs={rate.takenAtMs} off={rate.allOff} />
        ) : (
          <Chip tone="warn" icon="alert">
            {text(`channel.${rate.hindrance}`)}
          </Chip>
        )}
      </div>
    </section>
  );
};
