import { useSyncExternalStore } from 'react';
import * as z from 'zod';

export const themes = ['light', 'dark', 'system'] as const;
export const languages = ['en', 'sw'] as const;
const settingsSchema = z.object({
  language: z.enum(languages).default('en').catch('en'),
  theme: z.enum(themes).default('light').catch('light'),
});
export type Settings = z.infer<typeof settingsSchema>;

const storageKey = 'carbon-track.settings';

const parse = (stored: string | null): Settings => {
  try {
    return settingsSchema.parse(JSON.parse(stored ?? '{}'));
  } catch {
    // Not JSON: somebody else's text. The defaults serve until the reader chooses anew.
    return settingsSchema.parse({});
  }
};

let current: Settings | null = null;
const listeners = new Set<() => void>();

export const readSettings = (): Settings => {
  current ??= parse(localStorage.getItem(storageKey));
  return current;
};

export const changeSettings = (change: Partial<Settings>): void => {
  current = { ...readSettings(), ...change };
  localStorage.setItem(storageKey, JSON.stringify(current));
  for (const listener of listeners) listener();
};

export const onSettings = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSettings = (): Settings => useSyncExternalStore(onSettings, readSettings);
