import { useNavigate, useSearch } from '@tanstack/react-router';
import { QuarantinePage } from '../../features/quarantine/quarantine-page.tsx';

const from = '/quarantine';

export const QuarantineRoute = () => {
  const navigate = useNavigate({ from });
  return (
    <QuarantinePage
      date={useSearch({ from }).date}
      onDate={(date) => void navigate({ search: date === undefined ? {} : { date }, replace: true })}
    />
  );
};
