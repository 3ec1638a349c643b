import { type IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import { liveTopic } from '@carbon-track/contract/topics.ts';
import type { LivePublisher } from './ports/live-publisher.ts';

/** Publishes patches to the live topic of their factory, QoS 0: the next patch makes up for a lost one. */
export const createIotLivePublisher = (client: IoTDataPlaneClient): LivePublisher => ({
  publish: async (patch) => {
    await client.send(
      new PublishCommand({
        topic: liveTopic(patch.factoryId),
        qos: 0,
        contentType: 'application/json',
        payload: Buffer.from(JSON.stringify(patch)),
      }),
    );
  },
});
