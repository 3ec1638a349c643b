import { useParams } from '@tanstack/react-router';
import { FactoryAlerts } from '../../features/alerts/factory-alerts.tsx';
import { LivePage } from '../../features/live/live-page.tsx';
import { useFactoryFrame } from '../factory-frame.tsx';

export const LiveRoute = () => {
  const { factoryId } = useParams({ from: '/factories/$factoryId' });
  const { name, nav, chimneyNames, mayAct } = useFactoryFrame(factoryId);
  return (
    <LivePage
      key={factoryId}
      factoryId={factoryId}
      name={name}
      nav={nav}
      alerts={<FactoryAlerts factoryId={factoryId} chimneyNames={chimneyNames} mayAct={mayAct} />}
    />
  );
};
