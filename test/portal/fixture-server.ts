import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Membership } from '@carbon-track/contract/roles.ts';
import { startGateway } from '../../local/gateway/gateway.ts';
import { portalFiles } from '../../local/gateway/portal-files.ts';
import { cognitoDoor } from '../../local/identity/cognito-door.ts';
import { openUserPool } from '../../local/identity/user-pool.ts';
import { factoryRecords } from '../../local/seed/factory-records.ts';
import { memoryMemberships } from '../fakes/memberships.ts';
import { fixtureApi, Refusal } from './fixture/fixture-api.ts';
import { startLiveBroker } from './fixture/live-broker.ts';

const liveFactoryId = 'kapkoros';

/**
 * The built portal against answers that never change: real sign-in, real MQTT over WebSocket, a made-up network.
 * `dist` is a built portal. Listens on a free loopback port.
 */
export const startFixture = async (dist: string, options: { port?: number } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'carbon-track-portal-'));
  const memberships = memoryMemberships([]);
  const pool = await openUserPool(folder, memberships);
  const memberOf = async (token: string): Promise<Membership> => {
    const claims = await pool.verifyIdToken(token).catch(() => null);
    if (claims === null) throw new Refusal('unauthenticated', 'Sign in to see this.');
    const member = await memberships.find(claims.sub);
    if (member === null) throw new Refusal('forbidden', 'Your account has no role yet: ask headquarters.');
    return member;
  };
  const kapkoros = factoryRecords(Date.now()).find(
    ({ record }) => record.factory.factoryId === liveFactoryId,
  );
  const broker = await startLiveBroker({
    factoryId: liveFactoryId,
    chimneyIds: kapkoros?.record.chimneys.map(({ chimneyId }) => chimneyId) ?? [],
    authorize: async (username, password) => username === 'web' && (await memberOf(password)) !== null,
  });
  const gateway = await startGateway({
    port: options.port ?? 0,
    api: fixtureApi(memberOf),
    signIn: cognitoDoor(pool.api, () => undefined, ['RespondToAuthChallenge']),
    portal: portalFiles(dist),
    upgrade: broker.upgrade,
    log: console.error,
    config: (host) => ({
      stage: 'fixture',
      region: 'eu-west-1',
      userPoolId: pool.userPoolId,
      userPoolClientId: pool.userPoolClientId,
      userPoolEndpoint: `http://${host}/cognito`,
      apiUrl: '',
      mqttUrl: `ws://${host}/mqtt`,
      seeded: true,
    }),
  });
  return {
    url: `http://127.0.0.1:${gateway.port}`,
    logins: pool.demoLogins,
    pool,
    publish: broker.publish,
    stop: async (): Promise<void> => {
      await broker.stop();
      await gateway.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type Fixture = Awaited<ReturnType<typeof startFixture>>;
