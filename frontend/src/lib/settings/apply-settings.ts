import { activateLanguage } from '../i18n/catalogs.ts';
import { onSettings, readSettings } from './settings.ts';

/** Puts theme and language on the page, at the start and at every change. Resolves when the words are there. */
export const applySettings = async (): Promise<void> => {
  const apply = async (): Promise<void> => {
    const { language, theme } = readSettings();
    document.documentElement.dataset.theme = theme;
    await activateLanguage(language);
    document.documentElement.lang = language;
  };
  onSettings(() => void apply());
  await apply();
};
