import { readFile } from 'node:fs/promises';
import type { OnLoadResult, Plugin } from 'esbuild';

const stringConstant = /^const (_\w+) = ("[^"\n]*");$/gm;

/**
 * The SDK writes its schemas as `{ [_hH]: … }` with `_hH` a constant string. esbuild keeps every such object, for a
 * computed key might have an effect; with the string in its place what is unused goes (58 kB of S3).
 */
export const withLiteralKeys = (source: string): string => {
  const strings = new Map([...source.matchAll(stringConstant)].map(([, name, text]) => [name, text]));
  return source.replace(/\[(_\w+)\]:/g, (whole, name: string) => {
    const text = strings.get(name);
    return text === undefined ? whole : `${text}:`;
  });
};

/** Clients carry their whole package.json and read only the version from it. */
const versionOnly = (source: string): string => JSON.stringify({ version: JSON.parse(source).version });

const rewritten = async (
  path: string,
  rewrite: (source: string) => string,
  loader: 'js' | 'json',
): Promise<OnLoadResult> => ({ contents: rewrite(await readFile(path, 'utf8')), loader });

/** Lets esbuild drop what no Lambda uses of the SDK. It changes the form of constants, never what code does. */
export const lighterSdk: Plugin = {
  name: 'lighter-sdk',
  setup: (build) => {
    build.onLoad({ filter: /@aws-sdk[\\/].*[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) =>
      rewritten(path, withLiteralKeys, 'js'),
    );
    build.onLoad({ filter: /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]package\.json$/ }, ({ path }) =>
      rewritten(path, versionOnly, 'json'),
    );
  },
};
