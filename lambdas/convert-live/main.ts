import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { cachedRegistry } from '../adapters/cached.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoLeases } from '../adapters/dynamo-leases.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { createIotLivePublisher } from '../adapters/iot-live-publisher.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const registryCacheMs = 30_000;

const env = readEnvironment('convert-live', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  leases: createDynamoLeases(client, env.LEDGER_TABLE),
  registry: cachedRegistry(createDynamoRegistry(client, env.LEDGER_TABLE), registryCacheMs, Date.now),
  publisher: createIotLivePublisher(
    new IoTDataPlaneClient({ endpoint: `https://${env.IOT_DATA_ENDPOINT}`, maxAttempts: 1 }),
  ),
  now: Date.now,
  log: (line) => console.log(JSON.stringify(line)),
});
