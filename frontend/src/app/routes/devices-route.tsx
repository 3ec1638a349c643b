import { useNavigate, useSearch } from '@tanstack/react-router';
import { DevicesPage } from '../../features/devices/devices-page.tsx';
import { useChosenFactory, useFactories } from '../../features/factories/use-factories.ts';
import { useMember } from '../member.ts';

const from = '/devices';

export const DevicesRoute = () => {
  const { factoryId } = useSearch({ from });
  const navigate = useNavigate({ from });
  return (
    <DevicesPage
      factories={useFactories().data ?? []}
      factory={useChosenFactory(factoryId).data}
      factoryId={factoryId}
      onFactory={(id) => void navigate({ search: id === '' ? {} : { factoryId: id }, replace: true })}
      mayManage={useMember().role === 'ops'}
    />
  );
};
