import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { checkBudgets } from '../check-budgets.js';
import { guessDialect } from '../config/guess-dialect.js';
import { redactPlan } from '../config/redact-plan.js';
import { resolvePlan } from '../config/resolve-plan.js';
import { readBehaviour } from '../load/read-behaviour.js';
import type { RunPlan } from '../model/plan.js';
import { renderLoadSummary } from '../report/render-load-summary.js';
import { buildReport } from '../reporter/build-report.js';
import { startConductor } from '../reporter/conductor-handle.js';
import { planLines } from '../reporter/plan-lines.js';
import { createProgress, type Progress } from '../reporter/progress.js';
import { recordLoss } from '../reporter/record-loss.js';
import { deferred } from '../run/deferred.js';
import { killProcesses, processesOfRun } from '../run/processes-of-run.js';
import { RUN_ID_VARIABLE, RUN_TOKEN_VARIABLE } from '../run/protocol.js';
import { makeRunFolder, newRunId } from '../run/run-folder.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { type LoadFlags, loadFlags } from './load-flags.js';
import { readLoadTarget } from './read-load-target.js';

export interface LoadOptions extends LoadFlags {
  /** Where a copy of the JSON summary goes. */
  readonly summaryExport?: string;
}

/** Runs the crowd alone, without browsers: same ledger, same report. The exit code is the verdict's. */
export async function loadCommand(given: string | undefined, options: LoadOptions): Promise<number> {
  const plan = await planOf(given, options);
  // What is wrong with the user's functions shows before anything is started.
  await readBehaviour(plan.crowd);
  const run = process.env[RUN_ID_VARIABLE] ?? newRunId();
  process.env[RUN_ID_VARIABLE] = run;
  process.env[RUN_TOKEN_VARIABLE] = randomUUID();
  const runDir = makeRunFolder(resolve(plan.reportsDir), run);
  writeFileSync(join(runDir, 'plan.json'), `${JSON.stringify(redactPlan(plan), null, 2)}\n`);
  const progress = createProgress({
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY === true,
    columns: () => process.stdout.columns ?? 120,
    alone: true,
  });
  for (const line of planLines(plan, 0, relative(process.cwd(), runDir))) progress.line(line);
  const { cannotStart, interrupted } = await lead(plan, run, runDir, progress);
  progress.end();
  killProcesses(processesOfRun(), new Set([process.pid]));
  const { findings, paths, load } = await buildReport(runDir);
  const summary = `${JSON.stringify(load, null, 2)}\n`;
  writeFileSync(join(runDir, 'load-summary.json'), summary);
  if (options.summaryExport !== undefined) writeFileSync(resolve(options.summaryExport), summary);
  if (cannotStart !== undefined) {
    progress.line(`\n${cannotStart}`);
    return EXIT.wrongUse;
  }
  progress.line(
    renderLoadSummary(findings, load, {
      reportPath: relative(process.cwd(), paths.html),
      color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    }),
  );
  return interrupted ? EXIT.interrupted : exitCodeOf(findings);
}

async function planOf(given: string | undefined, options: LoadOptions): Promise<RunPlan> {
  const config = await readLoadTarget(given);
  const commandLine = loadFlags(options);
  // LOAD_URL of the environment names a target only where the command line names none.
  const env = given === undefined ? process.env : { ...process.env, LOAD_URL: undefined };
  const loadUrl = config.target?.loadUrl ?? env.LOAD_URL;
  const named = commandLine.target?.loadDialect ?? config.target?.loadDialect ?? process.env.LOAD_DIALECT;
  const guessed =
    loadUrl === undefined || loadUrl === '' || named !== undefined || !URL.canParse(loadUrl)
      ? config
      : { ...config, target: { ...config.target, loadDialect: guessDialect(loadUrl) } };
  const plan = resolvePlan({ config: guessed, env, commandLine, alone: true });
  checkBudgets(plan);
  return plan;
}

interface Led {
  readonly cannotStart: string | undefined;
  readonly interrupted: boolean;
}

/** From the conductor's start to a drained crowd. */
async function lead(plan: RunPlan, run: string, runDir: string, progress: Progress): Promise<Led> {
  let cannotStart: string | undefined;
  let interrupted = false;
  const { promise: over, resolve: end } = deferred();
  const conductor = startConductor(
    { type: 'start', plan, run, runDir, people: [], runnerPid: process.pid, disturbances: [] },
    (message) => {
      if (message.type === 'cannot-start') cannotStart = message.message;
      if (message.type === 'cannot-start' || message.type === 'drained') end();
      progress.message(message);
    },
    (how) => {
      progress.line(`  ${recordLoss(runDir, run, how)}`);
      end();
    },
  );
  const onSigint = (): void => {
    if (interrupted) return;
    interrupted = true;
    progress.line('  Ctrl-C: the crowd leaves, then the report is written …');
    conductor.interrupt('Ctrl-C');
  };
  process.on('SIGINT', onSigint);
  process.on('SIGTERM', onSigint);
  await over;
  await conductor.finish();
  return { cannotStart, interrupted };
}
