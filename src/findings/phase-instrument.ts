import type { Distribution, Phase, PhaseControl, Validity } from '../model/findings.js';
import type { BucketRecord, ControlRecord, HostRecord } from '../model/records.js';
import { distribution } from '../stats/distribution.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { bucketHistogram } from './bucket-histogram.js';
import { controlPaintErrors, controlWireErrors } from './control-error.js';
import type { RunData } from './run-data.js';
import type { RunStage } from './run-stages.js';
import { worstValidity } from './worst-validity.js';

/** Starting values, to be revised from real runs. Milliseconds; shares of the machine and of a phase's time. */
export const INSTRUMENT_LIMITS = {
  controlWrites: 40,
  controlP95: { degraded: 20, invalid: 100 },
  dispatchLagP99: { degraded: 100, invalid: 500 },
  loopLagP99: { degraded: 50, invalid: 250 },
  cpuBusyShare: 0.95,
  foreignCpuShare: 0.25,
  pressureSomeAvg10: 60,
  shareOfPhase: 0.2,
} as const;

interface Judgement {
  readonly validity: Validity;
  readonly reason: string;
}

/** Whether the test machine measured this phase rather than itself. */
export function phaseInstrument(data: RunData, stage: RunStage): Phase['instrument'] {
  const { ledger } = data;
  const controls = ledger.controls.filter(({ atMs }) => atMs >= stage.fromMs && atMs < stage.toMs);
  const buckets = ledger.buckets.filter((bucket) => {
    const middleMs = bucket.fromMs + bucket.durationMs / 2;
    return middleMs >= stage.fromMs && middleMs < stage.toMs;
  });
  const hosts = ledger.hosts.filter(({ fromMs, toMs }) => fromMs < stage.toMs && toMs > stage.fromMs);
  const control = controlOf(controls);
  const driver = driverOf(buckets, stage.settledMs, stage.toMs);
  const judgements = [
    // The control is played in a person's browser.
    ...(data.plan.people === 0 ? [] : judgeControl(controls, control, stage.name)),
    ...judgeDriver(buckets, driver, stage.name),
    ...judgeHost(hosts, controlIsDegraded(controls), stage),
  ];
  return {
    validity: worstValidity(judgements.map(({ validity }) => validity)),
    reasons: judgements.map(({ reason }) => reason),
    control,
    driver,
    host: hostOf(hosts),
  };
}

/** A write that was never seen is worse than every one that was. */
export function controlOf(controls: readonly ControlRecord[]): PhaseControl {
  const errors = (of: (control: ControlRecord) => (number | null)[]): Distribution => {
    const all = controls.flatMap(of);
    const seen = all.filter((ms) => ms !== null);
    return distribution(seen, {
      unanswered: all.length - seen.length,
      over: INSTRUMENT_LIMITS.controlP95.invalid,
    });
  };
  return {
    plays: controls.length,
    writes: controls.reduce((sum, { paintErrorMs }) => sum + paintErrorMs.length, 0),
    paintErrorMs: errors(controlPaintErrors),
    wireErrorMs: errors(controlWireErrors),
  };
}

/** `loopLagMs` is over the p99 of each second. Dispatch lag counts from when the stage had settled. */
export function driverOf(
  buckets: readonly BucketRecord[],
  fromMs: number,
  toMs: number,
): Phase['instrument']['driver'] {
  const gcMs = buckets.map((bucket) => bucket.gcMs).filter((ms) => ms !== undefined);
  return {
    loopLagMs: distribution(buckets.map(({ loopLagP99Ms }) => loopLagP99Ms)),
    dispatchLagMs: bucketHistogram(buckets, fromMs, toMs, 'dispatchLagUs'),
    ...(gcMs.length === 0 ? {} : { gcMs: distribution(gcMs) }),
  };
}

export function hostOf(hosts: readonly HostRecord[]): Phase['instrument']['host'] {
  const over = (field: 'cpuBusyShare' | 'foreignCpuShare' | 'pressureSomeAvg10'): Distribution =>
    distribution(hosts.map((host) => host[field]).filter((value) => value !== null));
  return {
    cpuBusyShare: over('cpuBusyShare'),
    foreignCpuShare: over('foreignCpuShare'),
    pressureSomeAvg10: over('pressureSomeAvg10'),
  };
}

/** Nearest-rank p95 of the errors; ∞ where it falls among writes that were never seen. */
function controlP95(controls: readonly ControlRecord[]): number | null {
  const errors = controls.flatMap(controlPaintErrors);
  return nearestRank(
    errors.map((ms) => ms ?? Number.POSITIVE_INFINITY),
    0.95,
  );
}

function controlIsDegraded(controls: readonly ControlRecord[]): boolean {
  const p95 = controlP95(controls);
  return p95 !== null && p95 > INSTRUMENT_LIMITS.controlP95.degraded;
}

function judgeControl(
  controls: readonly ControlRecord[],
  { writes }: PhaseControl,
  phase: string,
): Judgement[] {
  const { controlWrites, controlP95: limits } = INSTRUMENT_LIMITS;
  if (writes < controlWrites) {
    const had =
      writes === 0
        ? 'no control was played'
        : `the control made ${writes} of the ${controlWrites} writes it needs`;
    return [{ validity: 'degraded', reason: `${phase}: ${had}, so its accuracy is not known.` }];
  }
  const p95 = controlP95(controls) ?? Number.POSITIVE_INFINITY;
  if (p95 <= limits.degraded) return [];
  const off = Number.isFinite(p95) ? `is off by ${p95.toFixed(0)} ms (p95)` : 'misses over 5 % of its writes';
  const validity = p95 > limits.invalid ? 'invalid' : 'degraded';
  return [{ validity, reason: `${phase}: the control, a stream of known timing, ${off}.` }];
}

function judgeDriver(
  buckets: readonly BucketRecord[],
  driver: Phase['instrument']['driver'],
  phase: string,
): Judgement[] {
  const found: Judgement[] = [];
  // With under 200 dispatches the nearest-rank p99 is the largest.
  const dispatchMs = driver.dispatchLagMs.p99 ?? driver.dispatchLagMs.max;
  const judge = (ms: number | null, limits: { degraded: number; invalid: number }, what: string): void => {
    if (ms === null || ms <= limits.degraded) return;
    found.push({
      validity: ms > limits.invalid ? 'invalid' : 'degraded',
      reason: `${phase}: the load driver ${what} by ${ms.toFixed(0)} ms (p99).`,
    });
  };
  judge(dispatchMs, INSTRUMENT_LIMITS.dispatchLagP99, 'sent late');
  judge(loopLagP99(buckets), INSTRUMENT_LIMITS.loopLagP99, 'was held up');
  return found;
}

/**
 * The phase's p99 cannot be had from the p99 of its seconds; what one second in five exceeds is taken for it, as it
 * is for the host, so that a single collection of garbage does not condemn a phase.
 */
function loopLagP99(buckets: readonly BucketRecord[]): number | null {
  return nearestRank(
    buckets.map(({ loopLagP99Ms }) => loopLagP99Ms),
    1 - INSTRUMENT_LIMITS.shareOfPhase,
  );
}

function judgeHost(hosts: readonly HostRecord[], controlDegraded: boolean, stage: RunStage): Judgement[] {
  const limits = INSTRUMENT_LIMITS;
  const share = (over: (host: HostRecord) => boolean): number => {
    const lengthMs = stage.toMs - stage.fromMs;
    const timeOver = hosts
      .filter(over)
      .reduce(
        (sum, { fromMs, toMs }) => sum + Math.min(toMs, stage.toMs) - Math.max(fromMs, stage.fromMs),
        0,
      );
    return lengthMs > 0 ? timeOver / lengthMs : 0;
  };
  const percent = (of: number): string => `${(100 * of).toFixed(0)} %`;
  const found: Judgement[] = [];
  const busy = share(({ cpuBusyShare }) => cpuBusyShare !== null && cpuBusyShare >= limits.cpuBusyShare);
  if (busy > limits.shareOfPhase) {
    found.push({
      validity: 'degraded',
      reason: `${stage.name}: the machine was fully busy for ${percent(busy)} of the time.`,
    });
  }
  const foreign = share(
    ({ foreignCpuShare }) => foreignCpuShare !== null && foreignCpuShare > limits.foreignCpuShare,
  );
  if (foreign > limits.shareOfPhase) {
    const reason = `${stage.name}: programs that do not belong to the run took over a quarter of the machine for ${percent(foreign)} of the time.`;
    found.push({ validity: 'invalid', reason });
  }
  const pressed = share(
    (host) => host.pressureSomeAvg10 !== null && host.pressureSomeAvg10 > limits.pressureSomeAvg10,
  );
  if (controlDegraded && pressed > limits.shareOfPhase) {
    const reason = `${stage.name}: processes waited for the CPU (pressure over ${limits.pressureSomeAvg10}) for ${percent(pressed)} of the time while the control was off.`;
    found.push({ validity: 'invalid', reason });
  }
  return found;
}
