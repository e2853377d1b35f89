import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Findings } from '../../model/findings.js';
import { CATEGORIES } from '../../report/allure/categories.js';
import { gatherResults } from '../../report/allure/gather-results.js';
import { wallClockAt } from '../../run/clock.js';
import { runBounded } from '../run-bounded.js';
import { AllureError } from './allure-error.js';
import {
  allureHistoryFile,
  allureName,
  keepInHistory,
  readAllureHistory,
  runsBefore,
  writeHistory,
} from './allure-history.js';
import { allureProgram } from './allure-program.js';
import { earlierRuns } from './earlier-runs.js';
import { type RunToReport, runToReport } from './run-to-report.js';
import { stripAnalytics } from './strip-analytics.js';

/** Allure reads some thousand results in seconds. */
const TIMEOUT_MS = 180_000;

export interface AllureReport {
  /** One file that opens offline. */
  readonly html: string;
  /** Runs in the report's history, this one included. */
  readonly runs: number;
}

/**
 * Builds the Allure report of a run in its folder, with the history of the runs before it, and puts the run into that
 * history. May be called again; fetches nothing. Throws an `AllureError`.
 */
export async function buildAllureReport(given: string): Promise<AllureReport> {
  const run = runToReport(given);
  const program = allureProgram();
  const file = allureHistoryFile(run.runDir, run.findings);
  for (const folder of earlierRuns(run.runDir, run.findings, readAllureHistory(file)))
    await enterHistory(program, runToReport(folder), file, ['history']);
  const output = join(run.runDir, 'allure-report');
  rmSync(output, { recursive: true, force: true });
  const runs = await enterHistory(program, run, file, ['generate', '--output', output]);
  const html = join(output, 'index.html');
  if (!existsSync(html)) throw failed('generate', 'it wrote no index.html');
  stripAnalytics(html);
  return { html, runs };
}

/** Has Allure work on a run, with what was before it, and keeps what it adds to the history. Returns how many runs that has then. */
async function enterHistory(
  program: string,
  { runDir, findings }: RunToReport,
  file: string,
  [command = '', ...options]: readonly string[],
): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'plimsoll-allure-'));
  try {
    const results = join(work, 'results');
    mkdirSync(results);
    gatherResults(runDir, findings, results);
    const me = { name: allureName(findings), timestamp: startOf(findings) };
    const before = runsBefore(readAllureHistory(file), me);
    const history = join(work, 'history.jsonl');
    writeHistory(history, before);
    writeFileSync(join(work, 'allurerc.json'), JSON.stringify({ ...CONFIG, historyPath: history }));
    const path = command === 'history' ? ['--history-path', history] : [];
    await callAllure(program, [command, results, '--name', me.name, ...path, ...options], work);
    const line = readAllureHistory(history).find(({ name }) => name === me.name);
    if (line === undefined) throw failed(command, 'it wrote no line of history');
    // The time of the run, not that of the report: reports may be built in any order.
    keepInHistory(file, { ...line, timestamp: me.timestamp });
    return before.length + 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const startOf = ({ run }: Findings): number =>
  run.startedAt === null ? wallClockAt() : Date.parse(run.startedAt);

const CONFIG = {
  appendHistory: true,
  categories: CATEGORIES.map(({ description: _, ...rule }) => rule),
  plugins: { awesome: { options: { singleFile: true, reportLanguage: 'en' } } },
} as const;

/** In a folder of its own: a configuration that lies where the command was called must not take part. */
async function callAllure(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { exitCode, ended, output } = await runBounded({
    title: `allure ${args[0]}`,
    command: process.execPath,
    args: [program, ...args],
    cwd,
    timeoutMs: TIMEOUT_MS,
  });
  if (ended === 'timed-out') throw failed(args[0]!, `it was not ready after ${TIMEOUT_MS / 1000} s`, output);
  if (exitCode !== 0) throw failed(args[0]!, `it ended with exit code ${exitCode ?? 'none'}`, output);
}

const failed = (command: string, how: string, output = ''): AllureError =>
  new AllureError(
    'E_ALLURE_FAILED',
    `allure ${command}: ${how}${output.trim() === '' ? '' : `\n${output.trim()}`}`,
    'What it printed stands above; the run and its results are untouched.',
  );
