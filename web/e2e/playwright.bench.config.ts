import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** What a person waits for in the browser; `make bench` starts the desk. */
export default defineConfig({
  ...tests,
  testDir: 'bench',
  testMatch: '*.bench.ts',
  workers: 1,
  reporter: [['line']],
});
