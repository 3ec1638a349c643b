import type { Membership } from '@carbon-track/contract/roles.ts';
import type { ReactNode } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Select } from '../../components/field/field.tsx';
import { Card, Page } from '../../components/page/page.tsx';
import { useText } from '../../lib/i18n/use-text.ts';
import { changeSettings, languages, themes, useSettings } from '../../lib/settings/settings.ts';
import styles from './settings.module.css';

type Props = {
  member: Membership;
  docsUrl: string;
  /** Links to the screens that a phone's tabs have no room for. */
  besidesTabs: readonly ReactNode[];
  onSignOut: () => void;
};

export const SettingsPage = ({ member, docsUrl, besidesTabs, onSignOut }: Props) => {
  const text = useText();
  const { language, theme } = useSettings();
  return (
    <Page title={text('settings.title')}>
      {besidesTabs.length > 0 && (
        <nav className={styles.besidesTabs} aria-label={text('settings.screens')}>
          {besidesTabs}
        </nav>
      )}
      <Card label={text('settings.look')}>
        <div className={styles.fields}>
          <Select
            label={text('settings.language')}
            value={language}
            onChange={({ target }) =>
              changeSettings({ language: languages.find((one) => one === target.value) ?? 'en' })
            }
          >
            <option value="en" lang="en">
              English
            </option>
            <option value="sw" lang="sw">
              Kiswahili
            </option>
          </Select>
          <Select
            label={text('settings.theme')}
            value={theme}
            onChange={({ target }) =>
              changeSettings({ theme: themes.find((one) => one === target.value) ?? 'light' })
            }
          >
            {themes.map((one) => (
              <option key={one} value={one}>
                {text(`settings.theme.${one}`)}
              </option>
            ))}
          </Select>
        </div>
      </Card>
      <Card label={text('settings.account')}>
        <div className={styles.fields}>
          <div>
            <h2>{member.name}</h2>
            <p className={styles.small}>
              {text(`role.${member.role}`)}
              {member.factoryId !== null && ` · ${member.factoryId}`}
            </p>
          </div>
          <div>
            <Button onClick={onSignOut}>{text('session.sign_out')}</Button>
          </div>
        </div>
      </Card>
      <p className={styles.small}>
        <a className={styles.docs} href={docsUrl}>
          {text('settings.docs')}
        </a>
      </p>
    </Page>
  );
};
