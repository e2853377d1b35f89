import type { LedgerData } from '../ledger/read-ledger.js';
import type { Findings } from '../model/findings.js';
import type { RunPlan } from '../model/plan.js';
import type { HistoryLine } from '../model/trend.js';
import { amplification } from './amplification.js';
import { backend } from './backend.js';
import { budgets } from './budgets.js';
import { correlations } from './correlations.js';
import { costGrowth } from './cost-growth.js';
import { countChecks } from './count-checks.js';
import { devices } from './devices.js';
import { failureReasons } from './failure-reasons.js';
import { fingerprint } from './fingerprint.js';
import { firstToGive } from './first-to-give.js';
import { historyLine } from './history-line.js';
import { instrument } from './instrument.js';
import { lanes } from './lanes.js';
import { feltLoadLine, wireLoadLine } from './load-line.js';
import { isPart, machinesOf, untilMerged } from './part-of-run.js';
import { phases } from './phases.js';
import { runData } from './run-data.js';
import { cpuOf, runFacts } from './run-facts.js';
import { runMeasures } from './run-measures.js';
import { runSeconds } from './run-seconds.js';
import { saturation } from './saturation.js';
import { trend } from './trend.js';
import { turnMarks } from './turn-marks.js';
import { turnSamples } from './turn-samples.js';
import { verdict } from './verdict.js';
import { worstStreams } from './worst-streams.js';

export interface FindingsInput {
  readonly ledger: LedgerData;
  readonly plan: RunPlan;
  /** Plimsoll's own. */
  readonly version: string;
  readonly interrupted: boolean;
  /** Earlier runs, for the trend; none where there are none. */
  readonly history?: readonly HistoryLine[] | undefined;
}

/** Everything a report says, from a ledger and its plan alone. Of what was not measured it says so; it never throws. */
export function buildFindings({ ledger, plan, version, interrupted, history = [] }: FindingsInput): Findings {
  const data = runData(ledger, plan);
  const measured = phases(data);
  const felt = feltLoadLine(measured, plan.criterionShare);
  const wire = wireLoadLine(measured, plan.criterionShare);
  const saturated = saturation(data);
  const believed = instrument(data, measured);
  const cost = costGrowth(data);
  const byDevice = devices(data);
  const checks = countChecks(ledger.streams);
  const byLane = lanes(ledger, data);
  const judgedBudgets = budgets(plan, {
    phases: measured,
    checks,
    loadLine: felt,
    wireLoadLine: wire,
    saturation: saturated,
    costGrowth: cost,
  });
  const kept = isPart(ledger) ? judgedBudgets.map(untilMerged) : judgedBudgets;
  const run = runFacts(data, version, interrupted);
  const judged = verdict(data, believed, kept, run.interrupted);
  const measures = runMeasures(data);
  const seconds = runSeconds(data);
  const ofBackend = backend(data, seconds);
  const told = { run, verdict: judged, instrument: believed, loadLine: felt, saturation: saturated };
  const line = historyLine(told, fingerprint(plan, run, cpuOf(data), machinesOf(ledger)), measures);
  return {
    schema: 'plimsoll.findings/1',
    run,
    verdict: judged,
    budgets: kept,
    phases: measured,
    checks,
    correlations: correlations(data),
    loadLine: felt,
    wireLoadLine: wire,
    firstToGive: firstToGive(felt, wire),
    costGrowth: cost,
    ...(byDevice === undefined ? {} : { devices: byDevice }),
    ...(byLane === undefined ? {} : { lanes: byLane }),
    saturation: saturated,
    amplification: amplification(data, believed.control.paintErrorMs.p95),
    instrument: believed,
    turns: turnSamples(data),
    failureReasons: failureReasons(ledger, data),
    worstStreams: worstStreams(data),
    marks: turnMarks(data),
    seconds,
    ...(ofBackend === undefined ? {} : { backend: ofBackend }),
    measures,
    trend: trend(line, history, run.interrupted),
  };
}
