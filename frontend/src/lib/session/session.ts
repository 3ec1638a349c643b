import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { stillGood, storedIdToken } from './token-storage.ts';
import type { SignInStep } from './user-pool.ts';

/**
 * Who is signed in. Amplify is loaded when it has work to do (signing in or out, renewing), which on most visits
 * is after the first screen stands.
 */
export type Session = {
  sub: () => string | null;
  /** Loads what signing in needs, while the person still types. */
  prepare: () => void;
  signIn: (username: string, password: string) => Promise<SignInStep>;
  setNewPassword: (password: string) => Promise<SignInStep>;
  signOut: () => Promise<void>;
  idToken: (fresh: boolean) => Promise<string | null>;
};

export const createSession = (config: PortalConfig): Session => {
  const pool = once(async () => (await import('./user-pool.ts')).openUserPool(config));
  return {
    sub: () => storedIdToken()?.sub ?? null,
    prepare: () => void pool().catch(() => undefined),
    signIn: async (username, password) => (await pool()).signIn(username, password),
    setNewPassword: async (password) => (await pool()).setNewPassword(password),
    signOut: async () => (await pool()).signOut(),
    idToken: async (fresh) => {
      const stored = storedIdToken();
      if (!fresh && stored !== null && stillGood(stored, Date.now())) return stored.token;
      return (await pool()).idToken(fresh);
    },
  };
};

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      // A failed download is tried again by the next who asks.
      made = null;
      throw error;
    });
    return made;
  };
};
