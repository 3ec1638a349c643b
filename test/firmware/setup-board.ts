import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const firmware = join(import.meta.dirname, '../../firmware');
const target = 'build/host/tests/setup_board/board';

const builds = (header: string): boolean =>
  spawnSync('g++', ['-std=c++17', '-E', '-x', 'c++', '-'], { input: `#include <${header}>\n` }).status === 0;

/** Where a compiler is missing the same proof runs in `.ci/run`, which installs one. */
export const canBuildBoard =
  process.platform === 'linux' && builds('mbedtls/ssl.h') && spawnSync('make', ['--version']).status === 0;

/** Builds and starts a board at the end of a pseudo-terminal: the firmware's own console, key and identity. */
export const startSetupBoard = async () => {
  const made = spawnSync('make', ['-s', '-C', firmware, target], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the board could not be built:\n${made.stderr}`);
  const child = spawn(join(firmware, target), { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the board ended with code ${code} before it named its terminal`);
  });
  const [path] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  ended.catch(() => undefined);
  return {
    path: String(path),
    stop: async (): Promise<void> => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
};
