import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildFindings } from '../findings/build-findings.js';
import { historyLine } from '../findings/history-line.js';
import { loadSummary } from '../findings/load-summary.js';
import { appendHistory, readHistory } from '../ledger/history.js';
import { readLedger } from '../ledger/read-ledger.js';
import type { Findings } from '../model/findings.js';
import type { LoadSummary } from '../model/load-summary.js';
import type { RunPlan } from '../model/plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { writeAllure } from '../report/allure/write-allure.js';
import { type WrittenReport, writeReport } from '../report/write-report.js';
import { VERSION } from '../version.js';

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
  const planFile = join(runDir, 'plan.json');
  if (!existsSync(planFile)) {
    throw new PlimsollError(
      'E_NO_RUN',
      `Failed to build a report: ${runDir} has no plan.json, so it is not the folder of a run`,
      'Give the folder of one run, e.g. reports/latest.',
    );
  }
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as RunPlan;
  const ledger = await readLedger(runDir);
  const kinds = new Set(ledger.events.map(({ kind }) => kind));
  const interrupted = kinds.has('interrupted') || !kinds.has('finished');
  const historyFile = join(dirname(realpathSync(runDir)), 'history.jsonl');
  const { lines: history } = readHistory(historyFile);
  const findings = buildFindings({ ledger, plan, version: VERSION, interrupted, history });
  // A run that was cut short is no measure for others, and a copy of a run's folder is not one more run.
  const isAtHome = basename(realpathSync(runDir)) === findings.run.id;
  if (isAtHome && !findings.run.interrupted)
    appendHistory(historyFile, historyLine(findings, findings.trend.fingerprint, findings.measures));
  const paths = writeReport(runDir, findings);
  // A plan from before there was the choice has none.
  if (plan.allure !== false) await writeAllure(runDir, findings, paths);
  return { findings, paths, load: loadSummary(ledger, plan, findings) };
}
