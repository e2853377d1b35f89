import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
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
import { shareOfPlan } from '../config/share-of-plan.js';
import { readStartAt } from '../config/start-at.js';
import { PACK_NAME } from '../ledger/pack-ledgers.js';
import type { RunPlan } from '../model/plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import type { Shard } from '../model/shard.js';
import { renderConsole } from '../report/render-console.js';
import { wallClockAt } from '../run/clock.js';
import { killProcesses, processesOfRun } from '../run/processes-of-run.js';
import { RUN_ID_VARIABLE, RUN_TOKEN_VARIABLE } from '../run/protocol.js';
import { makeRunFolder, newRunId } from '../run/run-folder.js';
import { appendStepSummary } from './append-step-summary.js';
import { type BuiltReport, buildReport } from './build-report.js';
import { type ConductorHandle, startConductor } from './conductor-handle.js';
import { type DealtShard, dealShard } from './deal-shard.js';
import { isListing } from './is-listing.js';
import { mergeRuns } from './merge-runs.js';
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
  /** Ledgers that came with replayed results: there is a run to merge. */
  readonly #packs: (string | Buffer)[] = [];
  #isLive = false;
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
    this.#isLive = true;
    const plan = rememberedPlan();
    const experience = suite.suites.filter((project) => roleOf(project) === 'experience');
    // Nothing to lead: only other projects were selected, or the tests are only listed.
    if (plan === undefined || experience.length === 0 || isListing()) return;
    try {
      await this.#lead(plan, experience, config, testRun);
    } catch (error) {
      throw toldToPlaywright(error);
    }
  }

  async #lead(
    plan: RunPlan,
    experience: readonly Suite[],
    { workers, shard: selected }: FullConfig,
    testRun: TestRun,
  ): Promise<void> {
    const shard = shardOf(plan, selected);
    const suites = experience.map((suite) => ({ device: markOf(suite)?.device, suite }));
    const { people, excluded, wanted } = dealShard(suites, plan.people, workers, shard);
    for (const test of excluded) testRun.exclude(test);
    // Everybody who is left is of this shard: Playwright is not to divide them once more.
    if (selected !== null) testRun.skipSharding();
    const reportsDir = resolve(plan.reportsDir);
    // In UI mode one process makes many runs, and reads its configuration once. Workers inherit what is set here.
    if (existsSync(join(reportsDir, process.env[RUN_ID_VARIABLE]!, 'ledger')))
      process.env[RUN_ID_VARIABLE] = newRunId();
    const run = process.env[RUN_ID_VARIABLE]!;
    const runDir = makeRunFolder(reportsDir, run);
    this.#runDir = runDir;
    tellRunFolder(runDir);
    writeFileSync(join(runDir, 'plan.json'), `${JSON.stringify(redactPlan(plan), null, 2)}\n`);
    for (const line of planLines(plan, people.length, relative(process.cwd(), runDir)))
      this.#progress.line(line);
    if (shard !== undefined) this.#progress.line(shardLine(shard));
    await this.#startRun(plan, run, runDir, { people, wanted, shard });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const role = roleOf(test.parent);
    if (!this.#isLive && role === 'verdict') this.#packs.push(...packsIn(result));
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
    if (!this.#isLive && this.#packs.length > 0) return this.#merge();
    if (this.#runDir === undefined) return undefined;
    if (result.status === 'interrupted') this.#conductor?.interrupt('Ctrl-C');
    await this.#conductor?.finish();
    // Whatever survived, e.g. the browser of a killed worker: a run leaves nothing behind.
    killProcesses(processesOfRun(), new Set([process.pid]));
    const built = await buildReport(this.#runDir);
    const { findings } = built;
    if (this.#cannotStart !== undefined) {
      this.#progress.line(`\n${this.#cannotStart}`);
      return { status: 'failed' };
    }
    this.#tellReport(built);
    // Also without the verdict project (--no-deps, UI mode). Never 'passed': that would hide failures of the tests.
    return findings.verdict.status !== 'pass' && result.status === 'passed'
      ? { status: 'failed' }
      : undefined;
  }

  /** Blobs of shards or replicates, replayed: one report of all of them. */
  async #merge(): Promise<undefined> {
    const reportsDir = resolve(rememberedPlan()?.reportsDir ?? process.env.PLIMSOLL_REPORTS_DIR ?? 'reports');
    let built: BuiltReport;
    try {
      const runDir = await mergeRuns(this.#packs, reportsDir);
      tellRunFolder(runDir);
      built = await buildReport(runDir);
    } catch (error) {
      throw toldToPlaywright(error);
    }
    const { findings } = built;
    this.#tellReport(built);
    if (findings.verdict.status === 'pass') return undefined;
    // Merging ignores the status that a reporter returns: what is thrown, last of all, sets the exit code.
    throw toldToPlaywright(
      new PlimsollError(
        'E_VERDICT',
        `The merged run did not pass: ${findings.verdict.reasons[0] ?? findings.verdict.status}`,
        'The report says why; all its files are written.',
      ),
    );
  }

  #tellReport({ findings, paths }: BuiltReport): void {
    this.#progress.line(
      renderConsole(findings, {
        reportPath: relative(process.cwd(), paths.html),
        color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
      }),
    );
    const notAppended = appendStepSummary(paths.summary, process.env);
    if (notAppended !== undefined) this.#progress.line(notAppended);
  }

  async #startRun(
    plan: RunPlan,
    run: string,
    runDir: string,
    { people, wanted, shard }: Pick<DealtShard, 'people' | 'wanted'> & { readonly shard: Shard | undefined },
  ): Promise<void> {
    process.on('SIGINT', this.#onSigint);
    process.env[RUN_TOKEN_VARIABLE] = randomUUID();
    const disturbances =
      people.length < wanted.people
        ? [`${people.length} of ${wanted.people} people: no more ${wanted.lacking} than that`]
        : [];
    this.#conductor = startConductor(
      {
        type: 'start',
        plan: shard === undefined ? plan : shareOfPlan(plan, shard),
        run,
        runDir,
        people,
        shard,
        runnerPid: process.pid,
        disturbances,
      },
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

/** Which part of what this is; `undefined`: it stands alone. */
function shardOf(plan: RunPlan, selected: FullConfig['shard']): Shard | undefined {
  const startAt = readStartAt(process.env, wallClockAt());
  if (selected === null && startAt === null) return undefined;
  if (startAt !== null && selected !== null && selected.total > 1 && plan.target.demo !== null) {
    throw new PlimsollError(
      'E_SHARDED_DEMO',
      'Failed to start a shard: with a common start all shards load one target, and every machine would start a demo of its own',
      'Set CHAT_URL and LOAD_URL to a target that all machines reach, or unset PLIMSOLL_START_AT: shards are replicates then.',
    );
  }
  return { index: selected?.current ?? 1, of: selected?.total ?? 1, startAt };
}

/** What a shard is, and from when on. */
const shardLine = ({ index, of, startAt }: Shard): string =>
  startAt === null
    ? `  shard     ${index} of ${of}, a replicate: its part of the people, the whole crowd`
    : `  shard     ${index} of ${of}, its part of people and crowd; all begin at ${new Date(startAt).toISOString()}`;

/** The ledgers that a verdict carries. */
const packsIn = ({ attachments }: TestResult): (string | Buffer)[] =>
  attachments.flatMap(({ name, path, body }) => (name === PACK_NAME ? (path ?? body ?? []) : []));

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
