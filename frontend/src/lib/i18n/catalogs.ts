import { i18n, type Messages } from '@lingui/core';
import type { Language } from '../format/numbers.ts';

/** A reader downloads one language, not both. */
const catalogs: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('../../locales/en.json'),
  sw: () => import('../../locales/sw.json'),
};

export const activateLanguage = async (language: Language): Promise<void> => {
  const messages = (await catalogs[language]()).default;
  i18n.loadAndActivate({ locale: language, messages });
};
