import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import * as z from 'zod';
import { callAws, type Emulator } from './emulator.ts';

const username = 'ops@example.org';
const password = 'A-rehearsal-of-2026';

const createdSchema = z.object({
  User: z.object({ Attributes: z.array(z.object({ Name: z.string(), Value: z.string() })) }),
});

const memory = new Map<string, string>();
const tokenStorage = {
  getItem: async (key: string) => memory.get(key) ?? null,
  setItem: async (key: string, value: string) => void memory.set(key, value),
  removeItem: async (key: string) => void memory.delete(key),
  clear: async () => memory.clear(),
};

/** Makes an account as docs/deploy.md says, in the deployed pool. Answers its sub. */
export const makeAccount = async (emulator: Emulator, { userPoolId }: PortalConfig): Promise<string> => {
  const cognito = (action: string, input: object) =>
    callAws(emulator, 'cognito-idp', `AWSCognitoIdentityProviderService.${action}`, {
      UserPoolId: userPoolId,
      Username: username,
      ...input,
    });
  const verified = { Name: 'email_verified', Value: 'true' };
  const created = createdSchema.parse(
    await cognito('AdminCreateUser', { UserAttributes: [{ Name: 'email', Value: username }, verified] }),
  );
  await cognito('AdminSetUserPassword', { Password: password, Permanent: true });
  const sub = created.User.Attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error('The new account has no sub.');
  return sub;
};

/** Signs in as the portal does in the cloud: Amplify, SRP, the deployed client. Answers the ID token. */
export const signInBySrp = async ({ endpoint }: Emulator, config: PortalConfig): Promise<string> => {
  const { userPoolId, userPoolClientId } = config;
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoint } } });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(tokenStorage);
  const { nextStep } = await signIn({ username, password, options: { authFlowType: 'USER_SRP_AUTH' } });
  const token = (await fetchAuthSession()).tokens?.idToken?.toString();
  if (token === undefined) throw new Error(`Signing in stopped at ${nextStep.signInStep}.`);
  return token;
};
