/** What was counted at one level, e.g. turns at one load. */
export interface LevelCount {
  readonly level: number;
  readonly n: number;
  readonly good: number;
}

/** Where a share that falls with level crosses a line, as probabilities. */
export interface CrossingChances {
  /** It lies under the line at the lowest level already. */
  readonly below: number;
  /** It crosses between one level and the next. */
  readonly between: readonly number[];
  /** It still holds at the highest level. */
  readonly above: number;
  /** The level under which the crossing lies with the chance `q`: 0 below the lowest level, ∞ above the highest. */
  readonly quantile: (q: number) => number;
}

const CELLS = 400;
/** Falls that are expected from the lowest to the highest level. */
const EXPECTED_FALLS = 0.8;
/** Shares at the lowest level, before anything was counted: Beta(1, 0.3), i.e. mostly high. */
const PRIOR_TAIL = 0.3;
/** Counts beyond this say no more than the cells can tell apart. */
const MOST_COUNTED = 4_000;
/** No share is ruled out altogether: counts that rise with level would leave none. */
const LEAST_LIKELIHOOD = 1e-60;

/**
 * Bayes' answer to where a share falls below a line, for a share that never rises with level: from one level to the
 * next it stays, or falls to anything lower, as likely as the levels lie apart. Exact on a grid; no form of the fall is
 * assumed, so within a gap between two levels every place is alike. See decisions.md.
 *
 * @param counts by rising level, each level once, each with n > 0
 */
export function crossingChances(counts: readonly LevelCount[], line: number): CrossingChances {
  const likelihoods = counts.map(likelihood);
  const range = counts.at(-1)!.level - counts[0]!.level;
  const fall = counts
    .slice(1)
    .map(({ level }, i) => 1 - Math.exp((-EXPECTED_FALLS * (level - counts[i]!.level)) / range));

  // Forward: what the counts up to a level say of the share there.
  const forward: Float64Array[] = [];
  likelihoods.forEach((likely, step) => {
    const before = forward[step - 1];
    const expected = before === undefined ? prior() : afterStep(before, fall[step - 1]!);
    forward.push(normalised(expected.map((chance, cell) => chance * likely[cell]!)));
  });
  // Backward: how likely the counts above a level are, given the share there.
  const backward: Float64Array[] = [];
  backward[counts.length - 1] = new Float64Array(CELLS).fill(1);
  for (let step = counts.length - 2; step >= 0; step--) {
    const next = backward[step + 1]!.map((chance, cell) => chance * likelihoods[step + 1]![cell]!);
    backward[step] = normalised(beforeStep(next, fall[step]!));
  }

  const firstHeld = Array.from({ length: CELLS }, (_, cell) => shareOf(cell)).findIndex(
    (share) => share >= line,
  );
  const holds = forward.map((chances, step) => {
    const posterior = normalised(chances.map((chance, cell) => chance * backward[step]![cell]!));
    return firstHeld === -1 ? 0 : posterior.subarray(firstHeld).reduce((sum, chance) => sum + chance, 0);
  });
  // A share that never rises holds at a level only if it held at all before it.
  const below = 1 - holds[0]!;
  const above = holds.at(-1)!;
  const between = holds.slice(1).map((held, i) => Math.max(0, holds[i]! - held));
  return {
    below,
    between,
    above,
    quantile: (q) => {
      if (q < below) return 0;
      let reached = below;
      for (const [i, chance] of between.entries()) {
        const [from, to] = [counts[i]!.level, counts[i + 1]!.level];
        if (q < reached + chance) return from + ((q - reached) / chance) * (to - from);
        reached += chance;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

const shareOf = (cell: number): number => (cell + 0.5) / CELLS;

const LOG_SHARE = Float64Array.from({ length: CELLS }, (_, cell) => Math.log(shareOf(cell)));
const LOG_REST = Float64Array.from({ length: CELLS }, (_, cell) => Math.log1p(-shareOf(cell)));

const prior = (): Float64Array =>
  normalised(Float64Array.from({ length: CELLS }, (_, cell) => (1 - shareOf(cell)) ** (PRIOR_TAIL - 1)));

function likelihood({ n, good }: LevelCount): Float64Array {
  const weight = Math.min(1, MOST_COUNTED / n);
  const logs = new Float64Array(CELLS);
  let most = Number.NEGATIVE_INFINITY;
  for (let cell = 0; cell < CELLS; cell++) {
    logs[cell] = weight * (good * LOG_SHARE[cell]! + (n - good) * LOG_REST[cell]!);
    most = Math.max(most, logs[cell]!);
  }
  for (let cell = 0; cell < CELLS; cell++)
    logs[cell] = Math.max(LEAST_LIKELIHOOD, Math.exp(logs[cell]! - most));
  return logs;
}

/** The share stays where it is, or falls to any cell that is not higher. */
function afterStep(chances: Float64Array, fall: number): Float64Array {
  const after = new Float64Array(CELLS);
  let fallen = 0;
  for (let cell = CELLS - 1; cell >= 0; cell--) {
    fallen += chances[cell]! / (cell + 1);
    after[cell] = (1 - fall) * chances[cell]! + fall * fallen;
  }
  return after;
}

/** The same step, seen from before it. */
function beforeStep(next: Float64Array, fall: number): Float64Array {
  const before = new Float64Array(CELLS);
  let lower = 0;
  for (let cell = 0; cell < CELLS; cell++) {
    lower += next[cell]!;
    before[cell] = (1 - fall) * next[cell]! + (fall * lower) / (cell + 1);
  }
  return before;
}

function normalised(chances: Float64Array): Float64Array {
  let whole = 0;
  for (const chance of chances) whole += chance;
  return chances.map((chance) => chance / whole);
}
