import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { configurationShadow } from '@carbon-track/contract/topics.ts';
import { readBody } from '../gateway/read-body.ts';
import { localRegion } from '../stream/kinesis-event.ts';
import { type Broker, maxPublishBytes } from './broker.ts';

export type DataPlane = {
  /** The AWS SDK's own client, pointed here. */
  readonly client: IoTDataPlaneClient;
  stop(): Promise<void>;
};

type Answer = { readonly status: number; readonly body: object; readonly error?: string };

const publishTo = async (broker: Broker, topic: string, payload: Buffer): Promise<Answer> => {
  await broker.publish(topic, payload);
  return { status: 200, body: { message: 'OK' } };
};

const rejections: Readonly<Record<number, string>> = {
  400: 'InvalidRequestException',
  409: 'ConflictException',
  413: 'RequestEntityTooLargeException',
};

const updateShadow = async (broker: Broker, thingName: string, payload: Buffer): Promise<Answer> => {
  const outcome = await broker.shadows.update(thingName, payload);
  if (outcome.kind === 'accepted') return { status: 200, body: outcome.answer };
  const { code, message } = outcome.rejection;
  return { status: code, body: { message }, error: rejections[code] ?? 'InternalFailureException' };
};

const readShadow = (broker: Broker, thingName: string): Answer => {
  const shadow = broker.shadows.read(thingName);
  if (shadow !== null) return { status: 200, body: shadow };
  const message = `No shadow exists with name: '${thingName}~${configurationShadow}'`;
  return { status: 404, body: { message }, error: 'ResourceNotFoundException' };
};

/** What the SDK's `Publish`, `UpdateThingShadow` and `GetThingShadow` send; other shadows than ours are not here. */
const answerTo = async (broker: Broker, request: IncomingMessage): Promise<Answer> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  const payload = await readBody(request, maxPublishBytes);
  if (payload === null) return { status: 413, body: { message: 'the payload is larger than 128 kB' } };
  const topic = /^\/topics\/(.+)$/.exec(pathname)?.[1];
  if (request.method === 'POST' && topic !== undefined)
    return publishTo(broker, decodeURIComponent(topic), payload);
  const thing = /^\/things\/([^/]+)\/shadow$/.exec(pathname)?.[1];
  const isOurs = thing !== undefined && searchParams.get('name') === configurationShadow;
  if (isOurs && request.method === 'POST') return updateShadow(broker, decodeURIComponent(thing), payload);
  if (isOurs && request.method === 'GET') return readShadow(broker, decodeURIComponent(thing));
  const message =
    'only POST /topics/{topic} and GET and POST /things/{thing}/shadow?name=configuration are here';
  return { status: 404, body: { message } };
};

const handle = async (
  broker: Broker,
  accessKeyId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  // The signature is not checked, but its key is random and known to this process alone.
  const isKnown = request.headers.authorization?.includes(`Credential=${accessKeyId}/`);
  const { status, body, error }: Answer = isKnown
    ? await answerTo(broker, request)
    : { status: 403, body: { message: 'unknown key' } };
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(error !== undefined && { 'x-amzn-errortype': error }),
  });
  response.end(JSON.stringify(body));
};

/** The IoT data plane of this machine: what the AWS SDK publishes and asks of shadows reaches our broker. */
export const startDataPlane = async (broker: Broker, log: (message: string) => void): Promise<DataPlane> => {
  const accessKeyId = `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`;
  const server = createServer((request, response) => {
    handle(broker, accessKeyId, request, response).catch((error: unknown) => {
      log(`a call of the data plane failed: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new IoTDataPlaneClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: localRegion,
    credentials: { accessKeyId, secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    client,
    stop: async () => {
      client.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
