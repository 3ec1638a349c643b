import { createIotDeviceShadow } from '../../lambdas/adapters/iot-device-shadow.ts';
import { createIotLivePublisher } from '../../lambdas/adapters/iot-live-publisher.ts';
import { startBroker } from '../broker/broker.ts';
import { startDataPlane } from '../broker/data-plane.ts';
import { openStream } from '../stream/stream.ts';
import { arnPrefix, rules, telemetryStreamName } from './constants.ts';
import { onFreePort } from './free-port.ts';
import {
  createAuthorizerHandler,
  createLiveHandler,
  createWorkHandlers,
  type HandlerContext,
} from './handlers.ts';
import { type Data, streamFolder } from './open-data.ts';
import type { SystemOptions } from './system-options.ts';
import { startTelemetryConsumers } from './telemetry-consumers.ts';

/** Broker, stream and its consumers: everything a reading passes before it is stored and shown. */
export const startIngest = async (
  options: SystemOptions,
  data: Data,
  context: HandlerContext,
  running: AsyncDisposableStack,
) => {
  const { log } = options;
  const work = createWorkHandlers(context);
  const stream = await openStream({
    folder: streamFolder(data.dataDir),
    name: telemetryStreamName,
    report: log,
  });
  running.defer(() => stream.close());
  const server = await data.authority.issueServer();
  const broker = await onFreePort(
    'the MQTT broker',
    options.ports?.mqtt ?? 0,
    (port) =>
      startBroker({
        port,
        tls: {
          keyPem: server.privateKeyPem,
          certificatePem: server.certificatePem,
          caPem: data.authority.caPem,
        },
        registry: data.registry,
        arnPrefix,
        rules,
        actions: {
          telemetry: async (record) => {
            await stream.put(record.deviceId, Buffer.from(JSON.stringify(record)));
          },
          deviceEvent: work.deviceEvent,
        },
        shadowFiles: data.shadowFiles,
        authorizer: createAuthorizerHandler(context),
        now: Date.now,
        log,
      }),
    log,
  );
  running.defer(() => broker.stop());
  const dataPlane = await startDataPlane(broker, log);
  running.defer(() => dataPlane.stop());
  const convertLive = createLiveHandler(context, createIotLivePublisher(dataPlane.client));
  const consumers = await startTelemetryConsumers(
    stream,
    { convertStore: work.convertStore, convertLive },
    data.buckets.failures,
    options.storeWindowMs ?? 10_000,
  );
  // Stopped in the opposite order: nothing new is appended while the running batches end.
  running.defer(async () => {
    await Promise.all([consumers.store.stop(), consumers.live.stop()]);
  });
  running.defer(() => broker.stop());
  return { work, stream, broker, shadow: createIotDeviceShadow(dataPlane.client), consumers };
};
