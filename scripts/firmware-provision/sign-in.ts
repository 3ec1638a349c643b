import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, signIn } from 'aws-amplify/auth';
import { ConsoleLogger } from 'aws-amplify/utils';
import { portalConfigAt } from './api.ts';
import { CannotProvisionError } from './cannot-provision.ts';
import { secret } from './prompt.ts';

const configure = ({ userPoolId, userPoolClientId, userPoolEndpoint }: PortalConfig): void => {
  // It would warn of every pool that is not on AWS.
  ConsoleLogger.LOG_LEVEL = 'ERROR';
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId,
        ...(userPoolEndpoint === null ? {} : { userPoolEndpoint }),
      },
    },
  });
};

const nextStep = async (step: string): Promise<string> => {
  if (step !== 'CONFIRM_SIGN_IN_WITH_TOTP_CODE') return step;
  const code = await secret('CARBON_TRACK_CODE', 'Code of your authenticator app: ');
  return (await confirmSignIn({ challengeResponse: code })).nextStep.signInStep;
};

/** Signs in as the portal does and answers the ID token. A local pool speaks no SRP; the password goes to it alone. */
const idTokenFor = async (config: PortalConfig, username: string, password: string): Promise<string> => {
  configure(config);
  const authFlowType = config.userPoolEndpoint === null ? 'USER_SRP_AUTH' : 'USER_PASSWORD_AUTH';
  const output = await signIn({ username, password, options: { authFlowType } }).catch((error: unknown) => {
    throw new CannotProvisionError(`${username} could not sign in: ${String(error)}`);
  });
  const step = await nextStep(output.nextStep.signInStep);
  const token = (await fetchAuthSession()).tokens?.idToken?.toString();
  if (token !== undefined) return token;
  throw new CannotProvisionError(
    `Signing in stopped at ${step}: finish it in the portal, then run this again.`,
  );
};

/** Asks for the account's password and signs in at the portal; answers the ID token and where the API is. */
export const signInAt = async (
  portalUrl: string,
  user: string,
): Promise<{ readonly apiBase: string; readonly idToken: string }> => {
  const config = await portalConfigAt(portalUrl);
  const password = await secret('CARBON_TRACK_PASSWORD', `Password of ${user}: `);
  const idToken = await idTokenFor(config, user, password);
  return { apiBase: config.apiUrl === '' ? portalUrl : config.apiUrl, idToken };
};
