import type { Findings } from '../model/findings.js';
import { backendSlots } from './backend-slots.js';
import { type BackendStep, backendSteps } from './backend-steps.js';
import { openDivergence } from './open-divergence.js';
import { recovery } from './recovery.js';
import { responseRate } from './response-rate.js';
import { type BackendResponse, responses } from './responses.js';
import type { RunData } from './run-data.js';
import type { StageWindow } from './run-stages.js';
import { isInStage, stagesOfReplicates } from './stage-windows.js';

/** A step that gains less than this share of what the first steps promised gains nothing. */
const LEAST_GAIN = 0.1;
/** The median wire TTFT of a saturated step is at least this much that of the first step. */
const TTFT_RISE = 1.2;

type Saturation = Findings['saturation'];

/**
 * Where more load stops to bring more work done. Closed load: completions/s and events/s of the whole backend gain less
 * than a tenth of what the first step promised per conversation, while wire TTFT rises. Open load: what is due and
 * not over piles up while wire TTFT rises.
 */
export function saturation(data: RunData): Saturation {
  const { caveats: recoveryCaveats, ...recovered } = recovery(data);
  const nothing = {
    atMs: null,
    atLoad: null,
    atPerSecond: null,
    ceilingPerSecond: null,
    slots: null,
    slotsByPlateau: null,
    slotsByLittlesLaw: null,
    survivedMs: null,
    firstFailure: firstFailure(data),
    ...recovered,
  };
  const all = responses(data);
  const steps = closedByLoad(backendSteps(data, all));
  const loaded = steps.filter(({ stage }) => stage.hasCrowd);
  const highest = loaded.at(-1);
  if (steps.length < 2 || highest === undefined) {
    const reason = data.crowdPlanned
      ? 'Saturation needs two stages with responses, one of them with a crowd.'
      : 'This run has no crowd, so nothing can be said of saturation.';
    return { status: 'not-measured', caveats: [reason, ...recoveryCaveats], ...nothing };
  }
  const { onset: at, saturated } = saturatedSteps(data, all, steps);
  if (at === undefined) {
    const caveat =
      highest.stage.perSecond === null
        ? `Completions still rose with load at ${highest.load} conversations.`
        : `The backend kept up with ${highest.stage.perSecond} starts per second.`;
    return { status: 'not-reached', caveats: [caveat, ...recoveryCaveats], ...nothing };
  }
  const stages = saturated.map(({ stage }) => stage);
  const calm = steps.slice(0, Math.max(1, steps.indexOf(at))).map(({ stage }) => stage);
  const { slots, plateau, byLittlesLaw, caveats } = backendSlots(all, stages, calm.slice(0, 2));
  const survived = survivedOf(data, saturated);
  const before = steps[steps.indexOf(at) - 1];
  const isOpen = at.stage.perSecond !== null;
  const between =
    before === undefined
      ? []
      : isOpen
        ? [`The backend no longer kept up at ${at.stage.perSecond} starts per second.`]
        : [`The ceiling was reached between ${before.load} and ${at.load} conversations.`];
  return {
    status: 'reached',
    caveats: [...between, ...caveats, ...survived.caveats, ...recoveryCaveats],
    ...nothing,
    atMs: at.stage.windows[0].fromMs,
    // Once it no longer keeps up, what is in flight only says how long ago that was.
    atLoad: isOpen ? slots : at.load,
    atPerSecond: at.stage.perSecond,
    ceilingPerSecond: responseRate(all, stages),
    slots,
    slotsByPlateau: plateau,
    slotsByLittlesLaw: byLittlesLaw,
    survivedMs: survived.ms,
  };
}

/** Closed steps by their load, whatever order they were run in; open ones keep their places. */
function closedByLoad(steps: readonly BackendStep[]): BackendStep[] {
  const isClosed = ({ stage }: BackendStep): boolean => stage.perSecond === null;
  const closed = steps.filter(isClosed).sort((a, b) => a.load - b.load);
  return steps.map((step) => (isClosed(step) ? closed.shift()! : step));
}

interface Saturated {
  /** The least load at the ceiling, or the first open step that diverged if that was earlier. */
  readonly onset: BackendStep | undefined;
  /** In the order in which they were run. */
  readonly saturated: readonly BackendStep[];
}

/** Steps at the ceiling: closed ones from the least load on beyond which nothing is gained, and open ones that diverge. */
function saturatedSteps(
  data: RunData,
  all: readonly BackendResponse[],
  steps: readonly BackendStep[],
): Saturated {
  const inTime = (a: BackendStep, b: BackendStep): number =>
    a.stage.windows[0].fromMs - b.stage.windows[0].fromMs;
  const closed = steps.filter(({ stage }) => stage.perSecond === null);
  const onset = closed.findIndex(
    (_, index) => index > 0 && closed.slice(index).every((_, k) => gainsNothing(closed, index + k)),
  );
  const standing = onset === -1 ? [] : closed.slice(onset);
  const diverging = steps
    .filter(({ stage }) => stage.perSecond !== null && openDivergence(all, stage, data.plan.seed).diverges)
    .sort(inTime);
  return {
    onset: [...standing.slice(0, 1), ...diverging.slice(0, 1)].sort(inTime)[0],
    saturated: [...standing, ...diverging].sort(inTime),
  };
}

/** This step against the one before it: work done stood still while the wait for the first text grew. */
function gainsNothing(steps: readonly BackendStep[], index: number): boolean {
  const [first, before, step] = [steps[0]!, steps[index - 1]!, steps[index]!];
  const added = step.load - before.load;
  const gain = (rate: (of: BackendStep) => number): number =>
    rate(step) - rate(before) - LEAST_GAIN * added * (rate(first) / first.load);
  // A step that adds no load promises nothing; it goes on with what was before.
  const stands =
    added <= 0 || (gain((s) => s.completionsPerSecond) < 0 && gain((s) => s.eventsPerSecond) < 0);
  const rises =
    step.wireTtftMs === null || first.wireTtftMs === null || step.wireTtftMs >= TTFT_RISE * first.wireTtftMs;
  return stands && rises;
}

/** The first stream of the crowd that the backend did not deliver; `null` without any. */
function firstFailure({ streams, stages }: RunData): Saturation['firstFailure'] {
  let first: (typeof streams)[number] | null = null;
  for (const stream of streams) {
    if (stream.failed && (first === null || stream.record.endedMs < first.record.endedMs)) first = stream;
  }
  if (first === null) return null;
  const { endedMs, outcome } = first.record;
  const phase = stages.find((stage) => isInStage(stage, endedMs))?.name ?? null;
  return { atMs: endedMs, outcome, phase };
}

/**
 * How long the backend was kept saturated until its first stream failed, or until the last of those stages ended. Of
 * replicates the one counts that failed soonest; where none failed, the longest.
 */
function survivedOf(
  data: RunData,
  saturated: readonly BackendStep[],
): { ms: number; caveats: readonly string[] } {
  const failed: number[] = [];
  const lasted: number[] = [];
  for (const stages of stagesOfReplicates(saturated.map(({ stage }) => stage))) {
    let ms = 0;
    let failedMs: number | null = null;
    for (const stage of stages) {
      failedMs = firstFailureWithin(data, stage);
      ms += (failedMs ?? stage.toMs) - stage.fromMs;
      if (failedMs !== null) break;
    }
    (failedMs === null ? lasted : failed).push(ms);
  }
  if (failed.length > 0) return { ms: Math.min(...failed), caveats: [] };
  return {
    ms: Math.max(...lasted),
    caveats: ['No stream failed while the backend was saturated: it survived at least this long.'],
  };
}

function firstFailureWithin(
  { streams }: RunData,
  { fromMs, toMs }: Pick<StageWindow, 'fromMs' | 'toMs'>,
): number | null {
  let first: number | null = null;
  for (const { failed, record } of streams) {
    const { endedMs } = record;
    if (failed && endedMs >= fromMs && endedMs <= toMs && (first === null || endedMs < first))
      first = endedMs;
  }
  return first;
}
