import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { sendCompressed } from './send-compressed.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const unbuilt =
  '<!doctype html><meta charset="utf-8"><title>Carbon Track</title><p>The portal is not built yet. Stop the system and run <code>npm start</code> again. The API is at <a href="/api/docs">/api/docs</a>.';

const fileIn = async (folder: string, path: string): Promise<Buffer | null> => {
  const file = normalize(join(folder, path));
  if (!file.startsWith(`${normalize(folder)}${sep}`) || file.includes('\0')) return null;
  // Any reason a file cannot be read is the same to a browser: it is not there.
  return readFile(file).catch(() => null);
};

/**
 * The built portal. Hashed assets are kept for a year; every path that is no file is a page of the portal and gets
 * `index.html`, except below `/assets/`, where a missing file must not turn into a page.
 */
export const portalFiles = (folder: string) => {
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const send = (body: Buffer, type: string, cacheControl: string): Promise<void> => {
      response.setHeader('content-type', type);
      response.setHeader('cache-control', cacheControl);
      return sendCompressed(request, response, 200, body);
    };
    const extension = extname(path);
    const file = extension === '' ? null : await fileIn(folder, path);
    const isAsset = path.startsWith('/assets/');
    if (file !== null) {
      const cacheControl = isAsset ? 'public, max-age=31536000, immutable' : 'no-cache';
      return send(file, types[extension] ?? 'application/octet-stream', cacheControl);
    }
    if (isAsset) {
      response.writeHead(404, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
      response.end('There is no such file: reload the page.');
      return;
    }
    const page = (await fileIn(folder, '/index.html')) ?? Buffer.from(unbuilt);
    await send(page, types['.html'] ?? '', 'no-cache');
  };
};
