import type { Chance } from './chance.js';
import { PEOPLE } from './plant-run.js';

export interface Staircase {
  /** Streams of each stage, from 0 on, rising. */
  readonly streams: readonly number[];
  /** Conversations at once: streams and people. */
  readonly lowest: number;
  readonly highest: number;
  readonly meanStep: number;
  /** How far the two loads around a load lie apart. */
  readonly stepAt: (load: number) => number;
}

export const LEAST_STEPS = 5;
export const MOST_STEPS = 10;
export const WIDEST_STEP = 4;

/** A staircase as people plan them: a baseline, then loads that rise by one to four streams. */
export function staircase({ whole }: Chance): Staircase {
  const streams = [0];
  for (let step = whole(LEAST_STEPS, MOST_STEPS); step > 1; step--)
    streams.push(streams.at(-1)! + whole(1, WIDEST_STEP));
  const loads = streams.map((count) => count + PEOPLE);
  const [lowest, highest] = [loads[0]!, loads.at(-1)!];
  return {
    streams,
    lowest,
    highest,
    meanStep: (highest - lowest) / (loads.length - 1),
    stepAt: (load) => {
      const above = Math.max(
        1,
        loads.findIndex((each) => each > load),
      );
      return loads[above]! - loads[above - 1]!;
    },
  };
}
