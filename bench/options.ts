import { parseArgs } from 'node:util';

export const parts = ['a', 'b', 'c', 'd', 'e'] as const;
export type Part = (typeof parts)[number];
export type BenchOptions = { readonly only: readonly Part[]; readonly write: boolean };

export const usage = `npm run bench -- [options]

  --only a,c   some of the parts (default all)
               a  convert-store against parsing the same bytes
               b  DynamoDB capacity units per reading
               c  local end to end: readings/s to the store, seconds to the screen
               d  Lambda bundles and how fast they start
               e  the portal's first view on slow lines
  --write      also put the tables into README.md; needs all parts`;

const isPart = (name: string): name is Part => parts.some((part) => part === name);

/** Throws with what to do when the arguments cannot be used. */
export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
  });
  const wanted = values.only === undefined ? [...parts] : values.only.split(',');
  const unknown = wanted.filter((name) => !isPart(name));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}.\n\n${usage}`);
  const only = parts.filter((part) => wanted.includes(part));
  if (values.write && only.length < parts.length) {
    throw new Error('--write puts all parts into README.md: leave --only out.');
  }
  return { only, write: values.write };
};
