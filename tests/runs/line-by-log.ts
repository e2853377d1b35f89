import type { Findings } from '../../dist/src/model/findings.js';
import type { ModelTruth } from '../../dist/src/model/truth.js';

/** Of one step of the staircase: how much load, and how many of its requests the model server itself served in time. */
export interface LoggedStep {
  readonly load: number;
  readonly requests: number;
  readonly inTimeShare: number;
}

interface Options {
  readonly findings: Findings;
  readonly truth: readonly ModelTruth[];
  /** Host monotonic milliseconds of the run's zero. */
  readonly zeroMs: number;
  readonly budgetMs: number;
}

/**
 * By the model server's own log: which share of the requests that arrived in each step had their first token (queue
 * and prefill) within the budget. Knows nothing of what browsers or driver measured.
 */
export function stepsByLog({ findings, truth, zeroMs, budgetMs }: Options): LoggedStep[] {
  return findings.loadLine.steps.map(({ phase: name, load }) => {
    const phase = findings.phases.find((candidate) => candidate.name === name)!;
    const requests = truth
      .map((request) => ({ ...request, atMs: request.arrivedMs - zeroMs }))
      // The queue of the step before is still there in its first seconds.
      .filter(({ atMs }) => atMs >= phase.fromMs + 1500 && atMs < phase.toMs)
      .map(({ arrivedMs, firstTokenMs, endedMs }) => ({
        waitedMs: (firstTokenMs ?? endedMs) - arrivedMs,
        answered: firstTokenMs !== null,
      }))
      // Who left the queue within the budget, because the step was over, says nothing.
      .filter(({ waitedMs, answered }) => answered || waitedMs > budgetMs);
    const inTime = requests.filter(({ waitedMs }) => waitedMs <= budgetMs).length;
    return { load, requests: requests.length, inTimeShare: inTime / requests.length };
  });
}

/** Where the share of requests in time crosses `criterion`, in conversations; linear between steps. */
export function lineByLog(steps: readonly LoggedStep[], criterion: number): number {
  const next = steps.findIndex(({ inTimeShare }) => inTimeShare < criterion);
  if (next <= 0) throw new Error(`the log never crosses ${criterion}: ${JSON.stringify(steps)}`);
  const [before, after] = [steps[next - 1]!, steps[next]!];
  const part = (before.inTimeShare - criterion) / (before.inTimeShare - after.inTimeShare);
  return before.load + part * (after.load - before.load);
}

/** A load as a place on the staircase: 1.5 is halfway between the second and the third step. */
export function stepOf(load: number, steps: readonly LoggedStep[]): number {
  const next = steps.findIndex((step) => step.load >= load);
  if (next <= 0) return Math.max(0, next);
  const [before, after] = [steps[next - 1]!, steps[next]!];
  return next - 1 + (load - before.load) / (after.load - before.load);
}
