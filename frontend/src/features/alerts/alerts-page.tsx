import type { ReactNode } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Failure, Loaded } from '../../components/loaded/loaded.tsx';
import { Page } from '../../components/page/page.tsx';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { AlertCard } from './alert-card.tsx';
import styles from './alerts.module.css';
import { byFactory } from './by-factory.ts';
import { NoAlerts } from './factory-alerts.tsx';
import { quietSinceMs } from './quiet-since.ts';
import { useAlertHistory, useNetworkAlerts } from './use-alerts.ts';

type FactoryProps = {
  factoryId: string;
  name: string;
  nav: ReactNode;
  chimneyNames: ReadonlyMap<string, string>;
  mayAct: boolean;
};

/** Every alert of a factory, newest first. */
export const FactoryAlertsPage = ({ factoryId, name, nav, chimneyNames, mayAct }: FactoryProps) => {
  const text = useText();
  const history = useAlertHistory(factoryId);
  const alerts = history.data?.pages.flatMap((page) => page.items) ?? [];
  const quiet = history.data !== undefined && alerts.every((alert) => alert.clearedAtMs !== null);
  return (
    <Page title={name} lead={text('alerts.title')} actions={nav}>
      {history.error !== null && (
        <Failure error={history.error as ApiError} retry={() => void history.refetch()} />
      )}
      {quiet && (
        <div>
          <NoAlerts sinceMs={quietSinceMs(alerts)} />
        </div>
      )}
      <ul className={styles.list}>
        {alerts.map((alert) => (
          <AlertCard
            key={alert.alertId}
            alert={alert}
            chimney={chimneyNames.get(alert.chimneyId) ?? alert.chimneyId}
            mayAct={mayAct}
          />
        ))}
      </ul>
      {history.hasNextPage && (
        <Button disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {text('action.more')}
        </Button>
      )}
    </Page>
  );
};

type NetworkProps = {
  factoryLink: (factoryId: string) => ReactNode;
  chimneyName: (factoryId: string, chimneyId: string) => ReactNode;
  mayAct: boolean;
};

/** What is open anywhere in the network, factory by factory: alerts of one factory mostly have one reason. */
export const NetworkAlertsPage = ({ factoryLink, chimneyName, mayAct }: NetworkProps) => {
  const text = useText();
  const open = useNetworkAlerts();
  return (
    <Page title={text('alerts.network')}>
      <Loaded query={open}>
        {({ pages }) => {
          const alerts = pages.flatMap(({ items }) => items);
          if (alerts.length === 0) return <p>{text('alerts.none_open')}</p>;
          return byFactory(alerts).map(([factoryId, own]) => (
            <section key={factoryId} className={styles.factory}>
              <h2>{factoryLink(factoryId)}</h2>
              <ul className={styles.list}>
                {own.map((alert) => (
                  <AlertCard
                    key={alert.alertId}
                    alert={alert}
                    chimney={chimneyName(factoryId, alert.chimneyId)}
                    mayAct={mayAct}
                    level="h3"
                  />
                ))}
              </ul>
            </section>
          ));
        }}
      </Loaded>
      {open.hasNextPage && (
        <Button disabled={open.isFetchingNextPage} onClick={() => void open.fetchNextPage()}>
          {text('action.more')}
        </Button>
      )}
    </Page>
  );
};
