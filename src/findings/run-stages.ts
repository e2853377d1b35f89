import type { LedgerData } from '../ledger/read-ledger.js';
import type { Arrivals, StageKind } from '../model/plan.js';

/** At least this long after a stage's begin, what starts belongs to no phase: the load is still settling. */
export const SETTLING_MS = 1_500;

/** When a stage was on. Times in milliseconds since the run's zero. */
export interface StageWindow {
  readonly fromMs: number;
  /** From here on what starts counts. */
  readonly settledMs: number;
  readonly toMs: number;
  /** Which of the replicates that lie one after another, from 0. */
  readonly replicate: number;
}

/** A stage as it was run: once, or once in each replicate. */
export interface RunStage {
  readonly name: string;
  readonly kind: StageKind;
  /** Streams that the crowd was asked to hold; 0 in an open stage. */
  readonly streams: number;
  /** New streams per second that the crowd was asked to start, and how they lay in time; `null` but in open stages. */
  readonly perSecond: number | null;
  readonly arrivals: Arrivals | null;
  /** The crowd was asked for streams, one way or the other. */
  readonly hasCrowd: boolean;
  /** In the order of time; at least one. */
  readonly windows: readonly [StageWindow, ...StageWindow[]];
}

/** The run's stages; one whose end was never written ends where the next begins, or with the ledger. */
export function runStages(ledger: LedgerData): RunStage[] {
  const stages: RunStage[] = [];
  ledger.stages.forEach((stage, index) => {
    const end = stage.toMs ?? ledger.stages[index + 1]?.fromMs ?? ledger.lastMs ?? stage.fromMs;
    const window: StageWindow = {
      fromMs: stage.fromMs,
      settledMs: stage.fromMs + Math.max(SETTLING_MS, stage.rampMs),
      toMs: Math.max(end, stage.fromMs),
      replicate: stage.replicate ?? 0,
    };
    const at = stages.findIndex(({ name }) => name === stage.name);
    const before = stages[at];
    if (before !== undefined) {
      stages[at] = { ...before, windows: [...before.windows, window] };
      return;
    }
    stages.push({
      name: stage.name,
      kind: stage.kind,
      streams: stage.streams,
      perSecond: stage.perSecond ?? null,
      arrivals: stage.arrivals ?? null,
      hasCrowd: stage.streams > 0 || (stage.perSecond ?? 0) > 0,
      windows: [window],
    });
  });
  return stages;
}
