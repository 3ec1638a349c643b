import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startStore } from '../../../local/store/store.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';

const main = join(import.meta.dirname, '..', '..', '..', 'local', 'main.ts');

/** `npm start` without npm: how it ended and what it said. One that does not end is killed and has no code. */
const started = (dataDir: string): Promise<{ code: unknown; said: string[] }> =>
  new Promise((resolve) => {
    const options = ['--data-dir', dataDir, '--port', '0', '--mqtt-port', '0', '--no-simulator'];
    const settings = { timeout: 20_000, killSignal: 'SIGKILL' } as const;
    execFile(process.execPath, [main, ...options], settings, (error, _, stderr) =>
      resolve({ code: error?.code ?? null, said: stderr.split('\n').filter((line) => line !== '') }),
    );
  });

describe('a start that cannot succeed', () => {
  it('ends with one sentence when the data folder cannot be made', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    const { code, said } = await started(join(file, 'data'));
    expect(code).toBe(1);
    expect(said).toEqual([expect.stringMatching(/^The data folder cannot be used \(.+\): .+--data-dir\.$/)]);
  });

  it('ends with one sentence when the tables cannot be opened', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'tables'));
    await writeFile(join(folder, 'tables', 'CURRENT'), 'no table store wrote this');
    const { code, said } = await started(folder);
    expect(code).toBe(1);
    expect(said.at(-1)).toMatch(/^The table store .+, then start again\.$/);
  });

  it('ends, and its table store with it, when something beside the tables cannot be opened', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'pki'));
    await writeFile(join(folder, 'pki', 'ca.key.pem'), 'no key');
    await writeFile(join(folder, 'pki', 'ca.pem'), 'no certificate');
    expect((await started(folder)).code).toBe(1);
  });
});

describe('a table store whose process ends', () => {
  it('fails the work that waits for it with a sentence, and leaves other failures as they are', async () => {
    const store = await startStore(await temporaryFolder(), () => undefined);
    const never = new Promise<never>(() => undefined);
    expect(await store.whileItRuns(Promise.resolve('done'))).toBe('done');
    await expect(store.whileItRuns(Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    const waiting = expect(store.whileItRuns(never)).rejects.toThrow(/table store ended .+ start again/);
    process.kill(store.pid, 'SIGKILL');
    await waiting;
    await store.stop();
  });
});
