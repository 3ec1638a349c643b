import { readFile } from 'node:fs/promises';

/** The network file of the deployment guide, as it stands there, with one account that is ops. */
export const networkFile = async (opsSub: string): Promise<string> => {
  const guide = await readFile(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
  const example = /```json\n([\s\S]+?)```/.exec(guide)?.[1];
  if (example === undefined) throw new Error('docs/deploy.md shows no network file any more.');
  const ops = { sub: opsSub, name: 'Operations', role: 'ops', factoryId: null, expiresAtMs: null };
  return JSON.stringify({ ...JSON.parse(example), memberships: [ops] });
};
