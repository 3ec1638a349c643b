import { Link } from '@tanstack/react-router';
import { Icon } from '../../components/icon/icon.tsx';
import { SettingsPage } from '../../features/settings/settings-page.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { useServices } from '../../lib/services.ts';
import { useMember } from '../member.ts';
import { navItems } from '../nav-items.ts';

export const SettingsRoute = () => {
  const { config, signOut } = useServices();
  const text = useText();
  const member = useMember();
  const besidesTabs = navItems(member).filter(({ onPhone }) => !onPhone);
  return (
    <SettingsPage
      member={member}
      docsUrl={`${config.apiUrl}/api/docs`}
      besidesTabs={besidesTabs.map(({ to, icon, label }) => (
        <Link key={to} to={to}>
          <Icon name={icon} />
          <span>{text(label)}</span>
        </Link>
      ))}
      onSignOut={() => void signOut()}
    />
  );
};
