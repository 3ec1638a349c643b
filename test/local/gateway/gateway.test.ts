import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { problemSchema } from '@carbon-track/contract/problem.ts';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { apiGateway, type NounHandlers } from '../../../local/gateway/api-gateway.ts';
import { startGateway } from '../../../local/gateway/gateway.ts';
import { portalFiles } from '../../../local/gateway/portal-files.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** A raw request: `fetch` would not let a test lie about its Host. */
const send = (
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { body, ...rest } = options;
    const sent = request({ host: '127.0.0.1', port, path, ...rest }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    sent.on('error', reject);
    sent.end(body);
  });

const start = async (
  answer: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> = async () => ({
    statusCode: 200,
    body: '{}',
  }),
) => {
  const events: [noun: string, event: APIGatewayProxyEvent][] = [];
  const recorded = (noun: string) => async (event: APIGatewayProxyEvent) => {
    events.push([noun, event]);
    return answer(event);
  };
  const nouns = ['emissions', 'factories', 'devices', 'alerts', 'live', 'quarantine', 'docs', 'users'];
  const dist = await temporaryFolder();
  await mkdir(join(dist, 'assets'));
  await writeFile(join(dist, 'index.html'), '<title>Portal</title>');
  await writeFile(join(dist, 'assets', 'main-1a2b.js'), 'export {}');
  await writeFile(join(dist, 'assets', 'base-3c4d.js'), '// base\n'.repeat(400));
  const gateway = await startGateway({
    port: 0,
    api: apiGateway({
      handlers: Object.fromEntries(nouns.map((noun) => [noun, recorded(noun)])) as NounHandlers,
      verifyIdToken: async (token) => {
        if (token !== 'good') throw new Error('bad token');
        return { sub: 'sub-1', token_use: 'id', auth_time: 1_795_000_000 };
      },
      now: () => 1_795_000_000_000,
      log: () => undefined,
    }),
    signIn: async (_request, response) => void response.end('sign-in'),
    portal: portalFiles(dist),
    config: (host) => ({
      stage: 'local',
      region: 'eu-west-1',
      userPoolId: 'p',
      userPoolClientId: 'c',
      userPoolEndpoint: `http://${host}/cognito`,
      apiUrl: '',
      mqttUrl: `ws://${host}/mqtt`,
      seeded: true,
    }),
    upgrade: (_request, socket) => void socket.destroy(),
    log: () => undefined,
  });
  onTestFinished(() => gateway.stop());
  return { port: gateway.port, events };
};
const signedIn = { authorization: 'good' };

describe('the API on a laptop', () => {
  it('hands a noun the event API Gateway would make of the request', async () => {
    const { port, events } = await start();
    await send(port, '/api/factories/kapkoros/chimneys/kapkoros-1/configuration?a=1&a=2', {
      method: 'PUT',
      headers: { ...signedIn, 'Content-Type': 'application/json' },
      body: '{"fromMs":1}',
    });
    expect(events).toHaveLength(1);
    const [noun, event] = events[0] ?? [];
    expect(noun).toBe('factories');
    expect(event).toMatchObject({
      resource: '/api/factories/{factoryId}/chimneys/{chimneyId}/configuration',
      path: '/api/factories/kapkoros/chimneys/kapkoros-1/configuration',
      httpMethod: 'PUT',
      headers: { 'Content-Type': 'application/json', authorization: 'good' },
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      pathParameters: { factoryId: 'kapkoros', chimneyId: 'kapkoros-1' },
      stageVariables: null,
      requestContext: {
        authorizer: { claims: { sub: 'sub-1', token_use: 'id', auth_time: '1795000000' } },
        resourcePath: '/api/factories/{factoryId}/chimneys/{chimneyId}/configuration',
        requestTimeEpoch: 1_795_000_000_000,
      },
      body: '{"fromMs":1}',
      isBase64Encoded: false,
    });
  });

  it('leaves out what a request does not have, as null', async () => {
    const { port, events } = await start();
    await send(port, '/api/me', { headers: { authorization: 'Bearer good' } });
    expect(events[0]?.[1]).toMatchObject({
      pathParameters: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      body: null,
    });
  });

  it('prefers a fixed path to a parameter', async () => {
    const { port, events } = await start();
    await send(port, '/api/factories/overview', { headers: signedIn });
    expect(events[0]?.[1].resource).toBe('/api/factories/overview');
  });

  it('answers 401 without a valid token before any handler runs, and lets the public in', async () => {
    const { port, events } = await start();
    for (const headers of [{}, { authorization: 'bad' }]) {
      const answer = await send(port, '/api/me', { headers });
      expect(answer.status).toBe(401);
      expect(problemSchema.parse(JSON.parse(answer.body)).type).toBe(
        'urn:carbon-track:problem:unauthenticated',
      );
    }
    expect(events).toEqual([]);
    expect((await send(port, '/api/docs')).status).toBe(200);
    expect(events.map(([noun]) => noun)).toEqual(['docs']);
  });

  it('passes status, headers, cookies and binary bodies on', async () => {
    const { port } = await start(async () => ({
      statusCode: 201,
      headers: { 'Content-Type': 'image/x-test' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: Buffer.from('bytes').toString('base64'),
      isBase64Encoded: true,
    }));
    const answer = await send(port, '/api/me', { headers: signedIn });
    expect(answer).toMatchObject({
      status: 201,
      body: 'bytes',
      headers: { 'content-type': 'image/x-test', 'set-cookie': ['a=1', 'b=2'] },
    });
  });

  it('compresses a long answer for whoever accepts it, and nothing else', async () => {
    const long = JSON.stringify('reading '.repeat(400));
    const { port } = await start(async () => ({ statusCode: 200, body: long }));
    const askedWith = (coding: string) =>
      send(port, '/api/me', { headers: { ...signedIn, 'accept-encoding': coding } });
    const short = Number((await askedWith('br, gzip;q=0.5')).headers['content-length']);
    expect(short).toBeLessThan(long.length / 10);
    expect((await askedWith('gzip')).headers['content-encoding']).toBe('gzip');
    for (const coding of ['identity', 'gzip;q=0', 'br']) {
      expect(await askedWith(coding)).toMatchObject({ body: long });
    }
    const brief = await start();
    const answer = await send(brief.port, '/api/me', { headers: { ...signedIn, 'accept-encoding': 'gzip' } });
    expect(answer).toMatchObject({ body: '{}' });
  });

  it('answers problem details for an unknown path, a body above 10 MB, and a handler that throws', async () => {
    const { port } = await start(() => Promise.reject(new Error('boom')));
    const kinds = async (answer: Promise<Answer>) => {
      const { status, body } = await answer;
      return [status, problemSchema.parse(JSON.parse(body)).status];
    };
    expect(await kinds(send(port, '/api/nothing'))).toEqual([404, 404]);
    expect(await kinds(send(port, '/api/factories/%ff', { headers: signedIn }))).toEqual([404, 404]);
    const body = 'x'.repeat(10 * 1_024 * 1_024 + 1);
    const upload = { method: 'POST', headers: signedIn, body };
    expect(await kinds(send(port, '/api/emissions', upload))).toEqual([413, 413]);
    expect(await kinds(send(port, '/api/me', { headers: signedIn }))).toEqual([500, 500]);
  });
});

describe('the portal’s door', () => {
  it('answers only to names of this machine', async () => {
    const { port } = await start();
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example']) {
      expect((await send(port, '/', { headers: { host } })).status).toBe(421);
    }
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      expect((await send(port, '/', { headers: { host } })).status).toBe(200);
    }
  });

  it('gives every page of the portal index.html, keeps hashed assets, and never takes a page for an asset', async () => {
    const { port } = await start();
    const page = await send(port, '/factories/kapkoros/live');
    expect([page.status, page.body]).toEqual([200, '<title>Portal</title>']);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const asset = await send(port, '/assets/main-1a2b.js');
    expect(asset.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect((await send(port, '/assets/main-old.js')).status).toBe(404);
    const headers = { 'accept-encoding': 'gzip' };
    const long = await send(port, '/assets/base-3c4d.js', { headers });
    expect(long.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(Number(long.headers['content-length'])).toBeLessThan(200);
  });

  it('serves nothing from outside its folder', async () => {
    const { port } = await start();
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
      const { body } = await send(port, path);
      expect(body).not.toContain('"name"');
    }
    expect((await send(port, '/%E0%A4%A')).status).toBe(400);
  });

  it('names addresses under the host it was asked by', async () => {
    const { port } = await start();
    const { body } = await send(port, '/config.json', { headers: { host: `localhost:${port}` } });
    expect(JSON.parse(body).mqttUrl).toBe(`ws://localhost:${port}/mqtt`);
  });
});
