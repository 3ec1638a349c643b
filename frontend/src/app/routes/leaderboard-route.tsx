import { useNavigate, useSearch } from '@tanstack/react-router';
import { LeaderboardPage } from '../../features/leaderboard/leaderboard-page.tsx';
import { factoryLink } from '../links.tsx';

const from = '/leaderboard';

export const LeaderboardRoute = () => {
  const navigate = useNavigate({ from });
  return (
    <LeaderboardPage
      search={useSearch({ from })}
      onSearch={(search) => void navigate({ search, replace: true })}
      factoryLink={factoryLink}
    />
  );
};
