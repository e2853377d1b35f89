// The product's own tests. The main job is the root configuration's.
import '../src/cli/fresh-build.mjs';
import { defineConfig } from '@playwright/test';

const { browserForRun } = await import('../dist/src/config/browser-for-run.js');
const browser = browserForRun({ env: process.env });
// Tests that launch a browser themselves use the one that was found.
if (browser.source !== null && browser.executablePath !== undefined) {
  process.env.PLIMSOLL_CHROMIUM_PATH ??= browser.executablePath;
}
const json = process.env.PLIMSOLL_TEST_JSON;

/** Runs of the whole product: they measure, so nothing may run beside them. */
const WHOLE_RUNS = ['runs/*.spec.ts'];

export default defineConfig({
  testDir: '.',
  testIgnore: ['experience/**', 'journeys/**', 'verdict/**', 'runs/*journeys/**'],
  outputDir: '../reports/.playwright-tests',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  reporter: json === undefined ? [['list']] : [['list'], ['json', { outputFile: json }]],
  use: {
    ...(browser.source !== null && browser.channel !== undefined ? { channel: browser.channel } : {}),
    launchOptions:
      browser.source !== null && browser.executablePath !== undefined
        ? { executablePath: browser.executablePath }
        : {},
  },
  projects: [
    { name: 'parts', testIgnore: ['runs/**', 'experience/**', 'journeys/**', 'verdict/**'] },
    {
      name: 'runs',
      testMatch: WHOLE_RUNS,
      dependencies: ['parts'],
      fullyParallel: false,
      workers: 1,
      timeout: 300_000,
    },
  ],
});
