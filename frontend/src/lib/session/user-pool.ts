import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { tokenStorage } from './token-storage.ts';

/** What comes next on the way in. A challenge this portal does not offer is named, not swallowed. */
export type SignInStep = { kind: 'done' } | { kind: 'new-password' } | { kind: 'unsupported'; step: string };

type UserPool = {
  signIn: (username: string, password: string) => Promise<SignInStep>;
  setNewPassword: (password: string) => Promise<SignInStep>;
  signOut: () => Promise<void>;
  idToken: (fresh: boolean) => Promise<string | null>;
};

const stepOf = (output: { isSignedIn: boolean; nextStep: { signInStep: string } }): SignInStep => {
  if (output.isSignedIn) return { kind: 'done' };
  const step = output.nextStep.signInStep;
  return step === 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED'
    ? { kind: 'new-password' }
    : { kind: 'unsupported', step };
};

/** Amplify against the pool of `/config.json`. A local pool speaks no SRP: the password goes to loopback only. */
export const openUserPool = (config: PortalConfig): UserPool => {
  const { userPoolId, userPoolClientId, userPoolEndpoint } = config;
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId,
        ...(userPoolEndpoint === null ? {} : { userPoolEndpoint }),
      },
    },
  });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(tokenStorage);
  const authFlowType = userPoolEndpoint === null ? 'USER_SRP_AUTH' : 'USER_PASSWORD_AUTH';
  return {
    signIn: async (username, password) => {
      await tokenStorage.clear();
      return stepOf(await signIn({ username, password, options: { authFlowType } }));
    },
    setNewPassword: async (password) => stepOf(await confirmSignIn({ challengeResponse: password })),
    signOut: async () => {
      await signOut().catch(() => undefined);
      await tokenStorage.clear();
    },
    idToken: async (fresh) =>
      (await fetchAuthSession({ forceRefresh: fresh })).tokens?.idToken?.toString() ?? null,
  };
};
