import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as z from 'zod';
import { isMissing } from '../is-missing.ts';
import { writeAtomic } from '../write-atomic.ts';

const keyFileSchema = z.looseObject({ pem: z.string() });
/** cognito-local writes this into every token's header. */
const keyId = 'CognitoLocal';

export type Jwks = { keys: { kid: string; kty: 'RSA'; n: string; e: string; alg: 'RS256'; use: 'sig' }[] };

const loadOrCreate = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    await writeAtomic(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return readFile(path, 'utf8');
  }
};

/**
 * Gives cognito-local a signing key of this data folder. The one it ships is the same for everybody, so anyone could
 * sign tokens with it; it reads the key from this module object each time it signs.
 */
export const installSigningKey = async (path: string): Promise<Jwks> => {
  const pem = await loadOrCreate(path);
  const shipped: unknown = createRequire(import.meta.url)('cognito-local/lib/keys/cognitoLocal.private.json');
  keyFileSchema.parse(shipped);
  Object.assign(shipped as object, { pem });
  const { n, e } = z
    .object({ n: z.string(), e: z.string() })
    .parse(createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' }));
  return { keys: [{ kid: keyId, kty: 'RSA', n, e, alg: 'RS256', use: 'sig' }] };
};
