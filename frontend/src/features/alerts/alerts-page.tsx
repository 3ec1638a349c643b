import type { ReactNode } from 'react';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { More } from '../../components/loaded/more.tsx';
import { Page } from '../../components/page/page.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { AlertList } from './alert-list.tsx';
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
  return (
    <Page title={name} lead={text('alerts.title')} actions={nav}>
      <Loaded query={history}>
        {(alerts) => (
          <>
            {alerts.every((alert) => alert.clearedAtMs !== null) && (
              <div>
                <NoAlerts sinceMs={quietSinceMs(alerts)} />
              </div>
            )}
            <AlertList
              alerts={alerts}
              chimney={(chimneyId) => chimneyNames.get(chimneyId) ?? chimneyId}
              mayAct={mayAct}
              level="h2"
            />
          </>
        )}
      </Loaded>
      <More list={history} />
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
        {(alerts) => {
          if (alerts.length === 0) return <p>{text('alerts.none_open')}</p>;
          return byFactory(alerts).map(([factoryId, own]) => (
            <section key={factoryId} className={styles.factory}>
              <h2>{factoryLink(factoryId)}</h2>
              <AlertList
                alerts={own}
                chimney={(chimneyId) => chimneyName(factoryId, chimneyId)}
                mayAct={mayAct}
                level="h3"
              />
            </section>
          ));
        }}
      </Loaded>
      <More list={open} />
    </Page>
  );
};
