import { useParams } from '@tanstack/react-router';
import { FactoryAlertsPage, NetworkAlertsPage } from '../../features/alerts/alerts-page.tsx';
import { useFactoryFrame } from '../factory-frame.tsx';
import { factoryLink } from '../links.tsx';
import { useMember } from '../member.ts';

export const FactoryAlertsRoute = () => {
  const { factoryId } = useParams({ from: '/factories/$factoryId/alerts' });
  const { name, nav, chimneyNames, mayAct } = useFactoryFrame(factoryId);
  return (
    <FactoryAlertsPage
      factoryId={factoryId}
      name={name}
      nav={nav}
      chimneyNames={chimneyNames}
      mayAct={mayAct}
    />
  );
};

export const NetworkAlertsRoute = () => (
  <NetworkAlertsPage factoryLink={factoryLink} mayAct={useMember().role !== 'verifier'} />
);
