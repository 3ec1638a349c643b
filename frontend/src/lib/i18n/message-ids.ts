import type en from '../../locales/en.json';

/** A text that no catalogue holds is a type error. */
export type TextId = keyof typeof en;

/** Gives the words of an id in the reader's language, with its values put in. */
export type Text = (id: TextId, values?: Record<string, string | number>) => string;
