import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { budgetSentence } from '#plimsoll/findings/budget-sentence.js';
import { PACK_NAME, packLedgers } from '#plimsoll/ledger/pack-ledgers.js';
import type { Findings } from '#plimsoll/model/findings.js';
import type { RunPlan } from '#plimsoll/model/plan.js';
import { verdictSentence } from '#plimsoll/report/sentences.js';
import { buildReport } from '#plimsoll/reporter/build-report.js';
import { rememberedPlan } from '#plimsoll/reporter/remembered-plan.js';
import { connectToRun } from '#plimsoll/run/person-link.js';
import { RUN_ID_VARIABLE } from '#plimsoll/run/protocol.js';

/**
 * The tests of the verdict: "the measurement can be believed", and one a budget, titled with its sentence. Not serial:
 * budgets are skipped, with that reason, when the measurement cannot be believed.
 */
const plan = rememberedPlan();
const run = process.env[RUN_ID_VARIABLE];
if (plan !== undefined && run !== undefined) judge(plan, run);

function judge(plan: RunPlan, run: string): void {
  const runDir = join(resolve(plan.reportsDir), run);
  let findings: Findings | undefined;

  // Not serial mode: it would skip the later budgets after the first that fails.
  test.describe.configure({ mode: 'default' });
  test.describe('verdict', () => {
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures destructured, and there are none.
    test('the measurement can be believed', async ({}, testInfo) => {
      await whenDrained(run);
      const built = await buildReport(runDir);
      findings = built.findings;
      await testInfo.attach('report.html', { path: built.paths.html, contentType: 'text/html' });
      await testInfo.attach('findings.json', { path: built.paths.findings, contentType: 'application/json' });
      await testInfo.attach('summary.md', { path: built.paths.summary, contentType: 'text/markdown' });
      await testInfo.attach(PACK_NAME, {
        path: await packLedgers(runDir, run),
        contentType: 'application/gzip',
      });
      expect(findings.verdict.status, verdictSentence(findings)).not.toBe('invalid');
    });
    test('the run went through its plan', async () => {
      findings ??= (await buildReport(runDir)).findings;
      const { verdict, budgets } = findings;
      test.skip(verdict.status === 'invalid', 'the measurement cannot be believed');
      // What is not a budget's failure is the run's own: it was cut short, or nobody could take part.
      const isBudgets = budgets.some(({ status }) => status !== 'pass' && status !== 'skipped');
      expect(verdict.status === 'pass' || isBudgets, verdictSentence(findings)).toBe(true);
    });
    for (const [index, budget] of plan.budgets.entries()) {
      test(budgetSentence(budget), async () => {
        findings ??= (await buildReport(runDir)).findings;
        test.skip(findings.verdict.status === 'invalid', 'the measurement cannot be believed');
        const result = findings.budgets[index]!;
        test.skip(result.status === 'skipped', result.why ?? 'the plan cannot answer it');
        expect(result.status, `${result.sentence}: measured ${result.actual ?? 'nothing'}`).toBe('pass');
      });
    }
  });
}

/**
 * Waits until the conductor says that the crowd has drained, or is gone; the test's own timeout is the limit. Without
 * a conductor there is nothing to wait for.
 */
async function whenDrained(run: string): Promise<void> {
  const link = await connectToRun(run).catch(() => undefined);
  if (link === undefined) return;
  await new Promise<void>((settle) => {
    link.onMessage((message) => {
      if (message.type === 'drained' || message.type === 'cannot-start') settle();
    });
    link.onClose(settle);
    link.send({ type: 'hello', role: 'verdict' });
  });
  link.close();
}
