import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = { target: process.env.GUICHET_URL ?? 'http://localhost:8080', ws: true };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
  // Nothing is inlined as data: addresses, so that a strict content security policy holds.
  build: { target: 'es2022', assetsInlineLimit: 0, manifest: true, chunkSizeWarningLimit: 700 },
  test: {
    environment: 'happy-dom',
    isolate: false,
    include: ['src/**/*.test.{ts,tsx}'],
    // Long enough for a machine that builds the programs beside.
    testTimeout: 60_000,
  },
});
