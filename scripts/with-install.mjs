// The one door of every npm script: it needs nothing but the Node that ran `npm`.
// It installs the locked dependencies when they are missing or out of date, then hands over to
// the project's own Node 24 (an npm package), so that a laptop runs what AWS Lambda runs.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.carbon-track-installed');
const windows = process.platform === 'win32';

const options = {
  cwd: root,
  stdio: 'inherit',
  shell: windows,
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
};

const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash;
if (!installed) {
  console.log('Installing the locked dependencies (first run, or the lock file changed) …');
  const outcome = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], options);
  if (outcome.status !== 0) {
    console.error('npm ci failed. Check the network and the message above, then run the same command again.');
    process.exit(outcome.status ?? 1);
  }
  writeFileSync(stamp, lockHash);
}

const [first, ...rest] = process.argv.slice(2);
const useBin = first === '--bin';
const child = spawn(join(bin, useBin ? rest[0] : 'node'), useBin ? rest.slice(1) : [first, ...rest], options);
// Ctrl-C reaches the child through the terminal already; a SIGTERM sent to this process alone does not.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
// npm hands a SIGTERM to the shell between us, which dies of it and tells nobody. So whoever npm started ends with it.
const startedBy = process.ppid;
const orphanWatch = setInterval(() => {
  if (process.ppid === startedBy) return;
  clearInterval(orphanWatch);
  child.kill('SIGTERM');
}, 500);
if (process.env.npm_lifecycle_event === undefined || windows) clearInterval(orphanWatch);
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)));
