import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionedDeviceSchema } from '@carbon-track/contract/device.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceConfigurationFor } from '../../../lambdas/domain/device-configuration.ts';
import { feedLine, shown } from '../../../local/native/feed-line.ts';
import { keptRankNotes } from '../../../local/native/kept-ranks.ts';
import {
  boardCommands,
  defaultNativeFaults,
  type NativeFault,
  nativeFaultScriptSchema,
  nativeFaultsAt,
  withSensorFaults,
} from '../../../local/native/native-faults.ts';
import { readSimulatorOptions } from '../../../local/native/options.ts';
import { placesFor } from '../../../local/native/places.ts';
import { provisionedDevices } from '../../../local/native/provisioned-folder.ts';
import { keepAnswer, keepRank, knownDevices } from '../../../local/native/state-folder.ts';

const readings = {
  ...{ co2Ppm: 98_000, gasQuarterC: 741, velocityMmPerS: 4_200, differenceCounts: null },
  ...{ pressureDaPa: 8_131, cellC: 31, batteryMv: 13_200 },
};

describe('a line of conditions', () => {
  it('names all seven sensors in the order the native process reads, with marks for silence and damage', () => {
    expect(feedLine(7, shown(readings))).toBe('feed 7 98000 741 4200 - 8131 31 13200');
    expect(feedLine(0, { ...shown(readings), gasQuarterC: 'damaged' })).toBe(
      'feed 0 98000 ! 4200 - 8131 31 13200',
    );
  });
});

describe('places for native devices', () => {
  const chimney = (chimneyId: string, inUse = true) => ({ chimneyId, name: chimneyId, inUse });
  const factories = [
    { factoryId: 'a', chimneys: [chimney('a-1'), chimney('a-2', false)] },
    { factoryId: 'b', chimneys: [chimney('b-1')] },
  ];

  it('fill every chimney in use before a second device stands beside a first, at a lower rank', () => {
    expect(placesFor(3, factories, 1)).toEqual([
      { factoryId: 'a', chimneyId: 'a-1', priority: 1 },
      { factoryId: 'b', chimneyId: 'b-1', priority: 1 },
      { factoryId: 'a', chimneyId: 'a-1', priority: 2 },
    ]);
  });

  it('end with the last rank, in words that say how many fit', () => {
    expect(placesFor(18, factories, 1)).toHaveLength(18);
    expect(() => placesFor(19, factories, 1)).toThrow(/room for 18 devices here, 9 on each of 2 chimneys/);
    expect(() => placesFor(1, [], 0)).toThrow(/room for 0 devices/);
  });
});

describe('faults of native devices', () => {
  const outage: NativeFault = { deviceId: '*', kind: 'outage', fromS: 10, forS: 5, everyS: null };

  it('reach every device by *, and one by its id', () => {
    const script = [outage, { ...outage, deviceId: 'b', kind: 'power_cut' } as const];
    expect([...nativeFaultsAt(script, 'a', 12_000)]).toEqual(['outage']);
    expect([...nativeFaultsAt(script, 'b', 12_000)]).toEqual(['outage', 'power_cut']);
    expect([...nativeFaultsAt(script, 'b', 15_000)]).toEqual([]);
  });

  it('tell the board once when they begin and once when they end', () => {
    const now = new Set(['outage', 'power_cut', 'connection_loss', 'no_clock'] as const);
    expect(boardCommands(3, new Set(), now)).toEqual([
      'clock 3 off',
      'blackhole 3 on',
      'kill 3',
      'power-cut 3',
    ]);
    expect(boardCommands(3, now, now)).toEqual([]);
    expect(boardCommands(3, now, new Set())).toEqual(['clock 3 on', 'blackhole 3 off']);
  });

  it('change what the sensors they name show, and nothing else', () => {
    const fresh = shown(readings);
    const last = { ...fresh, co2Ppm: 12_340, velocityMmPerS: 1_000 };
    const having = (...kinds: NativeFault['kind'][]) =>
      withSensorFaults(fresh, new Set(kinds), last, 200_000);
    expect(having()).toEqual(fresh);
    expect(having('stuck')).toEqual(last);
    expect(having('saturated')).toEqual({ ...fresh, co2Ppm: 200_000 });
    expect(having('damaged_bytes')).toEqual({ ...fresh, co2Ppm: 'damaged', gasQuarterC: 'damaged' });
    expect(having('co2_unplugged', 'gas_unplugged', 'flow_unplugged')).toEqual({
      ...{ ...fresh, co2Ppm: 'absent', gasQuarterC: 'absent' },
      ...{ velocityMmPerS: 'absent', differenceCounts: 'absent' },
    });
  });

  it('of the default script lose every device’s connection now and then, and spare most devices the rest', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `ct-${index}`);
    const script = nativeFaultScriptSchema.parse(defaultNativeFaults(ids));
    const losing = script.filter(({ kind }) => kind === 'connection_loss');
    expect(new Set(losing.map(({ deviceId }) => deviceId)).size).toBe(40);
    expect(new Set(script.map(({ kind }) => kind)).size).toBe(6);
    expect(script.length - losing.length).toBe(5);
  });
});

describe('the options of the native devices', () => {
  it('take defaults, and the data folder from the environment', () => {
    const options = readSimulatorOptions([], { CARBON_TRACK_DATA_DIR: '/data' });
    expect(options).toEqual({ dataDir: '/data', period: 5, report: 5, faults: 'on', stats: false });
  });

  it.each([
    [['--devices', '0'], 'devices'],
    [['--endpoint', 'no port'], 'host:port'],
    [['--priority', '10'], 'priority'],
    [['--nonsense'], 'nonsense'],
  ])('refuse %j and say which', (args, named) => {
    expect(() => readSimulatorOptions(args, {})).toThrow(named);
  });
});

const answer = (deviceId: string, privateKeyPem: string | null) => ({
  device: {
    ...{ deviceId, factoryId: 'kapkoros', chimneyId: 'kapkoros-1', kind: 'mcu', status: 'active' },
    ...{ provisionedAtMs: 0, revokedAtMs: null, certificateId: 'c' },
  },
  ...{ certificatePem: 'a certificate', privateKeyPem, caPem: 'an authority', endpoint: 'broker:8883' },
  ...{ clientId: deviceId, telemetryTopic: 'tel', eventTopic: 'evt' },
  configuration: { rev: 1, ...deviceConfigurationFor(null) },
});

describe('devices of an earlier run', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'native-devices-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const keep = async (deviceId: string, priority: number | null) => {
    const folder = join(root, deviceId);
    await mkdir(folder);
    await keepAnswer(folder, provisionedDeviceSchema.parse(answer(deviceId, null)));
    if (priority !== null) await keepRank(folder, priority);
  };
  const place = (priority: number) => ({ factoryId: 'kapkoros', chimneyId: 'kapkoros-1', priority });

  it('are not spoken of where they have the ranks that are wished, in whatever order they are read', async () => {
    await keep('ct-a', 2);
    await keep('ct-b', 1);
    expect(keptRankNotes(await knownDevices(root), [place(1), place(2)], 1, root)).toEqual([]);
  });

  it('are named with the rank they keep and what to delete where another is wished', async () => {
    await keep('ct-a', 1);
    expect(keptRankNotes(await knownDevices(root), [place(0)], 0, root)).toEqual([
      `1 device keeps rank 1 from an earlier run; delete ${root}/ct-a to place it anew.`,
    ]);
    await keep('ct-b', 1);
    await keep('ct-c', null);
    expect(keptRankNotes(await knownDevices(root), [], 0, root)).toEqual([
      `2 devices keep rank 1 from an earlier run; delete their folders in ${root} to place them anew: ct-a, ct-b.`,
      `1 device keeps its rank from an earlier run; delete ${root}/ct-c to place it anew.`,
    ]);
  });
});

describe('a folder of devices that were provisioned elsewhere', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'provisioned-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = (name: string, content: unknown) =>
    writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

  it('gives each its answer, and its key from the answer or from the file beside it', async () => {
    await put('ct-a.json', answer('ct-a', 'key in the answer'));
    await put('ct-b.json', answer('ct-b', null));
    await put('ct-b.key.pem', 'key in a file');
    const devices = await provisionedDevices(folder);
    expect(devices.map(({ answer: { clientId } }) => clientId)).toEqual(['ct-a', 'ct-b']);
    const keys = await Promise.all(
      devices.map(({ folder: home }) => readFile(join(home, 'key.pem'), 'utf8')),
    );
    expect(keys).toEqual(['key in the answer', 'key in a file']);
  });

  it('says what is missing: the key, the answers, or the folder', async () => {
    await expect(provisionedDevices(folder)).rejects.toThrow(/holds no provisioning answer/);
    await put('ct-b.json', answer('ct-b', null));
    await expect(provisionedDevices(folder)).rejects.toThrow(/carries no key .+ct-b\.key\.pem/);
    await expect(provisionedDevices(join(folder, 'none'))).rejects.toThrow(/cannot be read/);
  });
});
