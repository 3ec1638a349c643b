import { type RouteName, routes } from '@carbon-track/contract/routes.ts';
import { accessTable, callers, type Right } from './access-table.ts';

const words: Record<Right, string> = { all: 'yes', own: 'own factory', no: '—' };

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const line = (name: RouteName): string => {
  const { method, path, summary } = routes[name];
  return row([
    `\`${method} ${path}\``,
    summary,
    ...callers.map((caller) => words[accessTable[name][caller]]),
  ]);
};

/** The access table as a page for people. */
export const accessPage = (): string =>
  [
    '# Who may do what',
    '',
    'Made by `vitest run test/lambdas/access-matrix.test.ts -u` from the table that the test holds against every route,',
    'role and factory. Do not edit it by hand.',
    '',
    'Rights come from the membership record of an account, never from its token. A factory manager who asks for another',
    'factory gets a 403, whether that factory exists or not. Without a token the answer is a 401; an account without a',
    'membership, or with one that expired, gets a 403.',
    '',
    row(['Route', 'What it does', 'factory manager', 'HQ manager', 'ops', 'verifier', 'no token']),
    row(['---', '---', ...callers.map(() => '---')]),
    ...(Object.keys(accessTable) as RouteName[]).map(line),
    '',
  ].join('\n');
