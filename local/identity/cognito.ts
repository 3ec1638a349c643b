import { mkdir } from 'node:fs/promises';
import { CognitoError } from 'cognito-local/lib/errors.js';
import { Router } from 'cognito-local/lib/server/Router.js';
import { DateClock } from 'cognito-local/lib/services/clock.js';
import { CognitoServiceFactoryImpl } from 'cognito-local/lib/services/cognitoService.js';
import { StormDBDataStoreFactory } from 'cognito-local/lib/services/dataStore/stormDb.js';
import { MessagesService } from 'cognito-local/lib/services/messages.js';
import { otp } from 'cognito-local/lib/services/otp.js';
import { JwtTokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import type { Triggers } from 'cognito-local/lib/services/triggers/triggers.js';
import { UserPoolServiceFactoryImpl } from 'cognito-local/lib/services/userPoolService.js';

/** Calls one action of the user pool API, as its SDK would: `AdminCreateUser`, `InitiateAuth`, … */
export type CognitoApi = (action: string, request: Record<string, unknown>) => Promise<unknown>;

/** Issuer of local tokens, before the pool id. It is only a name: nothing is ever fetched from it. */
export const localIssuer = 'https://localhost/carbon-track-identity';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, child: () => silent };
const context = { logger: silent };
const none = { accessKeyId: 'local', secretAccessKey: 'local' };

/** No Lambda triggers here: every action asks first whether one is there. */
const unused = () => Promise.reject(new Error('there are no triggers on the local user pool'));
const triggers: Triggers = {
  enabled: () => false,
  customEmailSender: unused,
  customMessage: unused,
  postAuthentication: unused,
  postConfirmation: unused,
  preSignUp: unused,
  preTokenGeneration: unused,
  userMigration: unused,
};

/** The code of an error the caller can mend, as Cognito names it; null for a fault. */
export const cognitoErrorCode = (error: unknown): string | null =>
  error instanceof CognitoError ? error.code : null;

/**
 * cognito-local inside this process, without its own HTTP server: that one listens to every web page, ours lets only
 * the portal's actions through. Users and refresh tokens are kept in `folder`.
 */
export const openCognito = async (folder: string): Promise<CognitoApi> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const clock = new DateClock();
  const stores = new StormDBDataStoreFactory(folder);
  const factory = new CognitoServiceFactoryImpl(
    folder,
    stores,
    new UserPoolServiceFactoryImpl(clock, stores),
  );
  const cognito = await factory.create(context, { UsernameAttributes: ['email'] });
  const config = {
    LambdaClient: { credentials: none, region: 'local' },
    TriggerFunctions: {},
    UserPoolDefaults: { UsernameAttributes: ['email'] },
    TokenConfig: { IssuerDomain: localIssuer },
    KMSConfig: {},
    ServerConfig: { port: 0, hostname: '127.0.0.1', development: false, https: false },
  };
  const noMail = { deliver: () => Promise.resolve() };
  const route = Router({
    clock,
    cognito,
    config,
    messages: new MessagesService(triggers, noMail),
    otp,
    tokenGenerator: new JwtTokenGenerator(clock, triggers, config.TokenConfig),
    triggers,
  });
  return (action, request) => route(action)(context, request);
};
