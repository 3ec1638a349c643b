import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { TrendsPage } from '../../features/trends/trends-page.tsx';
import { useFactoryFrame } from '../factory-frame.tsx';

const from = '/factories/$factoryId/trends';

export const TrendsRoute = () => {
  const { factoryId } = useParams({ from });
  const search = useSearch({ from });
  const navigate = useNavigate({ from });
  const { name, nav, chimneys } = useFactoryFrame(factoryId);
  return (
    <TrendsPage
      factoryId={factoryId}
      name={name}
      nav={nav}
      chimneys={chimneys}
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: true })}
    />
  );
};
