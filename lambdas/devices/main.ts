import { IoTClient } from '@aws-sdk/client-iot';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { ruleNames } from '@carbon-track/contract/topics.ts';
import { createDynamoClient } from '../adapters/dynamo-client.ts';
import { createDynamoDirtyHours } from '../adapters/dynamo-dirty-hours.ts';
import { createDynamoMinuteStore } from '../adapters/dynamo-minute-store.ts';
import { createDynamoRegistry } from '../adapters/dynamo-registry.ts';
import { readEnvironment } from '../adapters/environment/read-environment.ts';
import { createIotDeviceIdentity } from '../adapters/iot-device-identity.ts';
import { createIotDeviceShadow } from '../adapters/iot-device-shadow.ts';
import { awsDoorPorts } from '../middleware/aws-door-ports.ts';
import { envSchema } from './env.ts';
import { createHandler } from './handler.ts';

const env = readEnvironment('devices', envSchema, process.env);
const client = createDynamoClient();

export const handler = createHandler({
  ...awsDoorPorts(client, env),
  registry: createDynamoRegistry(client, env.LEDGER_TABLE),
  minutes: createDynamoMinuteStore(client, env.TELEMETRY_TABLE),
  dirtyHours: createDynamoDirtyHours(client, env.TELEMETRY_TABLE),
  identity: createIotDeviceIdentity(new IoTClient({}), {
    policyName: env.DEVICE_POLICY_NAME,
    dataEndpoint: env.IOT_DATA_ENDPOINT,
  }),
  shadow: createIotDeviceShadow(new IoTDataPlaneClient({ endpoint: `https://${env.IOT_DATA_ENDPOINT}` })),
  rules: ruleNames(env.STAGE),
});
