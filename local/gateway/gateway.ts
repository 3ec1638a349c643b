import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { isLocalHost } from '../local-host.ts';

export type GatewayOptions = {
  /** 0 takes a free port. */
  readonly port: number;
  readonly api: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;
  readonly signIn: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly portal: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
  /** `host` is the checked Host header: the portal works under each name of this machine. */
  readonly config: (host: string) => PortalConfig;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly log: (message: string) => void;
};

export type Gateway = { readonly port: number; stop(): Promise<void> };

/** As in the cloud, without the instruction to use HTTPS: there is none on a loopback port. */
const securityHeaders = (host: string): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
});

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
};

const answer = async (
  options: GatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const host = request.headers.host ?? '';
  if (!isLocalHost(host)) return plain(response, 421, 'Open this at http://127.0.0.1 or http://localhost.');
  for (const [name, value] of Object.entries(securityHeaders(host))) response.setHeader(name, value);
  const url = new URL(request.url ?? '/', `http://${host}`);
  if (url.pathname.startsWith('/api/')) return options.api(request, response, url);
  if (url.pathname === '/cognito' || url.pathname === '/cognito/') return options.signIn(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'Use GET here.');
  if (url.pathname === '/config.json') {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(options.config(host)));
    return;
  }
  await options.portal(request, response, decodeURIComponent(url.pathname));
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/**
 * The one HTTP port of this machine: portal, `/config.json`, `/api`, sign-in and the WebSocket of the live view.
 * Rejects with `EADDRINUSE` when the port is taken.
 */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      options.log(`${request.method} request failed: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else plain(response, 400, 'The request cannot be read: check its address.');
    });
  });
  server.on('upgrade', options.upgrade);
  const port = await listen(server, options.port);
  return {
    port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
