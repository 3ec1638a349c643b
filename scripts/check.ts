// `npm run check`: types, lint and format, and the directions of imports. Stops at the first that fails.
import { spawnSync } from 'node:child_process';

const steps: readonly [what: string, command: string, args: readonly string[]][] = [
  ['types of contract, Lambdas, infrastructure and tests', 'tsc', ['-p', '.']],
  ['types of the portal', 'tsc', ['-p', 'frontend']],
  ['lint and format', 'biome', ['check', '--error-on-warnings', '.']],
  ['directions of imports', 'vitest', ['run', 'test/architecture']],
];

for (const [what, command, args] of steps) {
  console.log(`\n— ${what}: ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`\n${what}: failed. Fix what is listed above and run \`npm run check\` again.`);
    process.exit(status ?? 1);
  }
}
