import type { Findings } from '../model/findings.js';
import type { Fingerprint, HistoryLine, RunMeasure } from '../model/trend.js';

type Told = Pick<Findings, 'run' | 'verdict' | 'instrument' | 'loadLine' | 'saturation'>;

/** A run as the history keeps it. */
export function historyLine(
  { run, verdict, instrument, loadLine, saturation }: Told,
  fingerprint: Fingerprint,
  measures: readonly RunMeasure[],
): HistoryLine {
  return {
    schema: 'plimsoll.history/1',
    run: run.id,
    startedAt: run.startedAt ?? '',
    profile: run.plan.profile,
    target: run.target,
    verdict: verdict.status,
    validity: instrument.validity,
    errorMs: instrument.control.paintErrorMs.p95,
    fingerprint,
    figures: {
      loadLine: loadLine.value,
      loadLineStatus: loadLine.status,
      ceilingPerSecond: saturation.ceilingPerSecond,
      recoveredMs: saturation.recoveredMs,
    },
    measures,
  };
}
