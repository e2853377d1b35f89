import { type PooledSlope, pooledSlope, type SlopePoint } from '../stats/pooled-slope.js';
import type { BackendResponse } from './responses.js';
import type { RunStage } from './run-stages.js';

/** Work that piles up more slowly than this share of the starts may be chance. */
const LEAST_GROWTH = 0.1;
const STEP_MS = 500;
/** Points of a slope; more would cost time and tell nothing. */
const MOST_POINTS = 40;
const LEAST_POINTS = 8;

/** Whether requests and events part in an open stage. */
export interface Divergence {
  readonly diverges: boolean;
  /** Responses due and not over, more with each second; `null`: too short to tell. */
  readonly growthPerSecond: number | null;
}

/**
 * In an open stage the crowd starts streams whatever becomes of those before. Above the ceiling two things rise together,
 * beyond chance: the number that is due and not over, by a tenth of the starts at least, and the wait for the first text.
 * Streams that a cap holds back are due, and count.
 */
export function openDivergence(all: readonly BackendResponse[], stage: RunStage, seed: number): Divergence {
  const { settledMs, toMs, perSecond } = stage;
  const [dueMs, overMs] = [new Float64Array(all.length), new Float64Array(all.length)];
  const waits: SlopePoint[] = [];
  all.forEach(({ askedMs, firstTextMs, endedMs }, index) => {
    dueMs[index] = askedMs;
    overMs[index] = endedMs;
    // By when the text came: of those asked for last, the run's end leaves only such as did not wait long.
    if (firstTextMs !== null && firstTextMs >= settledMs && firstTextMs < toMs)
      waits.push({ x: firstTextMs / 1_000, y: firstTextMs - askedMs });
  });
  dueMs.sort();
  overMs.sort();
  const due: SlopePoint[] = [];
  let [begun, ended] = [0, 0];
  for (let ms = settledMs; ms < toMs; ms += Math.max(STEP_MS, (toMs - settledMs) / MOST_POINTS)) {
    while (begun < dueMs.length && dueMs[begun]! <= ms) begun++;
    while (ended < overMs.length && overMs[ended]! <= ms) ended++;
    due.push({ x: ms / 1_000, y: begun - ended });
  }
  waits.sort((a, b) => a.x - b.x);
  const [grows, waitsGrow] = [slopeOf(due, seed), slopeOf(thinned(waits), seed)];
  if (grows === null || waitsGrow === null) return { diverges: false, growthPerSecond: null };
  return {
    diverges: grows.slope >= LEAST_GROWTH * (perSecond ?? 0) && rises(grows) && rises(waitsGrow),
    growthPerSecond: grows.slope,
  };
}

const slopeOf = (points: readonly SlopePoint[], seed: number): PooledSlope | null =>
  points.length < LEAST_POINTS ? null : pooledSlope([points], seed);

const rises = ({ ci95 }: PooledSlope): boolean => ci95 !== null && ci95[0] > 0;

function thinned(points: readonly SlopePoint[]): readonly SlopePoint[] {
  if (points.length <= MOST_POINTS) return points;
  return Array.from(
    { length: MOST_POINTS },
    (_, k) => points[Math.floor((k * points.length) / MOST_POINTS)]!,
  );
}
