import type { RunStage, StageWindow } from './run-stages.js';

/** Whether a point in time lies in the stage. */
export const isInStage = ({ windows }: Pick<RunStage, 'windows'>, ms: number): boolean =>
  windows.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);

/** The times of a stage in which its load had settled. */
export const settledWindows = ({
  windows,
}: Pick<RunStage, 'windows'>): { readonly fromMs: number; readonly toMs: number }[] =>
  windows.map(({ settledMs, toMs }) => ({ fromMs: settledMs, toMs }));

/** How long a stage lasted once it had settled, all its windows together. */
export const settledLengthMs = (stage: Pick<RunStage, 'windows'>): number =>
  settledWindows(stage).reduce((sum, { fromMs, toMs }) => sum + Math.max(0, toMs - fromMs), 0);

/** Mean over the settled times of a stage, each weighing as long as it lasted; `null` where nothing is known of any. */
export function meanOverSettled(
  stage: Pick<RunStage, 'windows'>,
  of: (fromMs: number, toMs: number) => number | null,
): number | null {
  const [only, ...others] = settledWindows(stage);
  // Of one window also what is known of no length at all.
  if (only !== undefined && others.length === 0) return of(only.fromMs, only.toMs);
  let [sum, weight] = [0, 0];
  for (const { fromMs, toMs } of settledWindows(stage)) {
    const value = of(fromMs, toMs);
    if (value === null || toMs <= fromMs) continue;
    sum += (toMs - fromMs) * value;
    weight += toMs - fromMs;
  }
  return weight > 0 ? sum / weight : null;
}

/** A stage in one replicate. */
export type StageOnce = Omit<RunStage, 'windows'> & StageWindow;

/** The stages of each replicate, in the order of time. */
export function stagesOfReplicates(stages: readonly RunStage[]): StageOnce[][] {
  const replicates = new Map<number, StageOnce[]>();
  for (const { windows, ...stage } of stages) {
    for (const window of windows) {
      const before = replicates.get(window.replicate) ?? [];
      replicates.set(window.replicate, [...before, { ...stage, ...window }]);
    }
  }
  return [...replicates.values()].map((own) => own.sort((a, b) => a.fromMs - b.fromMs));
}

/** Turns a point in time into one since the first stage of its own replicate; of a single run it is left as it is. */
export function timeInReplicate(stages: readonly RunStage[]): (ms: number) => number {
  const begins = stagesOfReplicates(stages).map(([first]) => first!.fromMs);
  if (begins.length < 2) return (ms) => ms;
  return (ms) => ms - (begins.findLast((begin) => begin <= ms) ?? begins[0]!);
}
