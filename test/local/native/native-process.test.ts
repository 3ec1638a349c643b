import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startNativeProcess } from '../../../local/native/native-process.ts';

it('tells whoever asks a process that has ended, instead of letting him wait', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'native-process-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const executable = join(folder, 'devices');
  await writeFile(executable, '#!/bin/sh\necho ready\n');
  await chmod(executable, 0o700);
  const native = await startNativeProcess({ executable, log: () => undefined });
  await native.stop();
  await expect(native.counts()).rejects.toThrow('has ended');
});
