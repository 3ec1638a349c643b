import type { Overview } from '@carbon-track/contract/overview.ts';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { Card, Figure, Page, WithRange } from '../../components/page/page.tsx';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { useServices } from '../../lib/services.ts';
import { useNow } from '../../lib/time/use-now.ts';
import { byUrgency, isLive, isReporting } from './attention.ts';
import { FactoryLines } from './factory-lines.tsx';
import styles from './overview.module.css';

const NetworkMap = lazy(() => import('./network-map.tsx'));

/** The network's status is written once a minute. */
const pollEveryMs = 30_000;
const tickMs = 15_000;

const Tiles = ({ overview, nowMs }: { overview: Overview; nowMs: number }) => {
  const text = useText();
  const format = useFormat();
  const { factories, network } = overview;
  const of = (counted: number): string => `${format.count(counted)}/${format.count(factories.length)}`;
  const alerts = factories.reduce((sum, { openAlerts }) => sum + openAlerts, 0);
  return (
    <div className={styles.tiles}>
      <Figure
        name={text('overview.reporting')}
        value={of(factories.filter((one) => isReporting(one, nowMs)).length)}
        note={text('overview.reporting_note')}
      />
      <Figure
        name={text('overview.live')}
        value={of(factories.filter((one) => isLive(one, nowMs)).length)}
        note={text('overview.live_note')}
      />
      <Figure
        name={text('overview.alerts')}
        value={format.count(alerts)}
        note={text('overview.alerts_note', {
          n: factories.filter(({ openAlerts }) => openAlerts > 0).length,
        })}
      />
      <Figure
        name={text('overview.today')}
        value={<WithRange words={format.mass(network.todayKg, network.todayExpandedUncertaintyKg)} />}
        note={text('live.capture', { share: format.share(network.todayCapture) })}
      />
      <Figure
        name={text('overview.intensity')}
        value={
          <WithRange
            words={format.intensity(
              network.intensityKgPerKg,
              network.intensityExpandedUncertaintyKgPerKg,
              'kg',
            )}
          />
        }
        note={text('overview.intensity_note')}
      />
      <Figure
        name={text('overview.operational')}
        value={format.share(network.operationalShare)}
        note={text('overview.operational_note')}
      />
    </div>
  );
};

/** A desk has room for the list beside the map; a phone shows first who needs help and opens the rest when wanted. */
const deskQuery = '(min-width: 1024px)';

type Props = { factoryLink: (factoryId: string, name: string) => ReactNode };

const Body = ({ overview, factoryLink }: Props & { overview: Overview }) => {
  const text = useText();
  const format = useFormat();
  const nowMs = useNow(tickMs);
  const [onDesk] = useState(() => window.matchMedia(deskQuery).matches);
  const lines = byUrgency(overview.factories, nowMs);
  const needing = lines.filter(({ attention }) => attention !== 'ok');
  const map = (
    <Card label={text('map.title')}>
      <Suspense fallback={<div className={styles.mapRoom} />}>
        <NetworkMap factories={lines} factoryLink={factoryLink} />
      </Suspense>
    </Card>
  );
  return (
    <>
      <p className={styles.small}>
        {overview.asOfMs === null
          ? text('overview.not_evaluated')
          : text('overview.as_of', { time: format.clock(overview.asOfMs) })}
        {overview.network.origin === 'seeded' && ` · ${text('origin.seeded')}`}
      </p>
      <Tiles overview={overview} nowMs={nowMs} />
      <div className={styles.columns}>
        {onDesk && map}
        <section className={styles.beside} aria-label={text('overview.attention')}>
          <h2>{text('overview.attention')}</h2>
          {needing.length === 0 ? (
            <p className={styles.small}>{text('overview.nothing')}</p>
          ) : (
            <FactoryLines lines={needing} factoryLink={factoryLink} />
          )}
          <details className={styles.twin} open={onDesk}>
            <summary>{text('overview.all', { n: lines.length })}</summary>
            <FactoryLines lines={lines} factoryLink={factoryLink} />
          </details>
        </section>
        {!onDesk && map}
      </div>
    </>
  );
};

/** HQ's first screen: who reports, who needs help, and the network's figures. */
export const OverviewPage = ({ factoryLink }: Props) => {
  const text = useText();
  const { call } = useServices();
  const overview = useQuery<Overview, ApiError>({
    queryKey: ['overview'],
    queryFn: () => call('getOverview'),
    refetchInterval: pollEveryMs,
  });
  return (
    <Page title={text('overview.title')}>
      <Loaded query={overview}>{(data) => <Body overview={data} factoryLink={factoryLink} />}</Loaded>
    </Page>
  );
};
