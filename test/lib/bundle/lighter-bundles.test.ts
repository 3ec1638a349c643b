import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { openApiDocument } from '@carbon-track/contract/openapi.ts';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { bundleEntry, bundleLambda } from '../../../lib/bundle/bundle-lambda.ts';
import { apiEvent } from '../../fakes/api-event.ts';

const folder = mkdtempSync(join(tmpdir(), 'carbon-track-lighter-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

it('the bundled docs describe the API exactly as the sources do', async () => {
  vi.stubEnv('PORTAL_ORIGIN', 'https://portal.example');
  await bundleLambda('docs', join(folder, 'docs'));
  const { handler } = await import(join(folder, 'docs', 'index.mjs'));
  const { statusCode, body } = await handler(apiEvent('getOpenApi'));
  expect([statusCode, JSON.parse(body)]).toEqual([200, JSON.parse(JSON.stringify(openApiDocument()))]);
});

const listing = `<?xml version="1.0"?><ListBucketResult><Contents><Key>a/1</Key></Contents><Contents><Key>a/2</Key></Contents>
  <CommonPrefixes><Prefix>a/b/</Prefix></CommonPrefixes></ListBucketResult>`;
const missing = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>gone</Message></Error>';

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat(await request.toArray());

it('the bundled S3 client puts, gets and lists, signed and with checksums', async () => {
  const seen: { line: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const line = `${request.method} ${request.url}`;
    seen.push({ line, headers: request.headers, body: await bodyOf(request) });
    if (line.includes('/missing')) return response.writeHead(404).end(missing);
    response.end(line.includes('list-type=2') ? listing : 'stored');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    await bundleEntry(fileURLToPath(new URL('./store-calls.ts', import.meta.url)), join(folder, 'store'));
    const store = (await import(join(folder, 'store', 'index.mjs'))).openStore();
    await store.put('a/1', Buffer.from('bytes'), 'text/plain');
    expect(Buffer.from(await store.get('a/1')).toString()).toBe('stored');
    expect(await store.get('missing')).toBeNull();
    expect(await store.list('a/', { limit: 5 })).toEqual(['a/1', 'a/2']);
    expect(await store.folders('a/')).toEqual(['a/b/']);
  } finally {
    await new Promise((closed) => server.close(closed));
  }
  const [put] = seen;
  expect(put?.line).toBe('PUT /ct-test/a/1?x-id=PutObject');
  expect(put?.body.toString()).toBe('bytes');
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32('bytes'));
  expect(put?.headers['x-amz-checksum-crc32']).toBe(checksum.toString('base64'));
  const signature =
    /^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-west-1\/s3\/aws4_request, .*Signature=[0-9a-f]{64}$/;
  for (const { headers } of seen) {
    expect(headers.authorization).toMatch(signature);
    expect(headers['x-amz-security-token']).toBe('token');
  }
});
