import { authorizeSession } from './authorize-session.ts';
import { readMqttCredentials } from './mqtt-credentials.ts';
import type { AuthorizerAnswer, AuthorizerPorts } from './ports.ts';

export type AuthorizerHandler = (event: unknown) => Promise<AuthorizerAnswer>;

/**
 * Decides on one browser's MQTT connection. Whatever is wrong gets the same bare refusal; a store that cannot be
 * reached throws, and AWS IoT refuses then too.
 */
export const createHandler =
  (ports: AuthorizerPorts): AuthorizerHandler =>
  async (event) => {
    const credentials = readMqttCredentials(event);
    return credentials === null ? { isAuthenticated: false } : authorizeSession(ports, credentials);
  };
