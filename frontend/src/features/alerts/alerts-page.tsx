import type { ReactNode } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Failure, Loaded } from '../../components/loaded/loaded.tsx';
import { Page } from '../../components/page/page.tsx';
import type { ApiError } from '../../lib/api/api-error.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { AlertCard } from './alert-card.tsx';
import styles from './alerts.module.css';
import { NoAlerts } from './factory-alerts.tsx';
import { quietSinceMs } from './quiet-since.ts';
import { useAlertHistory, useOpenAlerts } from './use-alerts.ts';

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

type NetworkProps = { factoryLink: (factoryId: string) => ReactNode; mayAct: boolean };

/** What is open anywhere in the network. */
export const NetworkAlertsPage = ({ factoryLink, mayAct }: NetworkProps) => {
  const text = useText();
  const open = useOpenAlerts();
  return (
    <Page title={text('alerts.network')}>
      <Loaded query={open}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{text('alerts.none_open')}</p>
          ) : (
            <ul className={styles.list}>
              {items.map((alert) => (
                <AlertCard
                  key={alert.alertId}
                  alert={alert}
                  chimney={alert.chimneyId}
                  mayAct={mayAct}
                  heading={<>{factoryLink(alert.factoryId)} </>}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
};
