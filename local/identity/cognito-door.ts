import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { readBody } from '../gateway/read-body.ts';
import { type CognitoApi, cognitoErrorCode } from './cognito.ts';

/**
 * What signing in, staying in and signing out need. Administration of users goes through code, never through this door,
 * and so does everything cognito-local does on a caller's bare word: it sets a new password for any account named in
 * `RespondToAuthChallenge`, and believes access tokens without looking at their signature.
 */
const openActions = new Set(['InitiateAuth', 'GetTokensFromRefreshToken', 'RevokeToken']);

const maxRequestBytes = 65_536;
const requestSchema = z.record(z.string(), z.unknown());

/** Cognito's JSON writes dates as seconds. */
function secondsForDates(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? Math.floor(original.getTime() / 1_000) : value;
}

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body, secondsForDates));
};

/** Cognito does not tell a wrong password from an unknown account; cognito-local would. */
const wrongCredentials = new Set(['InvalidPasswordException', 'UserNotFoundException']);

const refuse = (response: ServerResponse, code: string, message: string): void =>
  answer(response, 400, { __type: code, message });

/** Amplify renews tokens by an action that cognito-local does not know; the older way to the same tokens it does. */
const asKnown = (action: string, request: Record<string, unknown>): [string, Record<string, unknown>] =>
  action === 'GetTokensFromRefreshToken'
    ? [
        'InitiateAuth',
        {
          ClientId: request.ClientId,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: request.RefreshToken },
        },
      ]
    : [action, request];

/**
 * Speaks the user pool's protocol (`POST` with `x-amz-target`) to Amplify in the browser. `alsoOpen` names actions a test
 * of the portal needs against a pool that holds nothing worth taking; a running system opens no others.
 */
export const cognitoDoor =
  (api: CognitoApi, log: (message: string) => void, alsoOpen: readonly string[] = []) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const action = /^AWSCognitoIdentityProviderService\.(\w+)$/.exec(
      String(request.headers['x-amz-target']),
    )?.[1];
    const isOpen = action !== undefined && (openActions.has(action) || alsoOpen.includes(action));
    if (request.method !== 'POST' || !isOpen)
      return refuse(response, 'InvalidAction', 'this action is not available: sign in through the portal');
    const body = await readBody(request, maxRequestBytes);
    try {
      answer(response, 200, await api(...asKnown(action, requestSchema.parse(JSON.parse(String(body))))));
    } catch (error) {
      const code = cognitoErrorCode(error);
      if (action === 'InitiateAuth' && wrongCredentials.has(code ?? ''))
        return refuse(response, 'NotAuthorizedException', 'Incorrect username or password.');
      if (code === null) log(`sign-in action ${action} failed: ${String(error)}`);
      const message = error instanceof Error && code !== null ? error.message : 'the request cannot be read';
      refuse(response, code ?? 'InvalidParameterException', message);
    }
  };
