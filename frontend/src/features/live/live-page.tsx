import type { LatestEmissions } from '@carbon-track/contract/emissions.ts';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { Page } from '../../components/page/page.tsx';
import { WhenNear } from '../../components/when-near/when-near.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { factoryRate } from '../../lib/live/factory-rate.ts';
import { type LiveFactory, useLive } from '../../lib/live/use-live.ts';
import { secondMs } from '../../lib/time/nairobi.ts';
import { useNow } from '../../lib/time/use-now.ts';
import { ChimneyCard } from './chimney-card.tsx';
import { ConnectionNote } from './connection-note.tsx';
import styles from './live.module.css';
import { RateCard } from './rate-card.tsx';
import { IntensityCard, TodayCard } from './today-card.tsx';

/** Below the figures and after them: a phone on 3G shows the rate first. */
const MinuteChart = lazy(() => import('./minute-chart.tsx'));

type Props = { factoryId: string; name: string; nav: ReactNode; alerts: ReactNode };

/** The tiles that tick: only they are painted anew each second. */
const Now = ({ latest, known }: { latest: LatestEmissions; known: LiveFactory['known'] }) => {
  const text = useText();
  const nowMs = useNow(secondMs);
  const snapshots = latest.chimneys.map(({ chimneyId }) => known.get(chimneyId) ?? null);
  return (
    <>
      <div className={styles.tiles}>
        <RateCard rate={factoryRate(snapshots, nowMs)} />
        <TodayCard latest={latest} />
        <IntensityCard latest={latest} />
      </div>
      <section aria-label={text('live.chimneys')}>
        <ul className={styles.chimneys}>
          {latest.chimneys.map((chimney, index) => (
            <ChimneyCard
              key={chimney.chimneyId}
              chimney={chimney}
              known={snapshots[index] ?? null}
              nowMs={nowMs}
            />
          ))}
        </ul>
      </section>
    </>
  );
};

const Chart = ({ factoryId, latest }: { factoryId: string; latest: LatestEmissions }) => {
  const names = JSON.stringify(latest.chimneys.map(({ chimneyId, name }) => ({ chimneyId, name })));
  // The list is new with each poll although it says the same: the chart is drawn anew only when it changes.
  const chimneys = useMemo(() => JSON.parse(names) as { chimneyId: string; name: string }[], [names]);
  return (
    <WhenNear className={styles.chartRoom}>
      <Suspense fallback={<div className={styles.chartRoom} />}>
        <MinuteChart factoryId={factoryId} chimneys={chimneys} />
      </Suspense>
    </WhenNear>
  );
};

/** A factory as it is now. Managers see their own, HQ any: the same screen. */
export const LivePage = ({ factoryId, name, nav, alerts }: Props) => {
  const text = useText();
  const { latest, known, state } = useLive(factoryId);
  return (
    <Page
      title={name}
      lead={
        <>
          {text('live.title')} <ConnectionNote state={state} />
        </>
      }
      actions={nav}
    >
      <Loaded query={latest}>
        {(data) => (
          <>
            <Now latest={data} known={known} />
            {alerts}
            <Chart factoryId={factoryId} latest={data} />
            <p className={styles.small}>{text('figures.rounded')}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
};
