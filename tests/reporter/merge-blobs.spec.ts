import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { FullResult, TestCase, TestResult } from '@playwright/test/reporter';
import { packLedgers } from '../../dist/src/ledger/pack-ledgers.js';
import type { Findings } from '../../dist/src/model/findings.js';
import type { RunPlan } from '../../dist/src/model/plan.js';
import PlimsollReporter from '../../dist/src/reporter/index.js';
import { type Planted, plantLedger } from '../findings/plant-ledger.js';
import { plantPlan } from '../findings/plant-plan.js';
import { writePlanted } from '../findings/write-planted.js';

let folder: string;
const before = { ...process.env };
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-merge-'));
  process.env.PLIMSOLL_REPORTS_DIR = join(folder, 'reports');
  process.env.GITHUB_STEP_SUMMARY = join(folder, 'step.md');
});
test.afterEach(() => {
  for (const name of ['PLIMSOLL_REPORTS_DIR', 'GITHUB_STEP_SUMMARY']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  rmSync(folder, { recursive: true, force: true });
});

/** The pack of a planted run, as its verdict attaches it. */
async function packOf(
  seed: number,
  { plan = {}, ...planted }: Partial<Planted> & { plan?: Partial<RunPlan> } = {},
) {
  const runDir = join(folder, `run-${seed}`);
  const { ledger } = plantLedger({ seed, ...planted });
  const finished = { type: 'event', atMs: ledger.lastMs!, kind: 'finished', message: 'Done.' } as const;
  writePlanted(runDir, { ledger: { ...ledger, events: [...ledger.events, finished] } });
  writeFileSync(join(runDir, 'plan.json'), JSON.stringify({ ...plantPlan, ...plan }));
  return packLedgers(runDir, ledger.run);
}

/** Replays a verdict's result, as `merge-reports` does: nothing was preprocessed. */
function replay(reporter: PlimsollReporter, attachments: TestResult['attachments'], role = 'verdict'): void {
  const parent = { project: () => ({ metadata: { plimsoll: { role } } }) };
  reporter.onTestEnd(
    { title: 'the measurement can be believed', parent } as unknown as TestCase,
    { status: 'passed', attachments } as unknown as TestResult,
  );
}

const attached = (path: string): TestResult['attachments'] => [
  { name: 'ledger.jsonl.gz', contentType: 'application/gzip', path },
];
const end = { status: 'passed' } as FullResult;
const mergedDir = (): string => join(folder, 'reports', 'planted-7-merged-with-1');
const findings = (): Findings =>
  JSON.parse(readFileSync(join(mergedDir(), 'findings.json'), 'utf8')) as Findings;

test('replayed verdicts are merged into one run, by path and by body', async () => {
  const reporter = new PlimsollReporter();
  replay(reporter, attached(await packOf(7)));
  const body = readFileSync(await packOf(8));
  replay(reporter, [{ name: 'ledger.jsonl.gz', contentType: 'application/gzip', body }]);
  // What people attach is none of it.
  replay(reporter, attached(join(folder, 'gone')), 'experience');
  expect(await reporter.onEnd(end)).toBeUndefined();
  expect(findings().run.segments).toHaveLength(2);
  expect(findings().verdict.status).toBe('pass');
  expect(readFileSync(join(folder, 'step.md'), 'utf8')).toContain('Run planted-7-merged-with-1');
});

test('a verdict that is no pass is thrown, and everything is written before', async () => {
  const reporter = new PlimsollReporter();
  replay(reporter, attached(await packOf(7)));
  replay(reporter, attached(await packOf(8, { brokenFromMs: 5_000 })));
  await expect(reporter.onEnd(end)).rejects.toThrow(/The merged run did not pass: .*[\s\S]*E_VERDICT/);
  expect(findings().verdict.status).toBe('fail');
  expect(existsSync(join(mergedDir(), 'report.html'))).toBe(true);
  expect(existsSync(join(folder, 'step.md'))).toBe(true);
});

test('runs of different plans are refused, by what differs', async () => {
  const reporter = new PlimsollReporter();
  replay(reporter, attached(await packOf(7)));
  replay(reporter, attached(await packOf(8, { plan: { criterionShare: 0.5, seed: 9 } })));
  await expect(reporter.onEnd(end)).rejects.toThrow(/different plans \(criterionShare\)/);
});

test('an attachment that is gone is told, not left out', async () => {
  const reporter = new PlimsollReporter();
  replay(reporter, attached(await packOf(7)));
  replay(reporter, attached(join(folder, 'gone')));
  await expect(reporter.onEnd(end)).rejects.toThrow(/gone cannot be unpacked: it is gone/);
});

test('blobs without a verdict are not ours: nothing is written', async () => {
  const reporter = new PlimsollReporter();
  replay(reporter, [], 'experience');
  expect(await reporter.onEnd(end)).toBeUndefined();
  expect(existsSync(join(folder, 'reports'))).toBe(false);
});
