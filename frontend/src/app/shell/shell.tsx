import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Icon } from '../../components/icon/icon.tsx';
import { LanguageSwitch } from '../../components/language-switch/language-switch.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { useMember } from '../member.ts';
import { type NavItem, navItems } from '../nav-items.ts';
import styles from './shell.module.css';

const Navigation = () => {
  const text = useText();
  const member = useMember();
  const items: readonly NavItem[] = navItems(member);
  // A manager's tabs lie below each other in the address, HQ's factories below "Factories".
  const activeOptions = { exact: member.role === 'factory-manager', includeSearch: false };
  return (
    <nav className={styles.nav} aria-label={text('nav.label')}>
      <p className={styles.brand}>Carbon Track</p>
      <ul>
        {items.map(({ to, icon, label, onPhone }) => (
          <li key={to} className={onPhone ? undefined : styles.railOnly}>
            <Link to={to} activeOptions={activeOptions} className={styles.tab}>
              <Icon name={icon} />
              <span>{text(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** After a change of screen the focus goes to its beginning, as after loading a page. */
const useFocusOnMove = () => {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return main;
};

/** What stands around every screen: tabs below on a phone, a rail at the side from 1024 px. */
export const Shell = () => {
  const text = useText();
  const main = useFocusOnMove();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {text('nav.skip')}
      </a>
      <header className={styles.header}>
        <p className={styles.brand}>Carbon Track</p>
        <div className={styles.tools}>
          <LanguageSwitch />
          <Link to="/settings" className={styles.settings} aria-label={text('settings.title')}>
            <Icon name="settings" />
          </Link>
        </div>
      </header>
      <Navigation />
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </div>
  );
};
