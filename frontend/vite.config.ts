import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { libraryChunks } from './build/chunks.ts';
import { compiledCatalogs } from './build/compiled-catalogs.ts';
import { lighterZod } from './build/lighter-zod.ts';
import { withoutDescriptions } from './build/without-descriptions.ts';

/** `npm run dev -w frontend` shows the portal with live reload against a system that runs already. */
const system = process.env.CARBON_TRACK_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [compiledCatalogs(), lighterZod(), withoutDescriptions(), react()],
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: libraryChunks } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/config.json': system, '/api': system, '/mqtt': { target: system, ws: true } },
  },
});
