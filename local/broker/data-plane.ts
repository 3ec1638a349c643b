import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { readBody } from '../gateway/read-body.ts';
import { localRegion } from '../stream/kinesis-event.ts';
import { type Broker, maxPublishBytes } from './broker.ts';

export type DataPlane = {
  /** The AWS SDK's own client, pointed here. */
  readonly client: IoTDataPlaneClient;
  stop(): Promise<void>;
};

const handle = async (
  broker: Broker,
  accessKeyId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const answer = (status: number, message: string): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message }));
  };
  const topic = /^\/topics\/([^?]+)/.exec(request.url ?? '')?.[1];
  // The signature is not checked, but its key is random and known to this process alone.
  if (!request.headers.authorization?.includes(`Credential=${accessKeyId}/`))
    return answer(403, 'unknown key');
  if (request.method !== 'POST' || topic === undefined)
    return answer(404, 'only POST /topics/{topic} is here');
  const payload = await readBody(request, maxPublishBytes);
  if (payload === null) return answer(413, 'the payload is larger than 128 kB');
  await broker.publish(decodeURIComponent(topic), payload);
  answer(200, 'OK');
};

/** The IoT data plane of this machine: `POST /topics/{topic}` of the AWS SDK reaches the subscribers of our broker. */
export const startDataPlane = async (broker: Broker, log: (message: string) => void): Promise<DataPlane> => {
  const accessKeyId = `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`;
  const server = createServer((request, response) => {
    handle(broker, accessKeyId, request, response).catch((error: unknown) => {
      log(`a publish to the data plane failed: ${String(error)}`);
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
