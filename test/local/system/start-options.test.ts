import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OptionError, readOptions, usage } from '../../../local/options.ts';
import { DataFolderInUseError, lockDataFolder } from '../../../local/system/data-lock.ts';
import { onFreePort } from '../../../local/system/free-port.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';

const listen = (port: number): Promise<{ port: number }> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      onTestFinished(() => void server.close());
      const address = server.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });

describe('the options of npm start', () => {
  it('come from flags before the environment before defaults', () => {
    const environment = { CARBON_TRACK_PORT: '9000', CARBON_TRACK_DATA_DIR: '/data' };
    expect(readOptions(['--port', '9001', '--no-simulator'], environment)).toEqual({
      ...{ dataDir: '/data', port: 9_001, mqttPort: 8_883 },
      ...{ simulator: false, speed: 1, faults: 'on' },
    });
  });

  it('are refused with their name and the help when they cannot be used', () => {
    expect(() => readOptions(['--port', '70000'], {})).toThrow(OptionError);
    expect(() => readOptions(['--sped', '2'], {})).toThrow(/--sped[\s\S]+npm start/);
    expect(() => readOptions(['--faults', 'many'], {})).toThrow(/faults/);
    expect(readOptions(['--help'], {})).toBe('help');
  });

  it('are all in the help', () => {
    for (const flag of ['data-dir', 'port', 'mqtt-port', 'no-simulator', 'speed', 'faults']) {
      expect(usage).toContain(`--${flag}`);
    }
  });
});

describe('a taken port', () => {
  it('is moved away from, in one sentence', async () => {
    const messages: string[] = [];
    const { port: taken } = await listen(0);
    const moved = await onFreePort('the portal', taken, listen, (message) => messages.push(message));
    expect(moved.port).not.toBe(taken);
    expect(messages).toEqual([`Port ${taken} is taken, so the portal is on port ${moved.port}.`]);
  });

  it('is the only reason to move: another error is thrown', async () => {
    const failing = () => Promise.reject(new Error('no certificate'));
    await expect(onFreePort('the portal', 0, failing, () => undefined)).rejects.toThrow('no certificate');
  });
});

describe('a data folder', () => {
  it('belongs to one process until that one lets go', async () => {
    const folder = await temporaryFolder();
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError);
    await lock.release();
    await (await lockDataFolder(folder)).release();
  });

  it('is taken over from an earlier process that had the same id, as in a container', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'running.pid'), String(process.pid));
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toThrow(DataFolderInUseError);
    await lock.release();
  });

  it('is taken over from a process that is gone', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'running.pid'), '4194305');
    await lockDataFolder(folder);
    expect(await readFile(join(folder, 'running.pid'), 'utf8')).toBe(String(process.pid));
  });
});
