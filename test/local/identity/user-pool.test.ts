import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Membership } from '@carbon-track/contract/roles.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { cognitoDoor } from '../../../local/identity/cognito-door.ts';
import { type LocalUserPool, openUserPool } from '../../../local/identity/user-pool.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';

const open = async (folder: string) => {
  const put: Membership[] = [];
  const memberships = { find: async () => null, put: async (one: Membership) => void put.push(one) };
  return { pool: await openUserPool(folder, memberships), put };
};

const startDoor = async (pool: LocalUserPool): Promise<string> => {
  const door = cognitoDoor(pool.api, () => undefined);
  const server = createServer((request, response) => void door(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const answerSchema = z.object({
  __type: z.string().optional(),
  AuthenticationResult: z
    .object({ IdToken: z.string(), AccessToken: z.string(), RefreshToken: z.string().optional() })
    .optional(),
});

const call = async (url: string, action: string, body: unknown) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${action}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: answerSchema.parse(await response.json()) };
};

describe('the local user pool', () => {
  it('has one demo account per role, with passwords of its own and rights as memberships', async () => {
    const { pool, put } = await open(await temporaryFolder());
    const { pool: other } = await open(await temporaryFolder());
    expect(put.map(({ role, factoryId }) => [role, factoryId])).toEqual([
      ['factory-manager', 'kapkoros'],
      ['hq-manager', null],
      ['ops', null],
      ['verifier', null],
    ]);
    expect(put.map(({ sub }) => sub)).toEqual(pool.demoLogins.map(({ sub }) => sub));
    const passwords = [...pool.demoLogins, ...other.demoLogins].map(({ password }) => password);
    expect(new Set(passwords).size).toBe(8);
  });

  it('signs in with the printed password, also after a restart, and its tokens verify', async () => {
    const folder = await temporaryFolder();
    const { pool } = await open(folder);
    const { pool: again } = await open(folder);
    const [login] = again.demoLogins;
    const token = await again.signIn(login?.email ?? '', login?.password ?? '');
    expect((await again.verifyIdToken(token)).sub).toBe(login?.sub);
    expect((await pool.verifyIdToken(token)).token_use).toBe('id');
    await expect(again.signIn(login?.email ?? '', 'wrong')).rejects.toThrow();
  });

  it('accepts neither access tokens, nor changed ones, nor tokens of another laptop', async () => {
    const folder = await temporaryFolder();
    const { pool } = await open(folder);
    const [login] = pool.demoLogins;
    const url = await startDoor(pool);
    const { body } = await call(url, 'InitiateAuth', {
      ClientId: pool.userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: login?.email, PASSWORD: login?.password },
    });
    const { IdToken = '', AccessToken = '' } = body.AuthenticationResult ?? {};
    expect(AccessToken.split('.')).toHaveLength(3);
    expect((await pool.verifyIdToken(IdToken)).sub).toBe(login?.sub);
    await expect(pool.verifyIdToken(AccessToken)).rejects.toThrow();
    const [head, , signature] = IdToken.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'somebody', token_use: 'id' })).toString('base64url');
    await expect(pool.verifyIdToken(`${head}.${claims}.${signature}`)).rejects.toThrow();
    const { pool: other } = await open(await temporaryFolder());
    const foreign = other.demoLogins[0];
    const token = await other.signIn(foreign?.email ?? '', foreign?.password ?? '');
    await expect(pool.verifyIdToken(token)).rejects.toThrow();
  });
});

describe('the sign-in door', () => {
  it('tells a wrong password from an unknown account as little as Cognito does', async () => {
    const { pool } = await open(await temporaryFolder());
    const url = await startDoor(pool);
    for (const USERNAME of [pool.demoLogins[0]?.email, 'nobody@demo.example']) {
      const answer = await call(url, 'InitiateAuth', {
        ClientId: pool.userPoolClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD: 'wrong' },
      });
      expect([answer.status, answer.body.__type]).toEqual([400, 'NotAuthorizedException']);
    }
  });

  it.each(['AdminSetUserPassword', 'AdminCreateUser', 'ListUsers', 'SignUp', 'ListUserPools'])(
    'does not open %s to web pages',
    async (action) => {
      const { pool } = await open(await temporaryFolder());
      const email = pool.demoLogins[0]?.email;
      const answer = await call(await startDoor(pool), action, {
        UserPoolId: pool.userPoolId,
        ClientId: pool.userPoolClientId,
        Username: email,
        Password: 'New-password-1',
        Permanent: true,
      });
      expect([answer.status, answer.body.__type]).toEqual([400, 'InvalidAction']);
    },
  );

  it('renews a session the way Amplify asks for it, until it is signed out', async () => {
    const { pool } = await open(await temporaryFolder());
    const url = await startDoor(pool);
    const [login] = pool.demoLogins;
    const ClientId = pool.userPoolClientId;
    const signedIn = await call(url, 'InitiateAuth', {
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: login?.email, PASSWORD: login?.password },
    });
    const RefreshToken = signedIn.body.AuthenticationResult?.RefreshToken;
    const renewed = await call(url, 'GetTokensFromRefreshToken', { ClientId, RefreshToken });
    const token = renewed.body.AuthenticationResult?.IdToken ?? '';
    expect((await pool.verifyIdToken(token)).sub).toBe(login?.sub);
    for (const made of ['made-up', undefined]) {
      const refused = await call(url, 'GetTokensFromRefreshToken', { ClientId, RefreshToken: made });
      expect(refused.status).toBe(400);
    }
    expect((await call(url, 'RevokeToken', { ClientId, Token: RefreshToken })).status).toBe(200);
    const ended = await call(url, 'GetTokensFromRefreshToken', { ClientId, RefreshToken });
    expect([ended.status, ended.body.__type]).toEqual([400, 'NotAuthorizedException']);
  });

  it('sets no new password and shows no account to somebody who only names it', async () => {
    const { pool } = await open(await temporaryFolder());
    const url = await startDoor(pool);
    const [victim] = pool.demoLogins;
    const { email = '', password = '', sub } = victim ?? {};
    const unsigned = [{ alg: 'none' }, { sub, username: sub, client_id: pool.userPoolClientId }, {}]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const attempts = {
      RespondToAuthChallenge: {
        ClientId: pool.userPoolClientId,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: 'made-up',
        ChallengeResponses: { USERNAME: email, NEW_PASSWORD: 'Mine-now-1' },
      },
      ChangePassword: { AccessToken: unsigned, PreviousPassword: password, ProposedPassword: 'Mine-now-1' },
      GetUser: { AccessToken: unsigned },
    };
    for (const [action, body] of Object.entries(attempts)) {
      expect((await call(url, action, body)).status, action).toBe(400);
    }
    await expect(pool.signIn(email, password)).resolves.toContain('.');
  });

  it('refuses bytes that are no request', async () => {
    const { pool } = await open(await temporaryFolder());
    const response = await fetch(await startDoor(pool), {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
      body: '[not json',
    });
    expect(response.status).toBe(400);
  });
});
