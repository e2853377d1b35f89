import type { LedgerData } from '../ledger/read-ledger.js';
import type { Findings } from '../model/findings.js';
import type { RunPlan } from '../model/plan.js';
import { budgets } from './budgets.js';
import { correlations } from './correlations.js';
import { costGrowth } from './cost-growth.js';
import { devices } from './devices.js';
import { firstToGive } from './first-to-give.js';
import { instrument } from './instrument.js';
import { feltLoadLine, wireLoadLine } from './load-line.js';
import { phases } from './phases.js';
import { runData } from './run-data.js';
import { runFacts } from './run-facts.js';
import { runSeconds } from './run-seconds.js';
import { saturation } from './saturation.js';
import { turnMarks } from './turn-marks.js';
import { turnSamples } from './turn-samples.js';
import { verdict } from './verdict.js';

export interface FindingsInput {
  readonly ledger: LedgerData;
  readonly plan: RunPlan;
  /** Plimsoll's own. */
  readonly version: string;
  readonly interrupted: boolean;
}

/** Everything a report says, from a ledger and its plan alone. Of what was not measured it says so; it never throws. */
export function buildFindings({ ledger, plan, version, interrupted }: FindingsInput): Findings {
  const data = runData(ledger, plan);
  const measured = phases(data);
  const felt = feltLoadLine(measured, plan.criterionShare);
  const wire = wireLoadLine(measured, plan.criterionShare);
  const saturated = saturation(data);
  const believed = instrument(data, measured);
  const cost = costGrowth(data);
  const byDevice = devices(data);
  const kept = budgets(plan, {
    phases: measured,
    loadLine: felt,
    wireLoadLine: wire,
    saturation: saturated,
    costGrowth: cost,
  });
  const run = runFacts(data, version, interrupted);
  return {
    schema: 'plimsoll.findings/1',
    run,
    verdict: verdict(data, believed, kept, run.interrupted),
    budgets: kept,
    phases: measured,
    correlations: correlations(data),
    loadLine: felt,
    wireLoadLine: wire,
    firstToGive: firstToGive(felt, wire),
    costGrowth: cost,
    ...(byDevice === undefined ? {} : { devices: byDevice }),
    saturation: saturated,
    instrument: believed,
    turns: turnSamples(data),
    marks: turnMarks(data),
    seconds: runSeconds(data),
    trend: { status: 'not-measured', caveats: ['Comparing with earlier runs is not part of this version.'] },
  };
}
