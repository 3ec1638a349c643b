import type { Emulator } from './emulator.ts';

export type Answer = { readonly status: number; readonly body: unknown };
export type DeployedApi = (method: string, path: string, token?: string, body?: object) => Promise<Answer>;

/** The deployed gateway with its Cognito authorizer, which the emulator serves below its own endpoint. */
export const deployedApi = ({ endpoint }: Emulator, apiDocsUrl: string): DeployedApi => {
  const { hostname, pathname } = new URL(apiDocsUrl);
  const [api] = hostname.split('.');
  const [, stage] = pathname.split('/');
  return async (method, path, token, body) => {
    const answer = await fetch(new URL(`/restapis/${api}/${stage}/_user_request_${path}`, endpoint), {
      method,
      headers: {
        ...(token !== undefined && { Authorization: token }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
};
