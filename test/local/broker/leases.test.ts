import { createSign, generateKeyPairSync } from 'node:crypto';
import { liveTopic, webClientId } from '@carbon-track/contract/topics.ts';
import { JwtVerifier } from 'aws-jwt-verify';
import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it } from 'vitest';
import type { LeaseRecord } from '../../../lambdas/adapters/ports/leases.ts';
import { createHandler } from '../../../lambdas/live-authorizer/handler.ts';
import { memoryMemberships } from '../../fakes/memberships.ts';
import { onceClosed } from './once-closed.ts';
import { arnPrefix, connected, startTestBroker } from './start-test-broker.ts';

const issuer = 'https://issuer.example/pool';
const audience = 'portal';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const { n = '', e = '' } = publicKey.export({ format: 'jwk' });

const base64url = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A real signed ID token that is good for `seconds`. */
const idToken = (sub: string, seconds = 60): string => {
  const exp = Math.floor(Date.now() / 1_000) + seconds;
  const claims = { sub, iss: issuer, aud: audience, token_use: 'id', exp };
  const signed = `${base64url({ alg: 'RS256', kid: 'k1' })}.${base64url(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
};

const lease = (sub: string, factoryId: string, tabId: string): LeaseRecord => ({
  sub,
  factoryId,
  tabId,
  expiresAtMs: Date.now() + 60_000,
});

/** The broker with the real authorizer. It asks again every 0.1 s here instead of every 300 s. */
const start = async () => {
  const held = [
    lease('factory-manager', 'own', 'tab00001'),
    // As if taken before the account was moved to another factory.
    lease('factory-manager', 'other', 'tab00002'),
    lease('hq-manager', 'other', 'tab00001'),
    lease('stranger', 'own', 'tab00001'),
  ];
  const verifier = JwtVerifier.create({ issuer, audience });
  verifier.cacheJwks({ keys: [{ kid: 'k1', kty: 'RSA', n, e, alg: 'RS256', use: 'sig' }] });
  const authorize = createHandler({
    verifyIdToken: async (token) => {
      const { sub } = await verifier.verify(token);
      if (sub === undefined) throw new Error('a token without a subject');
      return { sub };
    },
    memberships: memoryMemberships(),
    leases: { ofUser: async (sub, nowMs) => held.filter((l) => l.sub === sub && l.expiresAtMs > nowMs) },
    now: Date.now,
    arnPrefix,
  });
  const authorizer = async (event: unknown) => {
    const answer = await authorize(event);
    return answer.isAuthenticated ? { ...answer, refreshAfterInSeconds: 0.1 } : answer;
  };
  const { broker, webUrl } = await startTestBroker({ authorizer });
  const open = (clientId: string, password: string): Promise<MqttClient> =>
    connected(mqtt.connect(webUrl, { clientId, username: 'web', password, reconnectPeriod: 0 }));
  return { broker, open, held };
};

const granted = (client: MqttClient, filter: string): Promise<boolean> =>
  client.subscribeAsync(filter).then(
    ([grant]) => grant?.qos === 0,
    () => false,
  );

describe('a live session through the real authorizer', () => {
  it('receives the topic of its own lease, under no wildcard, and of no factory beyond the membership', async () => {
    const { broker, open } = await start();
    const client = await open(webClientId('factory-manager', 'tab00001'), idToken('factory-manager'));
    const received: string[] = [];
    client.on('message', (topic) => received.push(topic));
    const filters = [liveTopic('own'), liveTopic('other'), liveTopic('+'), `${liveTopic('own')}/#`, '#'];
    const answers = await Promise.all(filters.map((filter) => granted(client, filter)));
    expect(answers).toEqual([true, false, false, false, false]);
    await broker.publish(liveTopic('other'), Buffer.from('theirs'));
    await broker.publish(liveTopic('own'), Buffer.from('ours'));
    await expect.poll(() => received).toEqual([liveTopic('own')]);
  });

  it.each([
    ['the client id of somebody else', webClientId('hq-manager', 'tab00001'), 'factory-manager'],
    ['the client id of a tab without a lease', webClientId('factory-manager', 'tab00009'), 'factory-manager'],
    ['a lease outside the membership', webClientId('factory-manager', 'tab00002'), 'factory-manager'],
    ['no lease at all', webClientId('ops', 'tab00001'), 'ops'],
    ['a lease but no membership', webClientId('stranger', 'tab00001'), 'stranger'],
  ])('is not opened with %s', async (_, clientId, sub) => {
    const { open } = await start();
    await expect(open(clientId, idToken(sub))).rejects.toThrow();
  });

  it('is not opened with an expired or a changed token', async () => {
    const { open } = await start();
    const clientId = webClientId('factory-manager', 'tab00001');
    const [head, , signature] = idToken('hq-manager').split('.');
    const changed = [head, idToken('factory-manager').split('.')[1], signature].join('.');
    await expect(open(clientId, idToken('factory-manager', -1))).rejects.toThrow();
    await expect(open(clientId, changed)).rejects.toThrow();
    expect((await open(clientId, idToken('factory-manager'))).connected).toBe(true);
  });

  it('is cut at a refresh once its token has expired', async () => {
    const { open } = await start();
    const clientId = webClientId('factory-manager', 'tab00001');
    const cut = onceClosed(await open(clientId, idToken('factory-manager', 6)));
    await cut;
    await expect(open(clientId, idToken('factory-manager', -1))).rejects.toThrow();
  });

  it('is cut at a refresh once its lease has ended', async () => {
    const { open, held } = await start();
    const client = await open(webClientId('factory-manager', 'tab00001'), idToken('factory-manager'));
    const cut = onceClosed(client);
    held.length = 0;
    await cut;
  });
});
