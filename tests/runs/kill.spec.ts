import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { pidsOfRole, processesWithRunId, workerPids } from './processes-with-run-id.js';
import { shortPlan } from './short-plan.js';
import { type StartedRun, startRun } from './start-run.js';

const CLI = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
/** Everything of a run that was ended from outside is gone after this. */
const GONE_MS = 5000;

const leftOf = (run: StartedRun) =>
  expect.poll(() => processesWithRunId(run.id), { timeout: GONE_MS, intervals: [100] }).toEqual([]);

/** The crowd is at work: its first second with streams has been written down. */
async function crowdAtWork(run: StartedRun): Promise<void> {
  await run.printed('2 of 2 people are ready');
  await expect
    .poll(() => run.ledger('crowd').filter(({ type }) => type === 'stream').length, { timeout: 30_000 })
    .toBeGreaterThan(2);
}

/** `plimsoll report` of what is there; its exit code says what the verdict is, which is not the question here. */
function rebuild(run: StartedRun): Findings {
  try {
    execFileSync(process.execPath, [CLI, 'report', run.runDir], { stdio: 'pipe' });
  } catch (error) {
    expect((error as { status: number }).status, String((error as { stderr: Buffer }).stderr)).not.toBe(2);
  }
  return run.findings();
}

test('the runner is killed: nothing is left on the machine, and the ledger still makes a report', async () => {
  const run = startRun({ options: shortPlan });
  await crowdAtWork(run);
  const turnsBefore = run.ledger('person-1').filter(({ type }) => type === 'turn').length;
  run.process.kill('SIGKILL');
  await run.ended;
  await leftOf(run);
  const findings = rebuild(run);
  expect(findings.run.interrupted).toBe(true);
  expect(findings.run.people.map(({ id }) => id)).toEqual(['person-1', 'person-2']);
  expect(run.ledger('person-1').filter(({ type }) => type === 'turn').length).toBeGreaterThanOrEqual(
    turnsBefore,
  );
  expect(findings.phases.map(({ name }) => name)).toEqual(['baseline', 'peak']);
  expect(readFileSync(join(run.runDir, 'summary.md'), 'utf8')).toContain('interrupted');
  expect(existsSync(join(run.runDir, 'report.html'))).toBe(true);
});

for (const through of ['playwright', 'plimsoll'] as const) {
  test(`Ctrl-C, run through ${through}: the run drains, reports what it has and ends with 130`, async () => {
    const run = startRun({ options: shortPlan, through });
    await crowdAtWork(run);
    process.kill(-run.process.pid!, 'SIGINT');
    const { code } = await run.ended;
    expect(code, run.output()).toBe(130);
    await leftOf(run);
    expect(run.findings().run.interrupted).toBe(true);
    expect(run.output()).toContain('report.html');
  });
}

for (const role of ['conductor', 'crowd'] as const) {
  test(`the ${role} is killed: the run ends at once, says so and leaves nothing behind`, async () => {
    const run = startRun({ options: shortPlan });
    await crowdAtWork(run);
    const [pid] = pidsOfRole(run.id, role);
    process.kill(pid!, 'SIGKILL');
    const { code } = await run.ended;
    expect(code, run.output()).toBe(1);
    await leftOf(run);
    const findings = run.findings();
    expect(findings.run.interrupted).toBe(true);
    expect(findings.verdict.status).not.toBe('pass');
    expect(findings.run.events.map(({ kind }) => kind)).toContain('process-lost');
    expect(run.output()).toMatch(new RegExp(`the ${role} was ended by SIGKILL`));
  });
}

test('a worker is killed: the run goes on with the others and says so', async () => {
  const run = startRun({ options: shortPlan });
  await crowdAtWork(run);
  const [pid] = workerPids(run.id);
  process.kill(pid!, 'SIGKILL');
  const { code } = await run.ended;
  expect(code, run.output()).toBe(1);
  await leftOf(run);
  const findings = run.findings();
  expect(findings.run.interrupted).toBe(false);
  expect(findings.phases.map(({ name }) => name)).toEqual(['baseline', 'peak', 'recovery']);
  const lost = findings.run.events.find(({ kind }) => kind === 'person-lost');
  expect(lost?.message).toMatch(/person-\d was lost/);
  const lastPhase = findings.phases.at(-1)!;
  expect(lastPhase.experience.turns + lastPhase.leftOut.turns).toBeGreaterThan(0);
});
