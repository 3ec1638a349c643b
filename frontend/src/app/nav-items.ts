import type { Membership } from '@carbon-track/contract/roles.ts';
import type { IconName } from '../components/icon/icon.tsx';
import type { TextId } from '../lib/i18n/message-ids.ts';

export type NavItem = { to: string; icon: IconName; label: TextId; onPhone: boolean };

const factoryItems = (factoryId: string): NavItem[] => [
  { to: `/factories/${factoryId}`, icon: 'live', label: 'nav.live', onPhone: true },
  { to: `/factories/${factoryId}/trends`, icon: 'trends', label: 'nav.trends', onPhone: true },
  { to: `/factories/${factoryId}/alerts`, icon: 'alert', label: 'nav.alerts', onPhone: true },
];

const overview: NavItem = { to: '/overview', icon: 'map', label: 'nav.overview', onPhone: true };
const leaderboard: NavItem = { to: '/leaderboard', icon: 'rank', label: 'nav.leaderboard', onPhone: true };
const factories: NavItem = { to: '/factories', icon: 'factory', label: 'nav.factories', onPhone: true };
const alerts: NavItem = { to: '/alerts', icon: 'alert', label: 'nav.alerts', onPhone: true };
const devices: NavItem = { to: '/devices', icon: 'device', label: 'nav.devices', onPhone: true };
const quarantine: NavItem = { to: '/quarantine', icon: 'quarantine', label: 'nav.quarantine', onPhone: true };
/** Five tabs are what a phone holds; its Settings lead to the rest. */
const besidesTabs = (item: NavItem): NavItem => ({ ...item, onPhone: false });

/** Where each role goes. What the account may do is decided by the API, not here. */
export const navItems = (member: Membership): NavItem[] => {
  switch (member.role) {
    case 'factory-manager':
      return factoryItems(member.factoryId);
    case 'ops':
      return [overview, factories, alerts, devices, quarantine, besidesTabs(leaderboard)];
    case 'hq-manager':
    case 'verifier':
      return [overview, leaderboard, factories, alerts, besidesTabs(devices)];
  }
};

export const homeOf = (member: Membership): string =>
  member.role === 'factory-manager' ? `/factories/${member.factoryId}` : '/overview';
