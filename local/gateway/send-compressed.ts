import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { compressedFromBytes } from '@carbon-track/contract/route.ts';

const compress = promisify(gzip);

const acceptsGzip = ({ headers }: IncomingMessage): boolean =>
  String(headers['accept-encoding'] ?? '')
    .split(',')
    .some((coding) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding));

/** Ends an answer, gzipped where the client takes that and it is worth it, as API Gateway and Amplify Hosting do. */
export const sendCompressed = async (
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  plain: Buffer,
): Promise<void> => {
  const isCompressed = plain.length >= compressedFromBytes && acceptsGzip(request);
  const body = isCompressed ? await compress(plain) : plain;
  if (isCompressed) response.setHeader('content-encoding', 'gzip');
  response.writeHead(status, { 'content-length': body.length, vary: 'accept-encoding' });
  response.end(body);
};
