import { seededRandom } from '#plimsoll/stats/seeded-random.js';
import type { Step } from './page-setup.js';
import { wordsOf } from './words-of.js';

type Range = readonly [number, number];

interface Wanted {
  readonly seed: number;
  readonly paints: number;
  readonly gapMs: Range;
  /** Words that come within a few milliseconds, each in a task of its own. */
  readonly wordsAtOnce?: number;
  /** The answer begins with so many words at once. */
  readonly firstWords?: number;
  readonly blockMs?: Range;
  /** Every so many paints there is one of these gaps. */
  readonly stallEvery?: number;
  readonly stallMs?: Range;
}

const BURST_GAP_MS: Range = [0, 3];
/** Half of the pages of this world change their text in an animation frame. */
const IN_FRAME_SHARE = 0.5;

/** A seeded script of one answer; every piece ends with a letter, so that each can be told in what was painted. */
export function scriptOf(wanted: Wanted): Step[] {
  const { seed, paints, gapMs, wordsAtOnce = 1, firstWords = 1, blockMs, stallEvery, stallMs } = wanted;
  const random = seededRandom(seed);
  const within = ([from, to]: Range): number => from + random() * (to - from);
  const words = wordsOf(seed);
  const steps: Step[] = [];
  for (let paint = 0; paint < paints; paint++) {
    for (let index = 0; index < wordsAtOnce; index++) {
      const isStall = stallEvery !== undefined && index === 0 && paint % stallEvery === stallEvery - 1;
      const gap = index > 0 ? BURST_GAP_MS : isStall ? stallMs! : gapMs;
      const isFirst = steps.length === 0;
      steps.push({
        afterMs: within(gap),
        piece: isFirst ? words(firstWords) : ` ${words(1)}`,
        during: index === 0 && random() < IN_FRAME_SHARE ? 'frame' : 'task',
        blockMs: blockMs === undefined ? 0 : within(blockMs),
        blockedFirst: random() < 0.5,
      });
    }
  }
  return steps;
}
