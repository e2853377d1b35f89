import type { BackendResponse } from './responses.js';
import type { RunStage } from './run-stages.js';
import { settledWindows } from './stage-windows.js';
import { type Intervals, levelReached, meanLevel, shareAtLeast, timeAtLevels } from './time-at-levels.js';
import { unqueuedWaitMs } from './unqueued-wait.js';

/** Long enough to be a level, rare enough that slots which are between two answers do not hide it. */
const SHARE_OF_TIME = 0.1;
/** A level that is held for this share of the time is all that there is. */
const HELD = 0.5;
/** From one saturated stage to the next, what is at work may differ by this many, or by this share. */
const SPREAD = { slots: 1, share: 0.1 } as const;
/** With one saturated stage only: so many wait for others to end, or it was no number of slots that held them up. */
const LEAST_WAITING = 1;

export interface BackendSlots {
  readonly slots: number | null;
  /** Responses that were sending text at once, as reached for a tenth of the saturated time. */
  readonly plateau: number | null;
  /** Little's law: responses per second × the time that one keeps its slot (unqueued wait and text). */
  readonly byLittlesLaw: number | null;
  readonly caveats: readonly string[];
}

/**
 * The effective number of workers. While a worker prepares a response it sends none, so with many workers they are
 * hardly ever seen sending all at once; then Little's law says how many are at work, else the plateau itself.
 */
export function backendSlots(
  all: readonly BackendResponse[],
  saturated: readonly RunStage[],
  calm: readonly RunStage[],
): BackendSlots {
  const prepareMs = unqueuedWaitMs(
    all,
    calm.flatMap((stage) => stage.windows),
  );
  const sending: Intervals = { fromMs: [], toMs: [] };
  for (const { firstTextMs, lastTextMs } of all) {
    if (firstTextMs === null || lastTextMs === null) continue;
    sending.fromMs.push(firstTextMs);
    sending.toMs.push(lastTextMs);
  }
  const windows = saturated.flatMap(settledWindows).filter(({ fromMs, toMs }) => toMs > fromMs);
  if (windows.length === 0 || sending.fromMs.length === 0)
    return { slots: null, plateau: null, byLittlesLaw: null, caveats: [] };
  const sendingAt = timeAtLevels(sending, windows);
  const plateau = levelReached(sendingAt, SHARE_OF_TIME);
  if (prepareMs === null) {
    const caveats = ['No response without a crowd shows how long one takes to begin: slots cannot be told.'];
    return { slots: null, plateau, byLittlesLaw: null, caveats };
  }
  const working: Intervals = { ...sending, fromMs: sending.fromMs.map((ms) => ms - prepareMs) };
  const byLittlesLaw = meanLevel(timeAtLevels(working, windows)) ?? 0;
  const byStage = windows.map((window) => meanLevel(timeAtLevels(working, [window])) ?? 0);
  const figures = { plateau, byLittlesLaw };
  const [least, most] = [Math.min(...byStage), Math.max(...byStage)];
  if (most - least > Math.max(SPREAD.slots, SPREAD.share * most)) {
    const caveats = [
      `Responses at work at once went from ${least.toFixed(1)} to ${most.toFixed(1)} in the saturated stages: no number of slots holds them up.`,
    ];
    return { ...figures, slots: null, caveats };
  }
  if (saturated.length < 2 && waitingBeside(all, prepareMs, windows) < LEAST_WAITING) {
    const caveats = ['One saturated stage without a queue does not show a number of slots.'];
    return { ...figures, slots: null, caveats };
  }
  const slots =
    shareAtLeast(sendingAt, plateau) >= HELD ? plateau : Math.max(plateau, Math.round(byLittlesLaw));
  return { ...figures, slots, caveats: [] };
}

/** Mean number of responses that wait for a worker. */
function waitingBeside(
  all: readonly BackendResponse[],
  prepareMs: number,
  windows: readonly { fromMs: number; toMs: number }[],
): number {
  const waiting: Intervals = { fromMs: [], toMs: [] };
  for (const { askedMs, firstTextMs, endedMs } of all) {
    waiting.fromMs.push(askedMs);
    waiting.toMs.push(firstTextMs === null ? endedMs : firstTextMs - prepareMs);
  }
  return meanLevel(timeAtLevels(waiting, windows)) ?? 0;
}
