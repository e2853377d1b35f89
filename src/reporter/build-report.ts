import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildFindings } from '../findings/build-findings.js';
import { historyLine } from '../findings/history-line.js';
import { loadSummary } from '../findings/load-summary.js';
import { isPart } from '../findings/part-of-run.js';
import { appendHistory, readHistory } from '../ledger/history.js';
import type { Findings } from '../model/findings.js';
import type { LoadSummary } from '../model/load-summary.js';
import { writeAllure } from '../report/allure/write-allure.js';
import { type WrittenReport, writeReport } from '../report/write-report.js';
import { VERSION } from '../version.js';
import { readRun } from './read-run.js';

export interface BuiltReport {
  readonly findings: Findings;
  readonly paths: WrittenReport;
  /** The crowd's figures over the whole run, with the names that k6 uses. */
  readonly load: LoadSummary;
}

/**
 * Ledgers → findings → report, from the run's folder alone. Idempotent: the verdict project, the reporter's end and
 * `plimsoll report` all call it. A run that never said that it was finished was interrupted.
 */
export async function buildReport(runDir: string): Promise<BuiltReport> {
  const { plan, ledger, interrupted } = await readRun(runDir);
  const historyFile = join(dirname(realpathSync(runDir)), 'history.jsonl');
  const parts = ledger.merged?.segments.map(({ run }) => run) ?? [];
  const { lines } = readHistory(historyFile);
  // A merged run is not compared with what it was merged from.
  const history = lines.filter(({ run }) => !parts.includes(run));
  const findings = buildFindings({ ledger, plan, version: VERSION, interrupted, history });
  // A run that was cut short is no measure for others, and a copy of a run's folder is not one more run.
  const isAtHome = basename(realpathSync(runDir)) === findings.run.id;
  const isKnown = parts.length > 0 && parts.every((part) => lines.some(({ run }) => run === part));
  // Nor is a shard: its crowd is a part of the load.
  if (isAtHome && !isKnown && !isPart(ledger) && !findings.run.interrupted)
    appendHistory(historyFile, historyLine(findings, findings.trend.fingerprint, findings.measures));
  const paths = writeReport(runDir, findings);
  // A plan from before there was the choice has none.
  if (plan.allure !== false) await writeAllure(runDir, findings, paths);
  return { findings, paths, load: loadSummary(ledger, plan, findings) };
}
