import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const ownProcessor =
  /^\s*inst\._zod\.processJSONSchema = \(ctx, json, params\) => processors\.\w+\(inst, ctx, json, params\);$/gm;
const schemaMethods = JSON.stringify(fileURLToPath(new URL('./no-schema-methods.ts', import.meta.url)));

/**
 * Every zod schema can describe itself as JSON schema, so esbuild keeps the 19 kB that do it. `z.toJSONSchema(schema)`
 * brings its own way of describing each kind; with the schemas' own gone, only Lambdas that call it carry it.
 */
export const withoutSchemaMethods = (source: string): string =>
  source.replace(ownProcessor, '').replace('"../core/to-json-schema.js"', () => schemaMethods);

/** Lets esbuild drop zod's JSON schema where nothing asks for it. Parsing is not touched. */
export const lighterZod: Plugin = {
  name: 'lighter-zod',
  setup: (build) => {
    build.onLoad({ filter: /zod[\\/]v4[\\/]classic[\\/]schemas\.js$/ }, async ({ path }) => ({
      contents: withoutSchemaMethods(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};
