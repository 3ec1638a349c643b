import { SettingsPage } from '../../features/settings/settings-page.tsx';
import { useServices } from '../../lib/services.ts';
import { useMember } from '../member.ts';

export const SettingsRoute = () => {
  const { config, signOut } = useServices();
  return (
    <SettingsPage
      member={useMember()}
      docsUrl={`${config.apiUrl}/api/docs`}
      onSignOut={() => void signOut()}
    />
  );
};
