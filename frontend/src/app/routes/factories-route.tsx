import { useNavigate, useSearch } from '@tanstack/react-router';
import { FactoriesPage } from '../../features/factories/factories-page.tsx';
import { factoryLink } from '../links.tsx';

const from = '/factories';

export const FactoriesRoute = () => {
  const navigate = useNavigate({ from });
  return (
    <FactoriesPage
      typed={useSearch({ from }).q ?? ''}
      onType={(typed) => void navigate({ search: typed === '' ? {} : { q: typed }, replace: true })}
      factoryLink={factoryLink}
    />
  );
};
