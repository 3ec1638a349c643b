import { join } from 'node:path';
import {
  type ProvisionedDevice,
  type ProvisionRequest,
  provisionedDeviceSchema,
} from '@carbon-track/contract/device.ts';
import {
  type ConfigurationChange,
  type DeviceConfigurationState,
  deviceConfigurationStateSchema,
} from '@carbon-track/contract/device-configuration.ts';
import {
  type FactoryDetail,
  factoryDetailSchema,
  factorySummarySchema,
} from '@carbon-track/contract/factory.ts';
import { portalConfigSchema } from '@carbon-track/contract/portal-config.ts';
import * as z from 'zod';
import { CannotStartError } from '../cannot-start.ts';
import { demoLoginSchema } from '../identity/demo-accounts.ts';
import { readJsonFile } from '../json-file.ts';

/** What operations may do over the API of a running local system. */
export type OperationsApi = {
  factoryIds(): Promise<string[]>;
  factory(factoryId: string): Promise<FactoryDetail>;
  provision(request: ProvisionRequest): Promise<ProvisionedDevice>;
  configuration(deviceId: string): Promise<DeviceConfigurationState>;
  configure(deviceId: string, change: ConfigurationChange): Promise<DeviceConfigurationState>;
};

const notRunning = (url: string, cause: unknown): CannotStartError =>
  new CannotStartError(
    `Nothing answers at ${url}: run \`npm start\` in another terminal, or give --provisioned FOLDER.`,
    { cause },
  );

const fetchJson = async (url: string, init?: RequestInit): Promise<unknown> => {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw notRunning(url, error);
  });
  const body: unknown = await response.json();
  if (response.ok) return body;
  throw new Error(`${init?.method ?? 'GET'} ${url} answered ${response.status}: ${JSON.stringify(body)}`);
};

const opsLogin = async (dataDir: string) => {
  const logins = await readJsonFile(join(dataDir, 'identity/demo-logins.json'), z.array(demoLoginSchema));
  const login = logins?.find(({ role }) => role === 'ops');
  if (login !== undefined) return login;
  throw new CannotStartError(`${dataDir} has no accounts yet: run \`npm start\` first.`);
};

const tokensSchema = z.object({ AuthenticationResult: z.object({ IdToken: z.string() }) });

/** Signs in as the demonstration's operations account does in the portal; answers the ID token. */
const signIn = async (portalUrl: string, dataDir: string): Promise<string> => {
  const { userPoolEndpoint, userPoolClientId } = portalConfigSchema.parse(
    await fetchJson(`${portalUrl}/config.json`),
  );
  const { email, password } = await opsLogin(dataDir);
  const answer = await fetchJson(userPoolEndpoint ?? `${portalUrl}/cognito`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ClientId: userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  });
  return tokensSchema.parse(answer).AuthenticationResult.IdToken;
};

const factoriesPageSchema = z.object({
  items: z.array(factorySummarySchema.pick({ factoryId: true })),
  nextCursor: z.string().nullable(),
});

/** The API as operations, with a token of its own. */
export const openOperationsApi = async (portalUrl: string, dataDir: string): Promise<OperationsApi> => {
  const authorization = await signIn(portalUrl, dataDir);
  const get = (path: string) => fetchJson(`${portalUrl}/api${path}`, { headers: { authorization } });
  const send = (method: 'POST' | 'PUT', path: string, body: unknown) =>
    fetchJson(`${portalUrl}/api${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const factoryIds = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const page = factoriesPageSchema.parse(await get(`/factories${query}`));
      ids.push(...page.items.map(({ factoryId }) => factoryId));
      cursor = page.nextCursor;
    }
    return ids;
  };
  return {
    factoryIds,
    factory: async (factoryId) => factoryDetailSchema.parse(await get(`/factories/${factoryId}`)),
    provision: async (request) => provisionedDeviceSchema.parse(await send('POST', '/mcu-devices', request)),
    configuration: async (deviceId) =>
      deviceConfigurationStateSchema.parse(await get(`/mcu-devices/${deviceId}/configuration`)),
    configure: async (deviceId, change) =>
      deviceConfigurationStateSchema.parse(
        await send('PUT', `/mcu-devices/${deviceId}/configuration`, change),
      ),
  };
};
