import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../local/stream/temporary-folder.ts';

const script = join(import.meta.dirname, '..', '..', 'scripts', 'with-install.mjs');

/** Says its process id, and goodbye when it is asked to end. */
const patient = `
  process.stdout.write('ready');
  process.on('SIGTERM', () => process.stdout.write('asked to end', () => process.exit(0)));
  setInterval(() => {}, 1_000);
`;

it('ends what it started when npm’s shell is gone, as after a SIGTERM to npm', async () => {
  const program = join(await temporaryFolder(), 'patient.mjs');
  await writeFile(program, patient);
  // As npm runs it: through a shell that waits (`; true` keeps it from becoming the script itself).
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${script}" "${program}"; true`], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  shell.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    if (said === 'ready') shell.kill('SIGTERM');
  });
  // The pipe closes when the last process that holds it has ended.
  await once(shell.stdout, 'close');
  expect(said).toBe('readyasked to end');
});
