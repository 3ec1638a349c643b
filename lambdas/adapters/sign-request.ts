import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

export type SigningCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

export type SigningScope = { readonly region: string; readonly service: string };

const hmac = (key: string | Buffer | KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** One key per secret, day, region and service; a new day or new credentials make a new one. */
let cachedKey: { readonly of: string; readonly key: KeyObject } | undefined;

const signingKey = (secret: string, day: string, { region, service }: SigningScope): KeyObject => {
  const of = `${secret} ${day} ${region} ${service}`;
  if (cachedKey?.of !== of) {
    const bytes = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request');
    cachedKey = { of, key: createSecretKey(bytes) };
  }
  return cachedKey.key;
};

/**
 * Signature Version 4 for a POST to `/` without a query: the headers given, completed by date, session token and
 * authorization. Header names are lower case. Source: AWS, "Create a signed AWS API request".
 */
export const signedHeaders = (
  headers: Readonly<Record<string, string>>,
  body: string,
  credentials: SigningCredentials,
  scope: SigningScope,
  nowMs: number,
): Record<string, string> => {
  const amzDate = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const day = amzDate.slice(0, 8);
  const { sessionToken } = credentials;
  const all: Record<string, string> = {
    ...headers,
    'x-amz-date': amzDate,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(all).sort();
  const signed = names.join(';');
  const canonicalHeaders = names.map((name) => `${name}:${all[name]}\n`).join('');
  const canonical = `POST\n/\n\n${canonicalHeaders}\n${signed}\n${hash('sha256', body)}`;
  const credentialScope = `${day}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${amzDate}\n${credentialScope}\n${hash('sha256', canonical)}`;
  const signature = hmac(signingKey(credentials.secretAccessKey, day, scope), toSign).toString('hex');
  all.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${credentialScope}, SignedHeaders=${signed}, Signature=${signature}`;
  return all;
};
