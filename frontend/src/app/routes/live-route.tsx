import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { LivePage } from '../../features/live/live-page.tsx';
import { useFactoryFrame } from '../factory-frame.tsx';

/** The rate is there before the alerts' dialogs are downloaded. */
const FactoryAlerts = lazy(async () => ({
  default: (await import('../../features/alerts/factory-alerts.tsx')).FactoryAlerts,
}));

export const LiveRoute = () => {
  const { factoryId } = useParams({ from: '/factories/$factoryId' });
  const { name, nav, chimneyNames, mayAct } = useFactoryFrame(factoryId);
  return (
    <LivePage
      key={factoryId}
      factoryId={factoryId}
      name={name}
      nav={nav}
      alerts={
        <Suspense fallback={null}>
          <FactoryAlerts factoryId={factoryId} chimneyNames={chimneyNames} mayAct={mayAct} />
        </Suspense>
      }
    />
  );
};
