import { portalConfigSchema } from '@carbon-track/contract/portal-config.ts';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { createSession } from '../lib/session/session.ts';
import { storedIdToken } from '../lib/session/token-storage.ts';
import { applySettings } from '../lib/settings/apply-settings.ts';
import { App, preloadPortal } from './app.tsx';
import { CannotStart } from './cannot-start.tsx';

const rememberedConfig = 'carbon-track.config';

/** The stage's facts. A phone without network goes on with those of its last visit. */
const loadConfig = async () => {
  const fetched = await fetch('/config.json').then(
    (response) => response.text(),
    () => null,
  );
  const config = portalConfigSchema.parse(
    JSON.parse(fetched ?? localStorage.getItem(rememberedConfig) ?? ''),
  );
  if (fetched !== null) localStorage.setItem(rememberedConfig, fetched);
  return config;
};

/**
 * Words, configuration and, for who is signed in, the portal itself come at once: on 3G each wait for another costs more
 * than the bytes. Words are awaited first, so that whatever fails can be said in the reader's language.
 */
export const start = async (root: Root): Promise<void> => {
  const loading = loadConfig();
  loading.catch(() => undefined);
  if (storedIdToken() !== null) preloadPortal();
  await applySettings();
  const show = (content: React.ReactNode): void =>
    root.render(
      <StrictMode>
        <I18nProvider i18n={i18n}>{content}</I18nProvider>
      </StrictMode>,
    );
  try {
    const config = await loading;
    show(<App config={config} session={createSession(config)} />);
  } catch (error) {
    console.error(error);
    show(<CannotStart />);
  }
};
