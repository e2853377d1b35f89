import { binomialAtLeast, binomialAtMost } from '../stats/binomial-tail.js';
import type { LoadStep } from './load-step.js';

/** One-sided; two of them make a 95 % interval. */
const LEVEL = 0.025;

/** Between which loads the line lies; `null`: the counts rule nothing out on that side. */
export interface LineInterval {
  /** The highest load at which the share certainly keeps the criterion. */
  readonly aboveLoad: number | null;
  /** The lowest load at which the share certainly misses it. */
  readonly belowLoad: number | null;
}

/**
 * Inverts exact one-sided binomial tests at 2.5 %, step by step, for a share that does not grow with load.
 *
 * A step that is too small to be decided however its turns end is tested together with the steps above it (whose
 * share can only be lower) or, for a miss, below it. How many steps are taken together depends on their counts alone,
 * never on what was good, so that each test keeps its level.
 */
export function lineInterval(steps: readonly LoadStep[], criterion: number): LineInterval {
  let aboveLoad: number | null = null;
  let belowLoad: number | null = null;
  steps.forEach(({ load }, index) => {
    const upward = gather(steps.slice(index), (n) => criterion ** n <= LEVEL);
    if (upward !== null && binomialAtLeast(upward.good, upward.n, criterion) <= LEVEL) aboveLoad = load;
    const downward = gather(steps.slice(0, index + 1).reverse(), (n) => (1 - criterion) ** n <= LEVEL);
    if (
      belowLoad === null &&
      downward !== null &&
      binomialAtMost(downward.good, downward.n, criterion) <= LEVEL
    ) {
      belowLoad = load;
    }
  });
  return { aboveLoad, belowLoad };
}

function gather(
  steps: readonly LoadStep[],
  isEnough: (n: number) => boolean,
): { n: number; good: number } | null {
  let n = 0;
  let good = 0;
  for (const step of steps) {
    n += step.n;
    good += step.good;
    if (isEnough(n)) return { n, good };
  }
  return null;
}
