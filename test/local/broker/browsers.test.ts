import { liveTopic } from '@carbon-track/contract/topics.ts';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { browserPolicy, type IotPolicyDocument } from '../../../lambdas/adapters/iot-policy.ts';
import type { AuthorizerAnswer } from '../../../lambdas/live-authorizer/ports.ts';
import { onceClosed } from './once-closed.ts';
import { arnPrefix, connected, startTestBroker, telemetryTopic } from './start-test-broker.ts';

const clientId = 'web-sub-1-tabtabtab';

const answer = (
  document: IotPolicyDocument,
  change: { disconnectAfterInSeconds?: number; refreshAfterInSeconds?: number } = {},
): AuthorizerAnswer => ({
  isAuthenticated: true,
  principalId: 'sub1',
  disconnectAfterInSeconds: 300,
  refreshAfterInSeconds: 300,
  policyDocuments: [document],
  ...change,
});
const leased = (...factoryIds: string[]) => browserPolicy(arnPrefix, { clientId, factoryIds });

const browser = (webUrl: string, options: IClientOptions = {}): Promise<MqttClient> =>
  connected(
    mqtt.connect(webUrl, {
      clientId,
      username: 'web',
      password: 'the-token',
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      ...options,
    }),
  );

const receivedBy = (client: MqttClient): string[] => {
  const received: string[] = [];
  client.on('message', (topic, payload) => received.push(`${topic} ${payload}`));
  return received;
};

const grantedQos = (client: MqttClient, filter: string): Promise<number> =>
  client.subscribeAsync(filter).then(
    ([grant]) => grant?.qos ?? 128,
    () => 128,
  );

describe('a browser at the broker', () => {
  it('is shown to the authorizer as AWS IoT shows it, with its token in base64', async () => {
    const events: unknown[] = [];
    const authorizer = async (event: unknown) => {
      events.push(event);
      return answer(leased('kapkoros'));
    };
    const { webUrl } = await startTestBroker({ authorizer });
    await browser(webUrl);
    expect(events).toEqual([
      {
        signatureVerified: false,
        protocols: ['tls', 'http', 'mqtt'],
        protocolData: {
          tls: { serverName: new URL(webUrl).host },
          http: { headers: {}, queryString: '' },
          mqtt: { clientId, username: 'web', password: Buffer.from('the-token').toString('base64') },
        },
        connectionMetadata: { id: expect.any(String) },
      },
    ]);
  });

  it('receives its leased topic and nothing of another factory', async () => {
    const { webUrl, broker } = await startTestBroker({ authorizer: async () => answer(leased('kapkoros')) });
    const client = await browser(webUrl);
    const received = receivedBy(client);
    expect(await grantedQos(client, liveTopic('kapkoros'))).toBe(0);
    for (const filter of [liveTopic('momul'), 'ct/v1/live/+', 'ct/#', '#', telemetryTopic('kapkoros', '+')]) {
      expect(await grantedQos(client, filter)).toBe(128);
    }
    await broker.publish(liveTopic('momul'), Buffer.from('theirs'));
    await broker.publish(liveTopic('kapkoros'), Buffer.from('ours'));
    await expect.poll(() => received).toEqual([`${liveTopic('kapkoros')} ours`]);
  });

  it('cannot connect without a lease, with a foreign client id, or unauthenticated', async () => {
    const answers: AuthorizerAnswer[] = [
      answer(leased()),
      answer(browserPolicy(arnPrefix, { clientId: 'web-sub-2-tabtabtab', factoryIds: ['kapkoros'] })),
      { isAuthenticated: false },
    ];
    for (const refusing of answers) {
      const { webUrl } = await startTestBroker({ authorizer: async () => refusing });
      await expect(browser(webUrl)).rejects.toThrow('closed before CONNACK');
    }
  });

  it('cannot connect when the authorizer fails', async () => {
    const authorizer = () => Promise.reject(new Error('table is away'));
    const { webUrl } = await startTestBroker({ authorizer });
    await expect(browser(webUrl)).rejects.toThrow('closed before CONNACK');
  });

  it('is cut when it publishes', async () => {
    const { webUrl, records } = await startTestBroker({ authorizer: async () => answer(leased('kapkoros')) });
    const client = await browser(webUrl);
    const cut = onceClosed(client);
    client.publish(telemetryTopic('kapkoros', 'ct-kapkoros-1a'), '{}', { qos: 1 });
    await cut;
    expect(records).toEqual([]);
  });

  it('is cut at the refresh that no longer accepts its token', async () => {
    let valid = true;
    const authorizer = async (): Promise<AuthorizerAnswer> =>
      valid ? answer(leased('kapkoros'), { refreshAfterInSeconds: 0.05 }) : { isAuthenticated: false };
    const { webUrl } = await startTestBroker({ authorizer });
    const client = await browser(webUrl);
    const cut = onceClosed(client);
    expect(await grantedQos(client, liveTopic('kapkoros'))).toBe(0);
    valid = false;
    await cut;
  });

  it('stops receiving when a refresh takes its lease away', async () => {
    let [documents, isLeased] = [leased('kapkoros', 'momul'), true];
    const { promise: refreshed, resolve } = Promise.withResolvers<void>();
    let asked = 0;
    const authorizer = async () => {
      asked += 1;
      // Of those asked since the lease is gone: the third comes after the second answer was put in force.
      if (!isLeased && asked === 3) resolve();
      return answer(documents, { refreshAfterInSeconds: 0.05 });
    };
    const { webUrl, broker } = await startTestBroker({ authorizer });
    const client = await browser(webUrl);
    const received = receivedBy(client);
    await grantedQos(client, liveTopic('kapkoros'));
    await grantedQos(client, liveTopic('momul'));
    [documents, isLeased, asked] = [leased('momul'), false, 0];
    await refreshed;
    await broker.publish(liveTopic('kapkoros'), Buffer.from('no longer'));
    await broker.publish(liveTopic('momul'), Buffer.from('still'));
    await expect.poll(() => received).toEqual([`${liveTopic('momul')} still`]);
  });

  it('is cut when its session is over, whatever its policy says', async () => {
    const authorizer = async () => answer(leased('kapkoros'), { disconnectAfterInSeconds: 0.05 });
    const { webUrl } = await startTestBroker({ authorizer });
    await onceClosed(await browser(webUrl));
  });

  it('gets no WebSocket from another site, under another host name, or at another path', async () => {
    const { webUrl } = await startTestBroker({ authorizer: async () => answer(leased('kapkoros')) });
    const ownOrigin = webUrl.replace('ws:', 'http:').replace('/mqtt', '');
    const from = (headers: Record<string, string>) => browser(webUrl, { wsOptions: { headers } });
    expect((await from({ origin: ownOrigin })).connected).toBe(true);
    await expect(from({ origin: 'https://evil.example' })).rejects.toThrow();
    await expect(from({ host: 'evil.example' })).rejects.toThrow();
    await expect(browser(webUrl.replace('/mqtt', '/other'))).rejects.toThrow();
  });
});
