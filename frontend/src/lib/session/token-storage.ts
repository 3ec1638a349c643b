import * as z from 'zod';

const prefix = 'carbon-track.session.';
const idTokenEnding = '.idToken';
/** A token that ends sooner than this is renewed first: the call it is for takes time too. */
const spareMs = 120_000;

const ownKeys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

/** Where Amplify keeps its tokens. Ours, so that a page with a good token need not load Amplify to use it. */
export const tokenStorage = {
  setItem: async (key: string, value: string): Promise<void> => localStorage.setItem(prefix + key, value),
  getItem: async (key: string): Promise<string | null> => localStorage.getItem(prefix + key),
  removeItem: async (key: string): Promise<void> => localStorage.removeItem(prefix + key),
  clear: async (): Promise<void> => {
    for (const key of ownKeys()) localStorage.removeItem(key);
  },
};

const payloadSchema = z.object({ sub: z.string(), exp: z.number() });
export type StoredToken = { token: string; sub: string; expiresAtMs: number };

const decode = (token: string): StoredToken | null => {
  try {
    const part = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { sub, exp } = payloadSchema.parse(JSON.parse(atob(part)));
    return { token, sub, expiresAtMs: exp * 1_000 };
  } catch {
    // Not a token of ours: whoever asks signs in again.
    return null;
  }
};

/** The ID token at hand, good or expired; null: nobody is signed in. The server alone judges it. */
export const storedIdToken = (): StoredToken | null => {
  const key = ownKeys().find((name) => name.endsWith(idTokenEnding));
  return key === undefined ? null : decode(localStorage.getItem(key) ?? '');
};

export const stillGood = (stored: StoredToken, nowMs: number): boolean =>
  stored.expiresAtMs - spareMs > nowMs;
