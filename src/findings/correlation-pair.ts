import type { CorrelationPair } from '../model/findings.js';
import { blockBootstrap } from '../stats/block-bootstrap.js';
import { correlationChance } from '../stats/correlation-chance.js';
import { drawnSpearman } from '../stats/drawn-spearman.js';
import { effectiveN } from '../stats/effective-n.js';
import { fisherInterval } from '../stats/fisher-interval.js';
import { kendall } from '../stats/kendall.js';
import { partialSpearman } from '../stats/partial-spearman.js';
import { spearman } from '../stats/spearman.js';

/** Under this many pairs a rank correlation says nothing. */
export const LEAST_PAIRS = 8;

/** One turn's load and page side. */
export interface JoinedTurn {
  readonly x: number;
  readonly y: number;
  /** Since its own replicate's begin: each may drift as the others do. */
  readonly atMs: number;
  readonly stage: string;
}

/** What is measured of two series before it is known what else was looked at. `chance` is not adjusted yet. */
export type MeasuredPair = Omit<CorrelationPair, 'x' | 'y' | 'evidence' | 'sentence' | 'lagMs'>;

/** Turns in order of submission, replicate after replicate. */
export function correlationPair(turns: readonly JoinedTurn[], seed: number): MeasuredPair {
  const n = turns.length;
  const [xs, ys] = [turns.map(({ x }) => x), turns.map(({ y }) => y)];
  const rho = n < LEAST_PAIRS ? null : spearman(xs, ys);
  const nEffective = rho === null ? null : effectiveN(xs, ys);
  if (rho === null || nEffective === null) {
    const nothing = { nEffective: null, spearman: null, kendall: null, ci95: null, chance: null };
    return { n, ...nothing, givenTime: null, givenStage: null };
  }
  return {
    n,
    nEffective,
    spearman: rho,
    kendall: kendall(xs, ys),
    ci95: intervalOf(xs, ys, rho, nEffective, seed),
    chance: correlationChance(rho, nEffective),
    givenTime: partialSpearman(xs, ys, timeControls(turns)),
    givenStage: partialSpearman(xs, ys, stageControls(turns)),
  };
}

/**
 * The moving-block bootstrap, widened where need be to what as many independent pairs as `nEffective` would allow: a
 * staircase of loads has few steps, and blocks that hold one step each make the bootstrap too sure of itself.
 */
function intervalOf(
  xs: readonly number[],
  ys: readonly number[],
  rho: number,
  nEffective: number,
  seed: number,
): readonly [number, number] | null {
  const drawn = blockBootstrap(xs.length, drawnSpearman(xs, ys), seed);
  const independent = fisherInterval(rho, nEffective);
  if (drawn === null || independent === null) return null;
  return [Math.min(drawn[0], independent[0]), Math.max(drawn[1], independent[1])];
}

/** A drift in time, straight or bent once. */
function timeControls(turns: readonly JoinedTurn[]): number[][] {
  const times = turns.map(({ atMs }) => atMs);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const past = turns.map(({ atMs }) => (last === first ? 0 : (2 * (atMs - first)) / (last - first) - 1));
  return [past, past.map((at) => at * at)];
}

/** Whatever made a stage as a whole differ from the others. */
function stageControls(turns: readonly JoinedTurn[]): number[][] {
  const stages = [...new Set(turns.map(({ stage }) => stage))];
  return stages.slice(1).map((name) => turns.map(({ stage }) => (stage === name ? 1 : 0)));
}
