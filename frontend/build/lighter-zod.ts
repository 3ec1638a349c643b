import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const ofZod = /\/zod\/v4\/(?:core\/(json-schema-processors|to-json-schema|memoizer)|locales\/(en))\.js$/;
const exported = /^export (?:const|function) (\w+)/gm;

const withoutJsonSchema = (path: string): string => {
  const names = [...readFileSync(path, 'utf8').matchAll(exported)].map((match) => match[1]);
  if (names.length === 0) throw new Error(`${path} exports nothing known: look at it and mend this plugin.`);
  return ['const none = () => () => undefined;', ...names.map((name) => `export const ${name} = none;`)].join(
    '\n',
  );
};

/** No answer of the API holds itself, so nothing has to be remembered on the way through one. */
const withoutMemoizer = [
  'export class $ZodCyclicError extends Error {}',
  'export const memoizer = () => undefined;',
  'export const isRecursiveSchema = () => false;',
  'export const isBackEdge = () => false;',
].join('\n');

/** Where and with which code an answer failed is what support needs; nobody reads an English sentence about it. */
const withoutSentences = 'export default () => ({ localeError: () => undefined });';

/**
 * Leaves out the parts of zod that the portal, which only parses, never runs: writing JSON Schema, cyclic values,
 * sentences about mistakes. They would cost every phone 8 kB compressed, and no tree shaking finds them.
 */
export const lighterZod = (): Plugin => ({
  name: 'lighter-zod',
  enforce: 'pre',
  load: (id) => {
    const found = ofZod.exec(id);
    if (found === null) return undefined;
    if (found[2] !== undefined) return withoutSentences;
    return found[1] === 'memoizer' ? withoutMemoizer : withoutJsonSchema(id);
  },
});
