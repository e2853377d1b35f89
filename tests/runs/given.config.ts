// The main job with the options that a test gives; see start-run.ts.
import { defineConfig } from '@playwright/test';

const { plimsoll } = await import('../../dist/src/index.js');

export default defineConfig({
  ...plimsoll(JSON.parse(process.env.PLIMSOLL_TEST_OPTIONS ?? '{}'), {
    testDir: process.env.PLIMSOLL_TEST_JOURNEYS ?? '../experience',
  }),
});
