import type en from '../../locales/en.json';

/** A text that no catalogue holds is a type error. */
export type TextId = keyof typeof en;
