import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` serves the page with hot reload in front of a server that runs already.
const server = process.env['SIGHTLINE'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  // Relative addresses, so that the page also works behind a path prefix.
  base: './',
  // The server puts a nonce here, anew for each answer: styles made at run time carry it.
  html: { cspNonce: '%NONCE%' },
  build: {
    outDir: 'target/classes/META-INF/resources',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: {
      '/api': server,
      '/vod': server,
      '/ws': { target: server, ws: true },
      '/live': { target: server, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
});
