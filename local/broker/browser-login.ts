import { randomUUID } from 'node:crypto';
import type { Client } from 'aedes';
import type { IoTCustomAuthorizerEvent } from 'aws-lambda';
import type { AuthorizerHandler } from '../../lambdas/live-authorizer/handler.ts';
import type { AuthorizerAnswer } from '../../lambdas/live-authorizer/ports.ts';
import type { Session } from './session.ts';

export type Authorizer = AuthorizerHandler;
type Permission = Extract<AuthorizerAnswer, { isAuthenticated: true }>;

/** What AWS IoT hands a custom authorizer for MQTT over WSS; the password travels as base64. */
const authorizerEvent = (
  client: Client,
  username: string | undefined,
  password: Buffer | undefined,
): IoTCustomAuthorizerEvent => ({
  signatureVerified: false,
  protocols: ['tls', 'http', 'mqtt'],
  protocolData: {
    tls: { serverName: client.req?.headers.host ?? '' },
    http: { headers: {}, queryString: '' },
    mqtt: {
      clientId: client.id,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password: password.toString('base64') }),
    },
  },
  connectionMetadata: { id: randomUUID() },
});

/** Asks the authorizer again when its answer gets old, and ends the connection when it says no or time is up. */
const keepFresh = (
  client: Client,
  session: Session,
  ask: () => Promise<AuthorizerAnswer>,
  first: Permission,
  log: (message: string) => void,
): void => {
  const refresh = async (): Promise<void> => {
    const answer = await ask();
    if (!answer.isAuthenticated) client.conn.destroy();
    else session.documents = answer.policyDocuments;
  };
  const refreshing = setInterval(() => {
    refresh().catch((error: unknown) => {
      log(`the live session ${client.id} could not be refreshed and is cut: ${String(error)}`);
      client.conn.destroy();
    });
  }, first.refreshAfterInSeconds * 1_000);
  const ending = setTimeout(() => client.conn.destroy(), first.disconnectAfterInSeconds * 1_000);
  client.conn.once('close', () => {
    clearInterval(refreshing);
    clearTimeout(ending);
  });
};

/** The session of a browser: whatever the authorizer's policies allow, for as long as it keeps allowing it. */
export const browserSession = async (
  client: Client,
  username: string | undefined,
  password: Buffer | undefined,
  authorizer: Authorizer,
  log: (message: string) => void,
): Promise<Session | null> => {
  const event = authorizerEvent(client, username, password);
  const answer = await authorizer(event);
  // Who left meanwhile would never close again, and be asked about for ever.
  if (!answer.isAuthenticated || client.conn.destroyed) return null;
  const session: Session = {
    certificateId: null,
    documents: answer.policyDocuments,
    context: { clientId: client.id, thing: null },
  };
  keepFresh(client, session, () => authorizer(event), answer, log);
  return session;
};
