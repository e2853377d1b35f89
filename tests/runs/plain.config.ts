// An ordinary configuration that knows nothing of Plimsoll; see own-test.spec.ts.
import { defineConfig } from '@playwright/test';

const executablePath = process.env.PLIMSOLL_CHROMIUM_PATH;

export default defineConfig({
  testDir: './own-journeys',
  outputDir: process.env.OWN_OUTPUT_DIR ?? 'own-output',
  reporter: 'json',
  use: { launchOptions: executablePath === undefined ? {} : { executablePath } },
});
