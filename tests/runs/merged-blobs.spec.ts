import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, expect, test } from '@playwright/test';
import { buildAllureReport } from '../../dist/src/cli/allure/build-allure-report.js';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { startChatServer } from '../../dist/src/demo/chat-server.js';
import { startModelServer } from '../../dist/src/demo/model-server.js';
import type { Findings, Phase } from '../../dist/src/model/findings.js';
import { openAllure } from '../report/allure/open-allure.js';
import { type StartedRun, startRun } from './start-run.js';
import { zeroOf } from './zero-of.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Long enough for browsers to open and for everybody's first turn, on a machine that does both shards' work. */
const UNTIL_START_MS = 30_000;

const STAGES: PlimsollOptions['stages'] = [
  { kind: 'baseline', seconds: 4, minTurns: 1 },
  { kind: 'peak', streams: 5, seconds: 6, minTurns: 1, rampSeconds: 1 },
  { kind: 'recovery', seconds: 3, minTurns: 1 },
];

/** A run as on a machine of its own, whose results go into a blob. */
function startBlob(
  blobs: string,
  name: string,
  options: PlimsollOptions,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): StartedRun {
  return startRun({
    options,
    args: ['--add-reporter=blob', ...args],
    env: { PLAYWRIGHT_BLOB_OUTPUT_FILE: join(blobs, `${name}.zip`), ...env },
  });
}

interface Ended {
  readonly code: number;
  readonly output: string;
}

const runNode = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
  new Promise((resolve) => {
    const {
      PLIMSOLL_TEST_JSON: _json,
      TEST_WORKER_INDEX: _worker,
      TEST_PARALLEL_INDEX: _index,
      ...inherited
    } = process.env;
    execFile(
      process.execPath,
      [...args],
      { cwd: at('../..'), env: { ...inherited, ...env } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });

interface Merged extends Ended {
  readonly runDir: string;
  readonly findings: Findings;
}

/** `playwright merge-reports`, as whoever has only the blobs would do it. */
async function merge(blobs: string, run: string): Promise<Merged> {
  const reportsDir = mkdtempSync(join(tmpdir(), 'plimsoll-merged-'));
  const cli = at('../../node_modules/@playwright/test/cli.js');
  const ended = await runNode([cli, 'merge-reports', '-c', at('./given.config.ts'), blobs], {
    PLIMSOLL_REPORTS_DIR: reportsDir,
  });
  const runDir = join(reportsDir, run);
  return { ...ended, runDir, findings: findingsIn(runDir, ended.output) };
}

/** `plimsoll merge` of the same runs' folders. */
async function mergeFolders(runs: readonly StartedRun[], run: string): Promise<Merged> {
  const reportsDir = mkdtempSync(join(tmpdir(), 'plimsoll-merged-'));
  const ended = await runNode(
    [
      at('../../dist/src/cli/main.js'),
      'merge',
      '--reports-dir',
      reportsDir,
      ...runs.map(({ runDir }) => runDir),
    ],
    {},
  );
  const runDir = join(reportsDir, run);
  return { ...ended, runDir, findings: findingsIn(runDir, ended.output) };
}

function findingsIn(runDir: string, output: string): Findings {
  try {
    return JSON.parse(readFileSync(join(runDir, 'findings.json'), 'utf8')) as Findings;
  } catch (error) {
    throw new Error(`no findings in ${runDir}:\n${output}`, { cause: error });
  }
}

/**
 * All but how long the ledgers were, and the seconds that lie in no phase: the machine is watched on until its runner ends,
 * the blob holds what was before.
 */
const judged = ({ run: { ledger: _, ...run }, seconds, ...findings }: Findings): unknown => {
  const windows = findings.phases.flatMap((each) => each.windows ?? [each]);
  const inPhases = seconds.filter(({ atMs }) =>
    windows.some(({ fromMs, toMs }) => atMs >= fromMs && atMs + 1_000 <= toMs),
  );
  expect(inPhases.length).toBeGreaterThan(5);
  return { ...findings, run, seconds: inPhases };
};

const phase = ({ phases }: Findings, kind: string): Phase => phases.find((each) => each.kind === kind)!;

/** Only what is thrown sets the exit code of a merge. */
const codeOf = ({ verdict }: Findings): number => (verdict.status === 'pass' ? 0 : 1);

/** The Allure report of the merged run, whose segments lie beside it as a CI would have fetched them, in a browser. */
async function expectAllure(
  browser: Browser,
  { runDir, findings }: Merged,
  segments: readonly StartedRun[],
  names: readonly string[],
): Promise<void> {
  for (const { id, runDir: from } of segments) cpSync(from, join(dirname(runDir), id), { recursive: true });
  const { html } = await buildAllureReport(runDir);
  const { page, complaints, close } = await openAllure(browser, html);
  await expect(page.getByTestId('report-title')).toContainText(findings.run.id, { timeout: 60_000 });
  const leaves = page.getByTestId('tree-leaf');
  // Allure opens the folders in which something went wrong.
  const folders = ['phases', 'asks-and-reads.spec.ts'];
  await expect(page.getByTestId('tree-section-title').filter({ hasText: folders[0]! })).toBeVisible();
  for (const folder of folders) {
    const title = page.getByTestId('tree-section-title').filter({ hasText: folder });
    const inside = leaves.filter({ hasText: folder === 'phases' ? 'baseline' : 'a person asks and reads' });
    if ((await inside.count()) === 0) await title.click();
  }
  for (const name of names) await expect(leaves.filter({ hasText: name })).toHaveCount(1);
  // One of each segment: the same test in both is no second attempt at one.
  await expect(leaves.filter({ hasText: 'a person asks and reads' })).toHaveCount(segments.length);
  await expect(page.getByTestId('tree-section-title').filter({ hasText: 'verdict' })).toHaveCount(0);
  await page.screenshot({ path: test.info().outputPath('allure-tree.png') });
  const turns = findings.marks.filter(({ phase }) => phase === 'peak');
  await leaves.filter({ hasText: names.at(-1)! }).click();
  const steps = page.getByTestId('test-result-step-title').filter({ hasText: /person-\d+: / });
  await expect(steps).toHaveCount(turns.length);
  await page.screenshot({ path: test.info().outputPath('allure-peak.png') });
  expect(complaints).toEqual([]);
  await close();
}

test('two shards with a common start are one run: loads add up, budgets are judged after the merge', async ({
  browser,
}) => {
  const model = await startModelServer({
    slots: 4,
    seed: 7,
    prefillMs: 100,
    prefillJitterShare: 0.1,
    tokensPerSecond: 60,
    tokens: 30,
    tokensJitterShare: 0.1,
    slowdownPerSlotShare: 0,
  });
  const chat = await startChatServer({ modelUrl: `${model.url}/v1` });
  const blobs = mkdtempSync(join(tmpdir(), 'plimsoll-blobs-'));
  const options: PlimsollOptions = {
    people: 2,
    target: { chatUrl: chat.url, loadUrl: `${chat.url}/api/chat` },
    stages: STAGES,
  };
  const env = { PLIMSOLL_START_AT: String(Date.now() + UNTIL_START_MS) };
  const shards = [1, 2].map((index) =>
    startBlob(blobs, `shard-${index}`, options, { args: [`--shard=${index}/2`], env }),
  );
  for (const shard of shards) await shard.ended;
  await Promise.all([chat.close(), model.close()]);

  const own = shards.map((shard) => shard.findings());
  for (const [index, findings] of own.entries()) {
    expect(findings.run.people.map(({ id }) => id)).toEqual([`person-${index + 1}`]);
    expect(findings.budgets.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  }
  expect(own.map((findings) => phase(findings, 'peak').load.streams)).toEqual([3, 2]);
  expect(Math.abs(zeroOf(shards[0]!) - zeroOf(shards[1]!))).toBeLessThan(50);

  const run = `${shards[0]!.id}-merged-with-1`;
  const merged = await merge(blobs, run);
  expect(merged.output).toContain('report.html');
  expect(merged.code, merged.output).toBe(codeOf(merged.findings));
  const { load } = phase(merged.findings, 'peak');
  expect(load).toMatchObject({ streams: 5, offered: 7 });
  expect(load.inFlight!).toBeGreaterThan(4);
  expect(load.inFlight!).toBeLessThanOrEqual(5.01);
  const counts = (findings: Findings): number => phase(findings, 'peak').load.wireTtftMs.n;
  expect(counts(own[0]!)).toBeGreaterThan(0);
  expect(counts(own[1]!)).toBeGreaterThan(0);
  // A stream or two at the edges of the stage, which is that of the shard that began it last.
  expect(Math.abs(counts(merged.findings) - counts(own[0]!) - counts(own[1]!))).toBeLessThanOrEqual(2);
  expect(phase(merged.findings, 'baseline').load).toMatchObject({ streams: 0, offered: 2 });
  expect(merged.findings.run.segments).toEqual(
    shards.map(({ id }, at) => ({ label: `shard-${at + 1}`, run: id })),
  );
  expect(merged.findings.budgets.map(({ status }) => status)).not.toContain('skipped');

  await test.step('Allure', () =>
    expectAllure(browser, merged, shards, ['the run as a whole', 'peak (5 streams)']));
  const sameLedgers = await mergeFolders(shards, run);
  expect(judged(sameLedgers.findings)).toEqual(judged(merged.findings));
});

test('two runs without a common start are replicates: their loads are never summed', async ({ browser }) => {
  const blobs = mkdtempSync(join(tmpdir(), 'plimsoll-blobs-'));
  // Each has a demo of its own: they can be run at once, as on two machines.
  const options: PlimsollOptions = { people: 1, stages: STAGES };
  const runs = ['one', 'other'].map((name) => startBlob(blobs, name, options));
  for (const each of runs) await each.ended;
  const own = runs.map((each) => each.findings());

  const run = `${runs[0]!.id}-merged-with-1`;
  const merged = await merge(blobs, run);
  expect(merged.code, merged.output).toBe(codeOf(merged.findings));
  expect(phase(merged.findings, 'peak').load).toMatchObject({ streams: 5, offered: 6 });
  for (const { kind, load, experience } of merged.findings.phases) {
    const [a, b] = own.map((findings) => phase(findings, kind));
    expect(load.wireTtftMs.n).toBe(a!.load.wireTtftMs.n + b!.load.wireTtftMs.n);
    expect(experience.turns).toBe(a!.experience.turns + b!.experience.turns);
    if (load.inFlight === null) continue;
    const [least, most] = [a!, b!].map((each) => each.load.inFlight!).sort((x, y) => x - y);
    expect(load.inFlight).toBeGreaterThanOrEqual(least! - 1e-9);
    expect(load.inFlight).toBeLessThanOrEqual(most! + 1e-9);
  }
  expect(merged.findings.run.segments.map(({ label }) => label)).toEqual(['replicate-1', 'replicate-2']);
  await test.step('Allure', () =>
    expectAllure(browser, merged, runs, ['the run as a whole', 'peak (5 streams)']));
  const sameLedgers = await mergeFolders(runs, run);
  expect(judged(sameLedgers.findings)).toEqual(judged(merged.findings));
});
