import type { DeviceShadow } from '../../lambdas/adapters/ports/device-shadow.ts';
import type { Broker } from '../broker/broker.ts';
import { acceptBrowsers } from '../broker/browser-socket.ts';
import { createLocalDeviceIdentity } from '../device-identity.ts';
import { apiGateway } from '../gateway/api-gateway.ts';
import { startGateway } from '../gateway/gateway.ts';
import { portalFiles } from '../gateway/portal-files.ts';
import { cognitoDoor } from '../identity/cognito-door.ts';
import { localRegion } from '../stream/kinesis-event.ts';
import { loopback, rules, stage } from './constants.ts';
import { onFreePort } from './free-port.ts';
import { createNounHandlers, type HandlerContext } from './handlers.ts';
import type { Data } from './open-data.ts';
import { portalFolder } from './portal-build.ts';
import type { SystemOptions } from './system-options.ts';

/** The one HTTP port: portal, API, sign-in and the browsers' WebSocket. */
export const startDoors = async (
  options: SystemOptions,
  data: Data,
  context: HandlerContext,
  broker: Broker,
  shadow: DeviceShadow,
  running: AsyncDisposableStack,
) => {
  const { log } = options;
  const { userPool } = data;
  const identity = createLocalDeviceIdentity(
    data.authority,
    data.registry,
    () => `${loopback}:${broker.port}`,
  );
  const browsers = acceptBrowsers(broker);
  running.defer(() => browsers.stop());
  const gateway = await onFreePort(
    'the portal',
    options.ports?.http ?? 0,
    (port) =>
      startGateway({
        port,
        api: apiGateway({
          handlers: createNounHandlers(context, identity, shadow, rules),
          verifyIdToken: userPool.verifyIdToken,
          now: Date.now,
          log,
        }),
        signIn: cognitoDoor(userPool.api, log),
        portal: portalFiles(portalFolder),
        config: (name) => ({
          stage,
          region: localRegion,
          userPoolId: userPool.userPoolId,
          userPoolClientId: userPool.userPoolClientId,
          userPoolEndpoint: `http://${name}/cognito`,
          apiUrl: '',
          mqttUrl: `ws://${name}/mqtt`,
          seeded: options.seed !== 'none',
        }),
        upgrade: browsers.upgrade,
        log,
      }),
    log,
  );
  running.defer(() => gateway.stop());
  return gateway;
};
