import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';
import { isLocalHost } from '../local-host.ts';
import { type Broker, maxPublishBytes } from './broker.ts';

export type BrowserSocket = {
  /** Listener for the HTTP server's `upgrade`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
};

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/**
 * MQTT over WebSocket at `/mqtt`. Only a page of our own origin may open one: a browser sends Origin and Host
 * truthfully, so neither another site nor a rebound DNS name gets through. Tools that send no Origin may.
 */
export const acceptBrowsers = (broker: Broker): BrowserSocket => {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxPublishBytes + 1_024,
    handleProtocols: (protocols) => (protocols.has('mqtt') ? 'mqtt' : false),
  });
  server.on('connection', (socket, request) => {
    const stream = createWebSocketStream(socket);
    // aedes listens once it has the stream; an error before that only ends this connection.
    stream.on('error', () => socket.terminate());
    broker.handleBrowser(stream, request);
  });
  return {
    upgrade: (request, socket, head) => {
      const { origin, host } = request.headers;
      if (request.url?.split('?')[0] !== '/mqtt') return refuse(socket, '404 Not Found');
      if (!isLocalHost(host)) return refuse(socket, '421 Misdirected Request');
      if (origin !== undefined && origin !== `http://${host}`) return refuse(socket, '403 Forbidden');
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
    },
    stop: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
