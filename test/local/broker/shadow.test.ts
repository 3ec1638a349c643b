import { shadowTopics } from '@carbon-track/contract/topics.ts';
import type { MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIotDeviceShadow } from '../../../lambdas/adapters/iot-device-shadow.ts';
import { startDataPlane } from '../../../local/broker/data-plane.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';
import { startTestBroker, type TestBroker } from './start-test-broker.ts';

const deviceId = 'ct-kapkoros-1a';
const topics = shadowTopics(deviceId);
/** The clock of the test broker, in Unix seconds. */
const timestamp = 1_795_000_000;

type Heard = { readonly on: string; readonly document: Record<string, unknown> };

/** A real device on the real broker that hears everything its shadow says. */
const connectDevice = async ({ device, provision }: TestBroker) => {
  const client: MqttClient = await device(deviceId, await provision(deviceId, 'kapkoros'));
  const heard: Heard[] = [];
  client.on('message', (topic, payload) => {
    heard.push({ on: topic.slice(topics.update.length + 1), document: JSON.parse(payload.toString()) });
  });
  await client.subscribeAsync([topics.delta, topics.accepted, topics.rejected], { qos: 1 });
  return {
    client,
    heard,
    /** Publishes an update and waits for everything that is said about it. */
    update: async (document: unknown, answers: number): Promise<Heard[]> => {
      const before = heard.length;
      const payload = Buffer.isBuffer(document) ? document : JSON.stringify(document);
      await client.publishAsync(topics.update, payload, { qos: 1 });
      await expect.poll(() => heard.length - before).toBe(answers);
      return heard.slice(before);
    },
  };
};

const start = async (folder?: string) => {
  const test = await startTestBroker(folder === undefined ? {} : { folder });
  const dataPlane = await startDataPlane(test.broker, () => undefined);
  onTestFinished(() => dataPlane.stop());
  return { ...test, shadow: createIotDeviceShadow(dataPlane.client), dataPlane };
};

describe('the shadow of a device', () => {
  it('brings what is wished to a device that is connected, only the keys that differ, with version and token', async () => {
    const test = await start();
    const { heard, update } = await connectDevice(test);
    await update(
      { state: { reported: { rev: 3, samplePeriodS: 5, reportEveryS: 60 } }, clientToken: 'boot' },
      1,
    );
    const seen = await test.shadow.read(deviceId);
    await test.shadow.setDesired(deviceId, { rev: 4, samplePeriodS: 10, reportEveryS: 60 }, seen);
    await expect.poll(() => heard.map(({ on }) => on)).toEqual(['accepted', 'accepted', 'delta']);
    expect(heard[0]?.document).toMatchObject({ version: 1, timestamp, clientToken: 'boot' });
    expect(heard[2]?.document).toEqual({
      version: 2,
      timestamp,
      state: { rev: 4, samplePeriodS: 10 },
      metadata: { rev: { timestamp }, samplePeriodS: { timestamp } },
    });
  });

  it('repeats the delta after every report that still differs, and is silent once both sides agree', async () => {
    const test = await start();
    await test.shadow.setDesired(deviceId, { rev: 2, samplePeriodS: 10 }, null);
    const { update } = await connectDevice(test);
    const said = async (reported: object, answers: number) =>
      (await update({ state: { reported } }, answers)).map(({ on, document }) => [
        on,
        on === 'delta' && document.state,
      ]);
    const [, first] = await said({ rev: 1, samplePeriodS: 5 }, 2);
    expect(first).toEqual(['delta', { rev: 2, samplePeriodS: 10 }]);
    const [, second] = await said({ rev: 1, samplePeriodS: 10 }, 2);
    expect(second).toEqual(['delta', { rev: 2 }]);
    expect(await said({ rev: 2, samplePeriodS: 10, onlyReported: 1 }, 1)).toEqual([['accepted', false]]);
  });

  it('merges objects, replaces lists and numbers, and drops what is set to null', async () => {
    const test = await start();
    const { update } = await connectDevice(test);
    await update(
      { state: { reported: { rev: 1, refused: { rev: 2, key: 'colour' }, list: [1, 2], gone: 1 } } },
      1,
    );
    await update({ state: { reported: { rev: 2, refused: { rule: 'unknown' }, list: [3], gone: null } } }, 1);
    expect((await test.shadow.read(deviceId))?.reported).toEqual({
      rev: 2,
      refused: { rev: 2, key: 'colour', rule: 'unknown' },
      list: [3],
    });
    await update({ state: { reported: { refused: null } } }, 1);
    expect((await test.shadow.read(deviceId))?.reported).toEqual({ rev: 2, list: [3] });
    await update({ state: { reported: null } }, 1);
    expect((await test.shadow.read(deviceId))?.reported).toBeNull();
  });

  it.each([
    ['no JSON', Buffer.from('{"state":'), 400, 'Invalid JSON'],
    ['a list', [1], 400, 'Invalid JSON'],
    ['no state', { clientToken: 't' }, 400, 'Missing required node: state'],
    ['a state that is none', { state: 5, clientToken: 't' }, 400, 'State node must be an object'],
    ['a node of its own', { state: { wished: {} }, clientToken: 't' }, 400, 'State contains an invalid node'],
    [
      'a side that is none',
      { state: { reported: 5 }, clientToken: 't' },
      400,
      'Reported node must be an object',
    ],
    [
      'nine levels',
      { state: { reported: { a: { b: { c: { d: { e: { f: { g: { h: {} } } } } } } } } }, clientToken: 't' },
      400,
      'JSON contains too many levels of nesting; maximum is 8',
    ],
    ['a wrong version', { state: {}, version: 'x', clientToken: 't' }, 400, 'Invalid version'],
    ['an old version', { state: { reported: {} }, version: 7, clientToken: 't' }, 409, 'Version conflict'],
    [
      'more than 8 kB',
      { state: { reported: { text: 'x'.repeat(8_192) } }, clientToken: 't' },
      413,
      'The payload exceeds the maximum size allowed',
    ],
  ])('rejects %s under the device’s token and keeps what it had', async (_, document, code, message) => {
    const test = await start();
    const { update } = await connectDevice(test);
    await update({ state: { reported: { rev: 1 } } }, 1);
    const token = 'clientToken' in document ? { clientToken: 't' } : {};
    expect(await update(document, 1)).toEqual([
      { on: 'rejected', document: { code, message, timestamp, ...token } },
    ]);
    expect(await test.shadow.read(deviceId)).toMatchObject({ version: 1, reported: { rev: 1 } });
  });

  it('is found again after a restart of the broker', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await first.shadow.setDesired(deviceId, { rev: 5, samplePeriodS: 2 }, null);
    await first.broker.stop();
    const second = await start(folder);
    const before = await second.shadow.read(deviceId);
    expect(before).toMatchObject({
      desired: { rev: 5, samplePeriodS: 2 },
      version: 1,
      desiredAtMs: timestamp * 1_000,
    });
    expect(await second.shadow.setDesired(deviceId, { rev: 6 }, before)).toBe('set');
    expect(await second.shadow.read(deviceId)).toMatchObject({ desired: { rev: 6 }, version: 2 });
  });

  it('lets of two who change it at once one through', async () => {
    const { shadow } = await start();
    await shadow.setDesired(deviceId, { rev: 1 }, null);
    const seen = await shadow.read(deviceId);
    const outcomes = await Promise.all(
      [2, 3, 4].map((samplePeriodS) => shadow.setDesired(deviceId, { rev: 2, samplePeriodS }, seen)),
    );
    expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'set']);
    expect((await shadow.read(deviceId))?.version).toBe(2);
  });

  it('is no other device’s to hear', async () => {
    const test = await start();
    const other = await test.device('ct-kapkoros-2a', await test.provision('ct-kapkoros-2a', 'kapkoros'));
    const heard: string[] = [];
    other.on('message', (topic) => heard.push(topic));
    await other.subscribeAsync(shadowTopics('ct-kapkoros-2a').delta, { qos: 1 });
    await test.shadow.setDesired(deviceId, { rev: 1 }, null);
    await test.shadow.setDesired('ct-kapkoros-2a', { rev: 1 }, null);
    await expect.poll(() => heard).toEqual([shadowTopics('ct-kapkoros-2a').delta]);
  });
});

describe('the data plane', () => {
  it('knows no shadow where nothing was ever said, and none but the configuration', async () => {
    const { shadow, dataPlane } = await start();
    expect(await shadow.read(deviceId)).toBeNull();
    const { hostname, port, protocol } = (await dataPlane.client.config.endpoint?.()) ?? { hostname: '' };
    const asked = await fetch(
      `${protocol}//${hostname}:${port}/things/${deviceId}/shadow?name=configuration`,
    );
    expect(asked.status).toBe(403);
  });
});
