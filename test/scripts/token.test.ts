import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSystem, startSystem } from '../../local/system.ts';

const script = join(import.meta.dirname, '../../scripts/token.ts');

const run = async (args: readonly string[], password = '') => {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH ?? '', CARBON_TRACK_PASSWORD: password },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: Number(code), said, complained };
};

describe('a token for curl', () => {
  let dataDir: string;
  let system: RunningSystem;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'carbon-track-token-'));
    system = await startSystem({
      ...{ dataDir, seed: 'small', simulator: false, portal: false, schedules: false, storeWindowMs: 50 },
      log: () => undefined,
    });
  });
  afterAll(async () => {
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('stands alone on standard output, and the API that is named beside it takes it', async () => {
    const login = system.demoLogins.find(({ role }) => role === 'hq-manager');
    const args = ['--api', `${system.urls.portal}/`, '--user', login?.email ?? ''];
    const { code, said, complained } = await run(args, login?.password);
    expect(code).toBe(0);
    expect(said).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const api = /^The API is at (\S+)\n$/.exec(complained)?.[1];
    const headers = { authorization: said.trim() };
    expect((await fetch(`${api}/factories`, { headers })).status).toBe(200);
    expect((await fetch(`${api}/factories`)).status).toBe(401);
  });

  it('is not printed for a wrong password, nor without one', async () => {
    const args = ['--api', system.urls.portal, '--user', system.demoLogins[0]?.email ?? ''];
    const wrong = await run(args, 'wrong');
    expect(wrong).toMatchObject({ code: 1, said: '' });
    expect(wrong.complained).toContain('could not sign in');
    const none = await run(args);
    expect(none).toMatchObject({ code: 1, said: '' });
    expect(none.complained).toContain('set CARBON_TRACK_PASSWORD');
  });
});

it('needs to be told where and who, and explains itself', async () => {
  const { code, said, complained } = await run([]);
  expect([code, said]).toEqual([1, '']);
  expect(complained).toMatch(/^--api is needed: .+\n--user is needed: /);
  expect(await run(['--help'])).toMatchObject({ code: 0, complained: '' });
});
