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

/** What belongs to other configurations, or to runs that are started by tests. */
const NOT_OURS = ['experience/**', 'journeys/**', 'verdict/**', 'runs/*journeys/**'];
/** These compare moments of a page or a socket with a script, so nothing may run beside them. */
const TIMED = [
  ...['calibrate', 'demo', 'kits', 'page', 'probe'].map((room) => `${room}/**/*.spec.ts`),
  'load/stamps.spec.ts',
  'run/control-server.spec.ts',
  'report/replay.spec.ts',
];
/** Pages and whole runs of which only the outcome is looked at: they may have a machine that does other things, too. */
const OUTCOMES = [
  ...['bad-pages', 'bad-pages-in-the-way', 'lost-turns', 'odd-answers'].map((name) => `page/${name}.spec.ts`),
  ...['cannot-start', 'faults-later', 'installed-package', 'kill', 'load-command', 'secrets'].map(
    (name) => `runs/${name}.spec.ts`,
  ),
];
const RUN_MS = 300_000;

export default defineConfig({
  testDir: '.',
  testIgnore: NOT_OURS,
  outputDir: '../reports/.playwright-tests',
  fullyParallel: true,
  workers: '100%',
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
    { name: 'parts', testIgnore: [...NOT_OURS, ...TIMED, 'runs/**'] },
    { name: 'outcomes', testMatch: OUTCOMES, dependencies: ['parts'], timeout: RUN_MS },
    {
      name: 'timed',
      testMatch: TIMED,
      testIgnore: [...NOT_OURS, ...OUTCOMES],
      dependencies: ['outcomes'],
      workers: 1,
    },
    {
      name: 'runs',
      testMatch: 'runs/*.spec.ts',
      testIgnore: [...NOT_OURS, ...OUTCOMES],
      dependencies: ['timed'],
      workers: 1,
      fullyParallel: false,
      timeout: RUN_MS,
    },
  ],
});
