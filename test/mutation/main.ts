/**
 * Breaks the domain one line at a time, in a copy, and runs its tests against each: a mutation that survives is an
 * assertion the tests never make. Run by hand: `node test/mutation/main.ts [part of a file name]`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutation, mutations } from './mutations.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const copied = [
  'contract',
  'lambdas/domain',
  'lambdas/adapters',
  'test/domain',
  'test/fakes',
  'package.json',
  'tsconfig.json',
];

const makeCopy = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'carbon-track-mutation-'));
  mkdirSync(join(copy, 'test'));
  for (const path of copied) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(
    join(copy, 'vitest.config.ts'),
    "export default { test: { include: ['test/**/*.test.ts'], maxWorkers: 2, isolate: false } };\n",
  );
  return copy;
};

const testsPass = (copy: string): boolean =>
  spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1'], {
    cwd: copy,
    stdio: 'ignore',
  }).status === 0;

const survives = (copy: string, { file, find, replace }: Mutation): boolean => {
  const path = join(copy, 'lambdas/domain', file);
  const original = readFileSync(path, 'utf8');
  if (original.split(find).length !== 2)
    throw new Error(`${file}: "${find}" must occur once, update the mutation`);
  writeFileSync(
    path,
    original.replace(find, () => replace),
  );
  const alive = testsPass(copy);
  writeFileSync(path, original);
  return alive;
};

const chosen = mutations.filter(({ file }) => file.includes(process.argv[2] ?? ''));
const copy = makeCopy();
try {
  if (!testsPass(copy)) throw new Error('the tests fail without any mutation: fix them first');
  const alive = chosen.filter((mutation) => {
    const isAlive = survives(copy, mutation);
    process.stdout.write(
      `${isAlive ? 'SURVIVED' : 'caught'} ${mutation.file}: ${mutation.find.trim()} → ${mutation.replace.trim()}\n`,
    );
    return isAlive;
  });
  process.stdout.write(`${chosen.length - alive.length} of ${chosen.length} mutations caught\n`);
  process.exitCode = alive.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true });
}
