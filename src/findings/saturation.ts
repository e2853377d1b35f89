import type { Findings } from '../model/findings.js';
import { type BackendStep, backendSteps } from './backend-steps.js';
import { recovery } from './recovery.js';
import type { RunData } from './run-data.js';

/** A step that gains less than this share of what the first steps promised gains nothing. */
const LEAST_GAIN = 0.1;
/** The median wire TTFT of a saturated step is at least this much that of the first step with a crowd. */
const TTFT_RISE = 1.2;
/** Slots are a plateau: from one saturated step to the next they may differ by this many. */
const SLOT_SPREAD = 1;

/**
 * Where more load stops to bring more work done (closed load): completions/s and events/s of the whole backend gain
 * less than a tenth of what the first step with a crowd promised per conversation, while wire TTFT rises.
 */
export function saturation(data: RunData): Findings['saturation'] {
  const { caveats: recoveryCaveats, ...recovered } = recovery(data);
  const nothing = {
    atMs: null,
    atLoad: null,
    ceilingPerSecond: null,
    slots: null,
    survivedMs: null,
    ...recovered,
  };
  const steps = backendSteps(data);
  const first = steps[0];
  if (first === undefined || steps.length < 2) {
    const reason = data.crowdPlanned
      ? 'Saturation needs two stages in which streams of the crowd ended.'
      : 'This run has no crowd, so nothing can be said of saturation.';
    return { status: 'not-measured', caveats: [reason, ...recoveryCaveats], ...nothing };
  }
  const onset = steps.findIndex(
    (_, index) => index > 0 && steps.slice(index).every((_, k) => gainsNothing(steps, index + k)),
  );
  if (onset === -1) {
    const highest = steps.at(-1)!;
    return {
      status: 'not-reached',
      caveats: [`Completions still rose with load at ${highest.load} conversations.`, ...recoveryCaveats],
      ...nothing,
    };
  }
  const saturated = steps.slice(onset);
  const at = saturated[0]!;
  const slots = slotsOf(saturated);
  const survived = survivedOf(data, saturated);
  return {
    status: 'reached',
    caveats: [
      `The ceiling was reached between ${steps[onset - 1]!.load} and ${at.load} conversations.`,
      ...slots.caveats,
      ...survived.caveats,
      ...recoveryCaveats,
    ],
    ...nothing,
    atMs: at.stage.fromMs,
    atLoad: at.load,
    ceilingPerSecond: meanOverTime(saturated),
    slots: slots.value,
    survivedMs: survived.ms,
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

function meanOverTime(steps: readonly BackendStep[]): number {
  const lengthOf = ({ stage }: BackendStep): number => stage.toMs - stage.settledMs;
  const length = steps.reduce((sum, step) => sum + lengthOf(step), 0);
  return steps.reduce((sum, step) => sum + step.completionsPerSecond * lengthOf(step), 0) / length;
}

/** The level of responses sending text at once, if more load does not raise it. */
function slotsOf(saturated: readonly BackendStep[]): { value: number | null; caveats: string[] } {
  const levels = saturated.map(({ streaming }) => streaming).filter((level) => level > 0);
  const [lowest, highest] = [Math.min(...levels), Math.max(...levels)];
  if (levels.length < 2) {
    return {
      value: null,
      caveats: ['Slots need two saturated stages: whether one level is a plateau cannot be told.'],
    };
  }
  if (highest - lowest > SLOT_SPREAD) {
    return {
      value: null,
      caveats: [`Responses sending at once went from ${lowest} to ${highest}: no plateau, no slots.`],
    };
  }
  return { value: levels.toSorted((a, b) => a - b)[Math.floor(levels.length / 2)]!, caveats: [] };
}

/** From the onset to the first failed stream, or to the end of the last stage that was saturated. */
function survivedOf(data: RunData, saturated: readonly BackendStep[]): { ms: number; caveats: string[] } {
  const fromMs = saturated[0]!.stage.fromMs;
  const toMs = saturated.at(-1)!.stage.toMs;
  const failures = data.streams
    .filter(({ failed, record }) => failed && record.endedMs >= fromMs && record.endedMs <= toMs)
    .map(({ record }) => record.endedMs);
  if (failures.length > 0) return { ms: Math.min(...failures) - fromMs, caveats: [] };
  return {
    ms: toMs - fromMs,
    caveats: ['No stream failed while the backend was saturated: it survived at least this long.'],
  };
}
