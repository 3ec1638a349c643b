import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCertificateAuthority } from '../../local/pki/certificate-authority.ts';
import { type RunningSystem, startSystem } from '../../local/system.ts';
import { provision as provisionOverApi } from '../../scripts/firmware-provision/api.ts';
import { type Board, talkTo } from '../../scripts/firmware-provision/board.ts';
import { openSerialPort, type SerialPort } from '../../scripts/firmware-provision/serial-port.ts';
import { canBuildBoard, startSetupBoard } from './setup-board.ts';

const script = join(import.meta.dirname, '../../scripts/firmware-provision.ts');
/** Where the command keeps an answer that the board does not have yet. */
const workingFolder = await mkdtemp(join(tmpdir(), 'carbon-track-cable-'));
afterAll(() => rm(workingFolder, { recursive: true, force: true }));

const place = ['--factory', 'kapkoros', '--chimney', 'kapkoros-1'];
type SetupBoard = Awaited<ReturnType<typeof startSetupBoard>>;

const runScript = async (args: readonly string[], environment: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: workingFolder,
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: Number(code), said, complained };
};
const provision = (args: readonly string[], environment?: Record<string, string>) =>
  runScript([...place, ...args], environment);

describe('a board that is provisioned without a board or an account', () => {
  it('has every option of the command explained by --help', async () => {
    const { code, said, complained } = await runScript(['--help']);
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    const options = ['device', 'factory', 'chimney', 'api', 'user', 'port', 'wifi', 'priority', 'from-ms'];
    for (const option of options) expect(said).toMatch(new RegExp(`^  --${option} [A-Z]+ `, 'm'));
    for (const flag of ['replace', 'print-only', 'help'])
      expect(said).toMatch(new RegExp(`^  --${flag} `, 'm'));
  });

  it('has all that is needed named when nothing is given', async () => {
    const { code, complained } = await runScript([]);
    expect(code).toBe(1);
    const lines = complained.split('\n\n')[0]?.split('\n') ?? [];
    expect(lines.map((line) => line.split(' is needed: ')[0])).toEqual([
      '--device',
      '--factory',
      '--chimney',
      '--api',
    ]);
  });

  it('has its steps printed with the ids filled in, and no key leaves it', async () => {
    const args = ['--device', 'ct-kapkoros-9', '--api', 'https://portal.example/', '--print-only'];
    const { code, said } = await provision(args);
    expect(code).toBe(0);
    expect(said).toContain('csr ct-kapkoros-9\n');
    expect(said).toContain('POST https://portal.example/api/mcu-devices');
    expect(said).toContain(
      '{"deviceId":"ct-kapkoros-9","factoryId":"kapkoros","chimneyId":"kapkoros-1","kind":"mcu","priority":0,"csrPem":',
    );
  });

  it.each([
    [['--device', 'Kapkoros', '--api', 'https://portal.example'], '--device: use 1 to 48'],
    [['--device', 'ct-a', '--api', 'portal.example'], '--api: '],
    [
      ['--device', 'ct-a', '--api', 'https://portal.example', '--password', 'x'],
      "Unknown option '--password'",
    ],
    [['--device', 'ct-a', '--api', 'https://portal.example'], '--port and --user are needed'],
    [
      ['--device', 'ct-a', '--api', 'http://127.0.0.1:9', '--user', 'a', '--port', '/dev/no-such-port'],
      '/dev/no-such-port cannot be used as a serial port',
    ],
  ])('is refused with what to do: %j', async (args, complaint) => {
    const { code, complained } = await provision(args);
    expect(code).toBe(1);
    expect(complained).toContain(complaint);
  });
});

describe.skipIf(!canBuildBoard)('a board at the end of a cable', () => {
  const messages: string[] = [];
  let dataDir: string;
  let system: RunningSystem;
  let setup: SetupBoard;
  let port: SerialPort;
  let board: Board;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'carbon-track-provision-'));
    system = await startSystem({
      ...{ dataDir, seed: 'small', simulator: false, portal: false, schedules: false, storeWindowMs: 50 },
      log: (message) => messages.push(message),
    });
    setup = await startSetupBoard();
    port = await openSerialPort(setup.path);
    board = talkTo(port);
  });
  afterAll(async () => {
    await port[Symbol.asyncDispose]();
    await setup.stop();
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const login = (role: string) => system.demoLogins.find((one) => one.role === role);
  const provisionAs = (role: string, deviceId: string, ...more: string[]) =>
    provision(
      [
        ...['--device', deviceId, '--api', system.urls.portal, '--port', setup.path],
        ...['--user', login(role)?.email ?? '', ...more],
      ],
      { CARBON_TRACK_PASSWORD: login(role)?.password ?? '', CARBON_TRACK_WIFI_PASSWORD: 'leaf and bud' },
    );

  it('makes a request that @peculiar/x509 and the local authority accept', async () => {
    const csrPem = await board.request('ct-kapkoros-9');
    const request = new Pkcs10CertificateRequest(csrPem);
    expect(request.subject).toBe('CN=ct-kapkoros-9');
    expect(await request.verify()).toBe(true);
    const authority = await openCertificateAuthority(join(dataDir, 'another-authority'));
    expect((await authority.signDeviceRequest('ct-kapkoros-9', csrPem)).certificatePem).toContain('BEGIN');
  });

  it('refuses an answer whose certificate belongs to another key, and stays without identity', async () => {
    const authority = await openCertificateAuthority(join(dataDir, 'another-authority'));
    const { certificatePem } = await authority.issueDevice('ct-kapkoros-9');
    const answer = {
      ...{ clientId: 'ct-kapkoros-9', endpoint: '127.0.0.1:8883', telemetryTopic: 't', eventTopic: 'e' },
      ...{ certificatePem, caPem: authority.caPem, privateKeyPem: null },
    };
    await expect(board.accept(answer)).rejects.toThrow(/another key than this board's\. To do: send csr/);
    expect((await board.status()).deviceId).toBeNull();
  });

  it('may not be provisioned by a factory manager', async () => {
    const { code, complained } = await provisionAs('factory-manager', 'ct-kapkoros-9');
    expect(code).toBe(1);
    expect(complained).toMatch(/^The API refused: /m);
    expect((await board.status()).deviceId).toBeNull();
  });

  it('gets identity, endpoint and network with one command of ops', async () => {
    const { code, said, complained } = await provisionAs('ops', 'ct-kapkoros-9', '--wifi', 'Factory 2.4');
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
    expect(said).toContain(`The board is ct-kapkoros-9 and sends to 127.0.0.1:${system.mqtt.port}.`);
    const status = await board.status();
    expect(status).toMatchObject({ deviceId: 'ct-kapkoros-9', wifi: 'Factory 2.4', hasKey: true });
    expect(status.configuration).toMatchObject({ samplePeriodS: 5, reportEveryS: 5 });
    const registered = await system.ports.registry.device('ct-kapkoros-9');
    expect(registered).toMatchObject({ factoryId: 'kapkoros', chimneyId: 'kapkoros-1', status: 'active' });
    expect(registered?.certificateId).toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps its device id unless told to give it up', async () => {
    const stranger = await provisionAs('ops', 'ct-kapkoros-8');
    expect(stranger.code).toBe(1);
    expect(stranger.complained).toContain('This board is ct-kapkoros-9 already');
    expect((await provisionAs('ops', 'ct-kapkoros-8', '--replace')).code).toBe(0);
    expect((await board.status()).deviceId).toBe('ct-kapkoros-8');
    expect(messages).toEqual([]);
  });

  it('takes the answer the cloud gave before the cable was pulled; no id is lost', async () => {
    const token = await system.signIn(login('ops')?.email ?? '', login('ops')?.password ?? '');
    const kept = join(workingFolder, 'ct-kapkoros-7.answer.json');
    const answer = await provisionOverApi(system.urls.portal, token, {
      ...{
        deviceId: 'ct-kapkoros-7',
        factoryId: 'kapkoros',
        chimneyId: 'kapkoros-1',
        kind: 'mcu',
        priority: 0,
      },
      csrPem: await board.request('ct-kapkoros-7'),
    });
    await writeFile(kept, JSON.stringify(answer));
    expect((await provisionAs('ops', 'ct-kapkoros-7', '--replace')).code).toBe(0);
    expect((await board.status()).deviceId).toBe('ct-kapkoros-7');
    await expect(access(kept)).rejects.toThrow('ENOENT');
  });

  it('is not spoken for by a wrong password', async () => {
    const { code, complained } = await provision(
      [
        ...['--device', 'ct-kapkoros-6', '--api', system.urls.portal, '--port', setup.path, '--replace'],
        ...['--user', login('ops')?.email ?? ''],
      ],
      { CARBON_TRACK_PASSWORD: 'wrong' },
    );
    expect(code).toBe(1);
    expect(complained).toContain('could not sign in');
  });
});
