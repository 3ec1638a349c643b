import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const catalog = /\/src\/locales\/[a-z]+\.json$/;

/** Compiles every message of a catalogue: a parser of message syntax then never reaches the phone. */
export const compileCatalog = (source: string): string => {
  const messages: Record<string, string> = JSON.parse(source);
  return JSON.stringify(
    Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, compileMessage(text)])),
  );
};

export const compiledCatalogs = (): Plugin => ({
  name: 'compiled-catalogs',
  enforce: 'pre',
  transform: (code, id) => (catalog.test(id) ? { code: compileCatalog(code), map: null } : undefined),
});
