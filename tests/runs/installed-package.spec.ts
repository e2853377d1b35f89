import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const modules = (root: string): string => join(root, 'node_modules');

const CONFIG = `
import { defineConfig } from '@playwright/test';
import { plimsoll } from 'plimsoll';

export default defineConfig({
  ...plimsoll({
    people: 1,
    stages: [
      { kind: 'baseline', seconds: 4, minTurns: 3, maxSeconds: 30 },
      { kind: 'peak', streams: 3, seconds: 5, minTurns: 3, maxSeconds: 30, rampSeconds: 1 },
      { kind: 'recovery', seconds: 3, minTurns: 1 },
    ],
  }),
});
`;
const JOURNEY = `
import { expect, test } from 'plimsoll/fixtures';

test('a person asks and reads', async ({ chat, run }) => {
  await chat.open();
  for await (const prompt of run.prompts()) {
    const turn = await chat.ask(prompt);
    if (run.stage.kind === 'baseline') expect.soft(turn).toBeAnswered();
  }
});
`;

/** Somebody's project with the packed package in it; what the package depends on is lent by the checkout. */
function projectWithPackage(): string {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-project-'));
  mkdirSync(modules(root));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', root], {
    cwd: CHECKOUT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  execFileSync('tar', ['xzf', packed], { cwd: root });
  renameSync(join(root, 'package'), join(modules(root), 'plimsoll'));
  for (const name of readdirSync(modules(CHECKOUT))) {
    if (name.startsWith('.') || name === 'plimsoll') continue;
    symlinkSync(join(modules(CHECKOUT), name), join(modules(root), name));
  }
  mkdirSync(join(root, 'tests', 'experience'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'shop', private: true, type: 'module' }));
  writeFileSync(join(root, 'playwright.config.ts'), CONFIG);
  writeFileSync(join(root, 'tests', 'experience', 'asks.spec.ts'), JOURNEY);
  return root;
}

test('the packed package runs in a project that has nothing but it: journeys, verdict, report', () => {
  const root = projectWithPackage();
  const {
    PLIMSOLL_TEST_JSON: _json,
    TEST_WORKER_INDEX: _worker,
    TEST_PARALLEL_INDEX: _index,
    ...env
  } = process.env;
  const cli = join(modules(root), '@playwright', 'test', 'cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'test'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const runDir = join(root, 'reports', 'latest');
  expect(readdirSync(join(root, 'reports')), stdout + stderr).toContain('latest');
  const findings = JSON.parse(readFileSync(join(runDir, 'findings.json'), 'utf8')) as Findings;
  expect(status, stdout + stderr).toBe(findings.verdict.status === 'pass' ? 0 : 1);
  expect(findings.phases.map(({ kind }) => kind)).toEqual(['baseline', 'peak', 'recovery']);
  for (const { name, experience } of findings.phases.slice(0, 2))
    expect(experience.turns, name).toBeGreaterThan(0);
  // Allure shows tests by where they stand: no way out of a folder, and nothing of how the package is made.
  const folder = join(runDir, 'allure-results');
  const titles = readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map(
      (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { titlePath: string[] }).titlePath,
    );
  expect(titles).toContainEqual(['plimsoll', 'verdict.spec.js', 'verdict']);
  expect(titles).toContainEqual(['shop', 'asks.spec.ts']);
  expect(titles.flat()).not.toContain('..');
});
