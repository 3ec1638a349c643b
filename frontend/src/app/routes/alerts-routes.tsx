import { useParams } from '@tanstack/react-router';
import { FactoryAlertsPage, NetworkAlertsPage } from '../../features/alerts/alerts-page.tsx';
import { useFactories, useFactory } from '../../features/factories/use-factories.ts';
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

/** A chimney's name; its id until the factory is loaded. */
const ChimneyName = ({ factoryId, chimneyId }: { factoryId: string; chimneyId: string }) =>
  useFactory(factoryId).data?.chimneys.find((one) => one.chimneyId === chimneyId)?.name ?? chimneyId;

export const NetworkAlertsRoute = () => {
  const names = new Map(useFactories().data?.map(({ factoryId, name }) => [factoryId, name]));
  return (
    <NetworkAlertsPage
      factoryLink={(factoryId) => factoryLink(factoryId, names.get(factoryId))}
      chimneyName={(factoryId, chimneyId) => <ChimneyName factoryId={factoryId} chimneyId={chimneyId} />}
      mayAct={useMember().role !== 'verifier'}
    />
  );
};
