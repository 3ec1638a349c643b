import {
  type ProvisionedDevice,
  type ProvisionRequest,
  provisionedDeviceSchema,
} from '@carbon-track/contract/device.ts';
import { type PortalConfig, portalConfigSchema } from '@carbon-track/contract/portal-config.ts';
import { problemSchema } from '@carbon-track/contract/problem.ts';
import { CannotProvisionError } from './cannot-provision.ts';

const fetchOrSay = async (url: string, init?: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new CannotProvisionError(
      `Nothing answers at ${url} (${String(error)}): check --api and the network.`,
    );
  }
};

const bodyOf = async (response: Response): Promise<unknown> => response.json().catch(() => null);

/** Where things are, as the portal at this address tells its browsers. */
export const portalConfigAt = async (portalUrl: string): Promise<PortalConfig> => {
  const response = await fetchOrSay(`${portalUrl}/config.json`);
  const config = portalConfigSchema.safeParse(await bodyOf(response));
  if (config.success) return config.data;
  throw new CannotProvisionError(
    `${portalUrl} is no portal of Carbon Track: give --api the address you open it with.`,
  );
};

const refusalOf = (status: number, body: unknown): CannotProvisionError => {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return new CannotProvisionError(`The API answered ${status} without a reason.`);
  const places = (problem.data.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
  return new CannotProvisionError([`The API refused: ${problem.data.detail}`, ...places].join('\n  '));
};

/** POST /api/mcu-devices. Repeating it replaces the device's certificate. */
export const provision = async (
  apiBase: string,
  idToken: string,
  request: ProvisionRequest,
): Promise<ProvisionedDevice> => {
  const response = await fetchOrSay(`${apiBase}/api/mcu-devices`, {
    method: 'POST',
    headers: { authorization: idToken, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const body = await bodyOf(response);
  if (!response.ok) throw refusalOf(response.status, body);
  return provisionedDeviceSchema.parse(body);
};
