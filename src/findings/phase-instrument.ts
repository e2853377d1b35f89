import type { Distribution, Phase, PhaseControl, Validity } from '../model/findings.js';
import type { BucketRecord, ControlRecord, HostRecord } from '../model/records.js';
import { distribution } from '../stats/distribution.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { bucketHistogramOver } from './bucket-histogram.js';
import { controlPaintErrors, controlWireErrors } from './control-error.js';
import type { RunData } from './run-data.js';
import type { RunStage } from './run-stages.js';
import { isInStage, settledWindows } from './stage-windows.js';
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

/**
 * Whether the test machine measured this phase rather than itself. Where several machines took part each is judged by
 * itself: one that was overloaded must not hide among others that were not.
 */
export function phaseInstrument(data: RunData, stage: RunStage): Phase['instrument'] {
  const all = inStage(data.ledger, stage);
  const judgements = machinesOf(data, stage).flatMap(({ label, windows }) => {
    const name = label === undefined ? stage.name : `${label}, ${stage.name}`;
    const machine = { name, windows };
    const own = label === undefined ? all : ofMachine(all, label);
    const control = controlOf(own.controls);
    return [
      // The control is played in a person's browser.
      ...(data.plan.people === 0 ? [] : judgeControl(own.controls, control, name)),
      ...judgeDriver(own.buckets, driverOf(own.buckets, settledWindows(machine)), name),
      ...judgeHost(own.hosts, controlIsDegraded(own.controls), machine),
    ];
  });
  return {
    validity: worstValidity(judgements.map(({ validity }) => validity)),
    reasons: judgements.map(({ reason }) => reason),
    control: controlOf(all.controls),
    driver: driverOf(all.buckets, settledWindows(stage)),
    host: hostOf(all.hosts),
  };
}

interface Watched {
  readonly controls: readonly ControlRecord[];
  readonly buckets: readonly BucketRecord[];
  readonly hosts: readonly HostRecord[];
}

function inStage({ controls, buckets, hosts }: Watched, stage: Pick<RunStage, 'windows'>): Watched {
  return {
    controls: controls.filter(({ atMs }) => isInStage(stage, atMs)),
    buckets: buckets.filter(({ fromMs, durationMs }) => isInStage(stage, fromMs + durationMs / 2)),
    hosts: hosts.filter(({ fromMs, toMs }) =>
      stage.windows.some((window) => fromMs < window.toMs && toMs > window.fromMs),
    ),
  };
}

function ofMachine({ controls, buckets, hosts }: Watched, label: string): Watched {
  const isOwn = ({ shard }: { readonly shard?: string | undefined }): boolean => shard === label;
  return { controls: controls.filter(isOwn), buckets: buckets.filter(isOwn), hosts: hosts.filter(isOwn) };
}

interface Machine extends Pick<RunStage, 'windows'> {
  /** `undefined`: the only one. */
  readonly label: string | undefined;
}

/** Who took part in a stage, and when. */
function machinesOf({ ledger }: RunData, { windows }: RunStage): Machine[] {
  if (ledger.merged === undefined) return [{ label: undefined, windows }];
  return ledger.merged.segments.flatMap(({ label, replicate }) => {
    const [first, ...others] = windows.filter((window) => window.replicate === replicate);
    return first === undefined ? [] : [{ label, windows: [first, ...others] }];
  });
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
  windows: readonly { readonly fromMs: number; readonly toMs: number }[],
): Phase['instrument']['driver'] {
  const gcMs = buckets.map((bucket) => bucket.gcMs).filter((ms) => ms !== undefined);
  return {
    loopLagMs: distribution(buckets.map(({ loopLagP99Ms }) => loopLagP99Ms)),
    dispatchLagMs: bucketHistogramOver(buckets, windows, 'dispatchLagUs'),
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

function judgeHost(
  hosts: readonly HostRecord[],
  controlDegraded: boolean,
  stage: Pick<RunStage, 'name' | 'windows'>,
): Judgement[] {
  const limits = INSTRUMENT_LIMITS;
  const share = (over: (host: HostRecord) => boolean): number => {
    const lengthMs = stage.windows.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    const isOver = hosts.filter(over);
    const timeOver = stage.windows.reduce(
      (sum, window) =>
        isOver.reduce(
          (within, { fromMs, toMs }) =>
            within + Math.max(0, Math.min(toMs, window.toMs) - Math.max(fromMs, window.fromMs)),
          sum,
        ),
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
