import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { startRun } from './start-run.js';

test('--grep, --workers=1, --trace and --add-reporter: one person on one journey, degraded by name, and JUnit', async () => {
  const junit = join(mkdtempSync(join(tmpdir(), 'plimsoll-modes-')), 'junit.xml');
  const run = startRun({
    options: {
      profile: 'page-only',
      people: 2,
      stages: [{ kind: 'baseline', seconds: 4, minTurns: 3, maxSeconds: 30 }],
    },
    journeys: 'journeys',
    args: ['--grep', 'the second journey|verdict', '--workers=1', '--trace=on', '--add-reporter=junit'],
    env: { PLAYWRIGHT_JUNIT_OUTPUT_FILE: junit },
  });
  await run.ended;
  const { run: facts, instrument } = run.findings();
  expect(
    facts.people.map(({ id, journey }) => [id, journey]),
    run.output(),
  ).toEqual([['person-1', 'the second journey']]);
  expect(instrument.reasons).toContain('1 of 2 people: no more workers than that');
  expect(instrument.reasons.join('\n')).toContain('the trace is on');
  expect(instrument.validity).not.toBe('valid');
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toContain('the second journey');
  expect(xml).not.toContain('the first journey');
  expect(xml).toContain('the measurement can be believed');
  // Ours is still there beside the one that was added.
  expect(run.output()).toContain('report.html');
});

test('--headed: the run goes on, and is degraded by name', async () => {
  // A window of a machine that has no screen: the browser is headed all the same.
  const browser = join(mkdtempSync(join(tmpdir(), 'plimsoll-headed-')), 'chromium');
  const real = process.env.PLIMSOLL_CHROMIUM_PATH ?? chromium.executablePath();
  writeFileSync(browser, `#!/bin/sh\nexec '${real}' --ozone-platform=headless "$@"\n`, { mode: 0o755 });
  const run = startRun({
    options: {
      profile: 'page-only',
      people: 1,
      stages: [{ kind: 'baseline', seconds: 4, minTurns: 3, maxSeconds: 30 }],
    },
    args: ['--headed'],
    // Whoever runs these tests has found one already and hands it on.
    env: { PLIMSOLL_BROWSER: undefined, PLIMSOLL_CHROMIUM_PATH: browser },
  });
  await run.ended;
  const { instrument, phases } = run.findings();
  expect(
    phases.map(({ experience }) => experience.turns > 0),
    run.output(),
  ).toEqual([true]);
  expect(instrument.reasons.join('\n')).toContain('the browser is headed');
  expect(instrument.validity).not.toBe('valid');
});
