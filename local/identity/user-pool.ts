import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Membership } from '@carbon-track/contract/roles.ts';
import { JwtVerifier } from 'aws-jwt-verify';
import * as z from 'zod';
import type { Memberships } from '../../lambdas/adapters/ports/memberships.ts';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { type CognitoApi, localIssuer, openCognito } from './cognito.ts';
import { type DemoLogin, demoAccounts, demoLoginSchema } from './demo-accounts.ts';
import { installSigningKey } from './signing-key.ts';

export type IdTokenClaims = { readonly sub: string } & Readonly<Record<string, unknown>>;

export type LocalUserPool = {
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly demoLogins: readonly DemoLogin[];
  readonly api: CognitoApi;
  /** Claims of a valid ID token of this pool; throws for any other token. */
  verifyIdToken(token: string): Promise<IdTokenClaims>;
  /** Signs in as the portal does and answers the ID token. */
  signIn(email: string, password: string): Promise<string>;
};

const poolSchema = z.object({ userPoolId: z.string(), userPoolClientId: z.string() });
type Pool = z.infer<typeof poolSchema>;

const createPool = async (api: CognitoApi): Promise<Pool> => {
  const pool = z
    .object({ UserPool: z.object({ Id: z.string() }) })
    .parse(await api('CreateUserPool', { PoolName: 'carbon-track', UsernameAttributes: ['email'] }));
  const userPoolId = pool.UserPool.Id;
  const client = z.object({ UserPoolClient: z.object({ ClientId: z.string() }) }).parse(
    await api('CreateUserPoolClient', {
      UserPoolId: userPoolId,
      ClientName: 'portal',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      IdTokenValidity: 1,
      AccessTokenValidity: 1,
      RefreshTokenValidity: 30,
      TokenValidityUnits: { IdToken: 'hours', AccessToken: 'hours', RefreshToken: 'days' },
    }),
  );
  return { userPoolId, userPoolClientId: client.UserPoolClient.ClientId };
};

const createUser = async (api: CognitoApi, UserPoolId: string, email: string): Promise<DemoUser> => {
  const password = `Tea-${randomBytes(12).toString('base64url')}-1`;
  const attributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  const created = z
    .object({
      User: z.object({ Attributes: z.array(z.object({ Name: z.string(), Value: z.string() })) }),
    })
    .parse(
      await api('AdminCreateUser', {
        UserPoolId,
        Username: email,
        MessageAction: 'SUPPRESS',
        UserAttributes: attributes,
      }),
    );
  await api('AdminSetUserPassword', {
    UserPoolId,
    Username: email,
    Password: password,
    Permanent: true,
  });
  const sub = created.User.Attributes.find(({ Name }) => Name === 'sub')?.Value;
  if (sub === undefined) throw new Error(`the local user pool gave ${email} no sub: run \`npm run reset\``);
  return { sub, password };
};
type DemoUser = { readonly sub: string; readonly password: string };

const loadOrCreateLogins = async (folder: string, api: CognitoApi, pool: Pool): Promise<DemoLogin[]> => {
  const path = join(folder, 'demo-logins.json');
  const stored = await readJsonFile(path, z.array(demoLoginSchema));
  if (stored !== null) return stored;
  const logins: DemoLogin[] = [];
  for (const account of demoAccounts) {
    logins.push({ ...account, ...(await createUser(api, pool.userPoolId, account.email)) });
  }
  await writeJsonFile(path, logins);
  return logins;
};

const loadOrCreatePool = async (folder: string, api: CognitoApi): Promise<Pool> => {
  const path = join(folder, 'pool.json');
  const stored = await readJsonFile(path, poolSchema);
  if (stored !== null) return stored;
  const pool = await createPool(api);
  await writeJsonFile(path, pool);
  return pool;
};

const membershipOf = ({ sub, name, role, factoryId }: DemoLogin): Membership =>
  role === 'factory-manager'
    ? { sub, name, role, factoryId, expiresAtMs: null }
    : { sub, name, role, factoryId: null, expiresAtMs: null };

/** The user pool of this machine with a demo account per role; rights are put where they come from everywhere else. */
export const openUserPool = async (folder: string, memberships: Memberships): Promise<LocalUserPool> => {
  const jwks = await installSigningKey(join(folder, 'signing-key.pem'));
  const api = await openCognito(join(folder, 'db'));
  const pool = await loadOrCreatePool(folder, api);
  const demoLogins = await loadOrCreateLogins(folder, api, pool);
  for (const login of demoLogins) await memberships.put(membershipOf(login));

  const issuer = `${localIssuer}/${pool.userPoolId}`;
  const verifier = JwtVerifier.create({ issuer, audience: pool.userPoolClientId });
  verifier.cacheJwks(jwks);
  return {
    ...pool,
    demoLogins,
    api,
    verifyIdToken: async (token) => {
      const claims = await verifier.verify(token);
      const { sub, token_use: use } = claims;
      if (use !== 'id' || sub === undefined) throw new Error('not an ID token: send the ID token');
      return { ...claims, sub };
    },
    signIn: async (email, password) => {
      const answer = await api('InitiateAuth', {
        ClientId: pool.userPoolClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      });
      const shape = z.object({ AuthenticationResult: z.object({ IdToken: z.string() }) });
      return shape.parse(answer).AuthenticationResult.IdToken;
    },
  };
};
