import { type PooledSlope, pooledSlope, type SlopePoint } from '../stats/pooled-slope.js';
import type { BackendResponse } from './responses.js';
import type { RunStage } from './run-stages.js';
import { settledWindows } from './stage-windows.js';

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
  const [dueMs, overMs] = [new Float64Array(all.length), new Float64Array(all.length)];
  all.forEach(({ askedMs, endedMs }, index) => {
    dueMs[index] = askedMs;
    overMs[index] = endedMs;
  });
  dueMs.sort();
  overMs.sort();
  const settled = settledWindows(stage);
  const due = settled.map(({ fromMs, toMs }) => {
    const points: SlopePoint[] = [];
    let [begun, ended] = [0, 0];
    for (let ms = fromMs; ms < toMs; ms += Math.max(STEP_MS, (toMs - fromMs) / MOST_POINTS)) {
      while (begun < dueMs.length && dueMs[begun]! <= ms) begun++;
      while (ended < overMs.length && overMs[ended]! <= ms) ended++;
      points.push({ x: ms / 1_000, y: begun - ended });
    }
    return points;
  });
  const waits = settled.map(({ fromMs, toMs }) => {
    const points: SlopePoint[] = [];
    // By when the text came: of those asked for last, the run's end leaves only such as did not wait long.
    for (const { askedMs, firstTextMs } of all) {
      if (firstTextMs !== null && firstTextMs >= fromMs && firstTextMs < toMs)
        points.push({ x: firstTextMs / 1_000, y: firstTextMs - askedMs });
    }
    return thinned(points.sort((a, b) => a.x - b.x));
  });
  const [grows, waitsGrow] = [slopeOf(due, seed), slopeOf(waits, seed)];
  if (grows === null || waitsGrow === null) return { diverges: false, growthPerSecond: null };
  return {
    diverges: grows.slope >= LEAST_GROWTH * (stage.perSecond ?? 0) && rises(grows) && rises(waitsGrow),
    growthPerSecond: grows.slope,
  };
}

/** Each replicate with an intercept of its own. */
const slopeOf = (replicates: readonly (readonly SlopePoint[])[], seed: number): PooledSlope | null =>
  replicates.flat().length < LEAST_POINTS ? null : pooledSlope(replicates, seed);

const rises = ({ ci95 }: PooledSlope): boolean => ci95 !== null && ci95[0] > 0;

function thinned(points: readonly SlopePoint[]): readonly SlopePoint[] {
  if (points.length <= MOST_POINTS) return points;
  return Array.from(
    { length: MOST_POINTS },
    (_, k) => points[Math.floor((k * points.length) / MOST_POINTS)]!,
  );
}
