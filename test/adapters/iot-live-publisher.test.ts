import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import type { LivePatch } from '@carbon-track/contract/live.ts';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { createIotLivePublisher } from '../../lambdas/adapters/iot-live-publisher.ts';

it('a live patch is published on its factory’s topic, and an error is the caller’s to see', async () => {
  const iot = mockClient(IoTDataPlaneClient);
  const publisher = createIotLivePublisher(
    new IoTDataPlaneClient({ region: 'local', endpoint: 'https://127.0.0.1' }),
  );
  const patch: LivePatch = { v: 1, factoryId: 'kapkoros', chimneys: [] };
  iot.on(PublishCommand).resolvesOnce({}).rejects(new Error('gone'));
  await publisher.publish(patch);
  const input = iot.commandCalls(PublishCommand)[0]?.args[0].input;
  expect([input?.topic, input?.qos]).toEqual(['ct/v1/live/kapkoros', 0]);
  expect(JSON.parse(Buffer.from(input?.payload as Uint8Array).toString())).toEqual(patch);
  await expect(publisher.publish(patch)).rejects.toThrow('gone');
});
