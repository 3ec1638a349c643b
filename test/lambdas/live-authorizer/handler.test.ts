import { liveTopic, webClientId } from '@carbon-track/contract/topics.ts';
import { expect, it } from 'vitest';
import type { LeaseRecord } from '../../../lambdas/adapters/ports/leases.ts';
import { createHandler } from '../../../lambdas/live-authorizer/handler.ts';
import { memoryMemberships } from '../../fakes/memberships.ts';

const arnPrefix = 'arn:aws:iot:eu-west-1:123456789012';
const lease = (sub: string, change: Partial<LeaseRecord> = {}): LeaseRecord => ({
  factoryId: 'own',
  sub,
  tabId: 'tab00001',
  expiresAtMs: 60_000,
  ...change,
});
const leases: LeaseRecord[] = [
  lease('factory-manager'),
  lease('ops'),
  lease('ops', { factoryId: 'other', tabId: 'tab00002' }),
  lease('expired'),
];

const authorizer = (nowMs = 5_000, held = leases) =>
  createHandler({
    verifyIdToken: async (token) => {
      if (!token.startsWith('good:')) throw new Error('JWT expired');
      return { sub: token.slice('good:'.length) };
    },
    memberships: memoryMemberships(),
    leases: {
      ofUser: async (sub, atMs) => held.filter((one) => one.sub === sub && one.expiresAtMs > atMs),
    },
    now: () => nowMs,
    arnPrefix,
  });

/** The event of AWS IoT Core's custom authorizer for an MQTT CONNECT. */
const connect = (clientId: string, password: string) => ({
  token: '',
  signatureVerified: false,
  protocols: ['mqtt', 'tls', 'http'],
  protocolData: {
    tls: { serverName: 'abc-ats.iot.eu-west-1.amazonaws.com' },
    http: { headers: {}, queryString: '' },
    mqtt: { username: 'web', password: Buffer.from(password).toString('base64'), clientId },
  },
  connectionMetadata: { id: 'c-1' },
});
const refused = { isAuthenticated: false };

it('allows a tab with a lease its client id and exactly the leased topics, for 300 s', async () => {
  const clientId = webClientId('ops', 'tab00001');
  const answer = await authorizer()(connect(clientId, 'good:ops'));
  expect(answer).toMatchObject({
    isAuthenticated: true,
    principalId: 'ops',
    disconnectAfterInSeconds: 300,
    refreshAfterInSeconds: 300,
  });
  const statements = 'policyDocuments' in answer ? (answer.policyDocuments[0]?.Statement ?? []) : [];
  expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ['iot:Connect', [`${arnPrefix}:client/${clientId}`]],
    [
      'iot:Subscribe',
      [`${arnPrefix}:topicfilter/${liveTopic('own')}`, `${arnPrefix}:topicfilter/${liveTopic('other')}`],
    ],
    ['iot:Receive', [`${arnPrefix}:topic/${liveTopic('own')}`, `${arnPrefix}:topic/${liveTopic('other')}`]],
  ]);
});

it.each([
  ['a token that does not verify', webClientId('ops', 'tab00001'), 'bad'],
  ['no token', webClientId('ops', 'tab00001'), ''],
  ['the client id of another account', webClientId('factory-manager', 'tab00001'), 'good:ops'],
  ['a tab without a lease', webClientId('ops', 'tab99999'), 'good:ops'],
  ['a client id of another shape', 'ct-own-1a', 'good:ops'],
  ['a client id with a wildcard', webClientId('ops', '*'), 'good:ops'],
  ['an account without a membership', webClientId('stranger', 'tab00001'), 'good:stranger'],
  ['an expired membership', webClientId('expired', 'tab00001'), 'good:expired'],
])('refuses %s', async (_, clientId, password) => {
  expect(await authorizer()(connect(clientId, password))).toEqual(refused);
});

it('refuses once the lease has ended', async () => {
  const event = connect(webClientId('ops', 'tab00001'), 'good:ops');
  expect(await authorizer(60_000)(event)).toEqual(refused);
});

it('ignores a lease outside what the membership allows now', async () => {
  const moved = [lease('factory-manager', { factoryId: 'other' })];
  const event = connect(webClientId('factory-manager', 'tab00001'), 'good:factory-manager');
  expect(await authorizer(5_000, moved)(event)).toEqual(refused);
  expect(await authorizer()(event)).toMatchObject({ isAuthenticated: true });
});

it.each([
  null,
  {},
  { protocolData: {} },
  { protocolData: { mqtt: { clientId: 'x' } } },
  'text',
  { token: 'good:ops' },
])('refuses the event %j', async (event) => {
  expect(await authorizer()(event)).toEqual(refused);
});

it('throws when the store does not answer, which AWS IoT takes for a refusal', async () => {
  const broken = createHandler({
    verifyIdToken: async () => ({ sub: 'ops' }),
    memberships: { find: () => Promise.reject(new Error('throttled')) },
    leases: { ofUser: async () => [] },
    now: () => 0,
    arnPrefix,
  });
  await expect(broken(connect(webClientId('ops', 'tab00001'), 'good:ops'))).rejects.toThrow('throttled');
});
