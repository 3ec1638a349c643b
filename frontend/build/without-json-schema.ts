import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const writesJsonSchema = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;
const exported = /^export (?:const|function) (\w+)/gm;

/**
 * Leaves out the part of zod that writes JSON Schema. The portal only parses; that part would cost every phone
 * 6 kB compressed, and no tree shaking finds it, because each schema carries the method.
 */
export const withoutJsonSchema = (): Plugin => ({
  name: 'without-json-schema',
  enforce: 'pre',
  load: (id) => {
    if (!writesJsonSchema.test(id)) return undefined;
    const names = [...readFileSync(id, 'utf8').matchAll(exported)].map((match) => match[1]);
    if (names.length === 0) throw new Error(`${id} exports nothing known: look at it and mend this plugin.`);
    return [
      'const none = () => () => undefined;',
      ...names.map((name) => `export const ${name} = none;`),
    ].join('\n');
  },
});
