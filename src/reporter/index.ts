import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestResult,
  TestRun,
} from '@playwright/test/reporter';
import { redactPlan } from '../config/redact-plan.js';
import type { RunPlan } from '../model/plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { renderConsole } from '../report/render-console.js';
import { killProcesses, processesOfRun } from '../run/processes-of-run.js';
import { RUN_ID_VARIABLE, RUN_TOKEN_VARIABLE } from '../run/protocol.js';
import { makeRunFolder } from '../run/run-folder.js';
import { appendStepSummary } from './append-step-summary.js';
import { buildReport } from './build-report.js';
import { type ConductorHandle, startConductor } from './conductor-handle.js';
import { type DealtPeople, dealPeople } from './deal-people.js';
import { isListing } from './is-listing.js';
import { planLines } from './plan-lines.js';
import { createProgress } from './progress.js';
import { recordLoss } from './record-loss.js';
import { rememberedPlan } from './remembered-plan.js';
import { tellRunFolder } from './run-folder-pointer.js';
import { toldToPlaywright } from './told-to-playwright.js';

/**
 * Leads a run from inside Playwright: deals people over journeys and starts the conductor before any worker exists,
 * prints progress, and builds the report when nobody else has.
 */
export default class PlimsollReporter implements Reporter {
  readonly #progress = createProgress({
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY === true,
    columns: () => process.stdout.columns ?? 120,
  });
  #conductor: ConductorHandle | undefined;
  #runDir: string | undefined;
  #cannotStart: string | undefined;
  readonly #onSigint = (): void => this.#conductor?.interrupt('Ctrl-C');

  /** A list of tests is Playwright's to print. */
  printsToStdio(): boolean {
    return !isListing();
  }

  async preprocess({
    config,
    suite,
    testRun,
  }: {
    config: FullConfig;
    suite: Suite;
    testRun: TestRun;
  }): Promise<void> {
    const plan = rememberedPlan();
    const experience = suite.suites.filter((project) => roleOf(project) === 'experience');
    // Nothing to lead: only other projects were selected, or the tests are only listed.
    if (plan === undefined || experience.length === 0 || isListing()) return;
    try {
      await this.#lead(plan, experience, config.workers, testRun);
    } catch (error) {
      throw toldToPlaywright(error);
    }
  }

  async #lead(plan: RunPlan, experience: readonly Suite[], workers: number, testRun: TestRun): Promise<void> {
    const suites = experience.map((suite) => ({ device: markOf(suite)?.device, suite }));
    const { people, excluded } = dealPeople(suites, Math.min(plan.people, workers));
    for (const test of excluded) testRun.exclude(test);
    const run = process.env[RUN_ID_VARIABLE]!;
    const runDir = makeRunFolder(resolve(plan.reportsDir), run);
    this.#runDir = runDir;
    tellRunFolder(runDir);
    writeFileSync(join(runDir, 'plan.json'), `${JSON.stringify(redactPlan(plan), null, 2)}\n`);
    for (const line of planLines(plan, people.length, relative(process.cwd(), runDir)))
      this.#progress.line(line);
    await this.#startRun(plan, run, runDir, { people, workers });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const role = roleOf(test.parent);
    if (role === undefined || this.#cannotStart !== undefined) return;
    if (result.status === 'passed' || result.status === 'skipped') return;
    if (result.status === 'interrupted') return;
    const message = stripStyle(result.error?.message ?? result.status);
    this.#progress.line(`  ✘ ${test.title}\n    ${message.split('\n').join('\n    ')}`);
  }

  onError(error: { message?: string }): void {
    if (this.#cannotStart === undefined) this.#progress.line(`✘ ${stripStyle(error.message ?? 'error')}`);
  }

  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] } | undefined> {
    this.#progress.end();
    process.off('SIGINT', this.#onSigint);
    if (this.#runDir === undefined) return undefined;
    if (result.status === 'interrupted') this.#conductor?.interrupt('Ctrl-C');
    await this.#conductor?.finish();
    // Whatever survived, e.g. the browser of a killed worker: a run leaves nothing behind.
    killProcesses(processesOfRun(), new Set([process.pid]));
    const { findings, paths } = await buildReport(this.#runDir);
    if (this.#cannotStart !== undefined) {
      this.#progress.line(`\n${this.#cannotStart}`);
      return { status: 'failed' };
    }
    this.#progress.line(
      renderConsole(findings, {
        reportPath: relative(process.cwd(), paths.html),
        color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
      }),
    );
    const notAppended = appendStepSummary(paths.summary, process.env);
    if (notAppended !== undefined) this.#progress.line(notAppended);
    // Also without the verdict project (--no-deps, UI mode). Never 'passed': that would hide failures of the tests.
    return findings.verdict.status !== 'pass' && result.status === 'passed'
      ? { status: 'failed' }
      : undefined;
  }

  async #startRun(
    plan: RunPlan,
    run: string,
    runDir: string,
    { people, workers }: Pick<DealtPeople, 'people'> & { readonly workers: number },
  ): Promise<void> {
    process.on('SIGINT', this.#onSigint);
    process.env[RUN_TOKEN_VARIABLE] = randomUUID();
    const disturbances =
      people.length < plan.people
        ? [
            `${people.length} of ${plan.people} people: no more ${workers < plan.people ? 'workers' : 'tests'} than that`,
          ]
        : [];
    this.#conductor = startConductor(
      { type: 'start', plan, run, runDir, people, runnerPid: process.pid, disturbances },
      (message) => {
        if (message.type === 'cannot-start') this.#cannotStart = message.message;
        this.#progress.message(message);
      },
      (how) => {
        const message = recordLoss(runDir, run, how);
        this.#progress.line(`  ${message}`);
      },
    );
    try {
      await this.#conductor.ready;
    } catch (error) {
      this.#cannotStart ??= error instanceof Error ? error.message : String(error);
      throw new PlimsollError('E_CANNOT_START', this.#cannotStart, 'Nothing was measured.', { cause: error });
    }
  }
}

interface ProjectMark {
  readonly role?: string;
  readonly device?: string;
}

/** What `plimsoll({ … })` wrote on a project. */
const markOf = (suite: Suite): ProjectMark | undefined =>
  (suite.project()?.metadata as { plimsoll?: ProjectMark } | undefined)?.plimsoll;

const roleOf = (suite: Suite): string | undefined => markOf(suite)?.role;

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal styles begin with the escape character.
const stripStyle = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');
