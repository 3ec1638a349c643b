import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compiledCatalogs } from './build/compiled-catalogs.ts';
import { withoutJsonSchema } from './build/without-json-schema.ts';

/** `npm run dev -w frontend` shows the portal with live reload against a system that runs already. */
const system = process.env.CARBON_TRACK_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [compiledCatalogs(), withoutJsonSchema(), react()],
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/config.json': system, '/api': system, '/mqtt': { target: system, ws: true } },
  },
});
