import type { PageSetup, Step } from './page-setup.js';
import { scriptOf } from './script-of.js';

/** A kind of page that the probe is measured on. */
export interface PageKind {
  readonly setup: PageSetup;
  /** At most so far may the 5th and the 95th percentile of the error lie from 0. */
  readonly targetMs: number;
  /** A turn's script, with `paints` moments at which text comes. */
  script(seed: number, paints: number): readonly Step[];
}

const PLAIN: PageSetup = { view: 'append', inside: 'document' };
const TARGET_MS = 5;

/** A word each 25 to 75 ms: as a model writes. */
const steady = (seed: number, paints: number) => scriptOf({ seed, paints, gapMs: [25, 75] });

export const PAGE_KINDS: Readonly<Record<string, PageKind>> = {
  steady: { setup: PLAIN, targetMs: TARGET_MS, script: steady },
  stalls: {
    setup: PLAIN,
    targetMs: TARGET_MS,
    script: (seed, paints) =>
      scriptOf({ seed, paints, gapMs: [25, 75], stallEvery: 9, stallMs: [1200, 3000] }),
  },
  bursts: {
    setup: PLAIN,
    targetMs: TARGET_MS,
    script: (seed, paints) => scriptOf({ seed, paints, gapMs: [120, 350], wordsAtOnce: 6 }),
  },
  'long-tasks': {
    setup: PLAIN,
    targetMs: 17,
    script: (seed, paints) => scriptOf({ seed, paints, gapMs: [0, 30], blockMs: [40, 180] }),
  },
  're-render': {
    setup: { view: 're-render', inside: 'document' },
    targetMs: 10,
    script: (seed, paints) => scriptOf({ seed, paints, gapMs: [20, 100], firstWords: 2700 }),
  },
  'shadow-root': { setup: { view: 'append', inside: 'shadow' }, targetMs: TARGET_MS, script: steady },
  'cross-origin-frame': { setup: { view: 'append', inside: 'frame' }, targetMs: TARGET_MS, script: steady },
  'fade-in': { setup: { view: 'fade-in', inside: 'document' }, targetMs: TARGET_MS, script: steady },
  'virtualised-list': {
    setup: { view: 'windowed', inside: 'document' },
    targetMs: TARGET_MS,
    script: steady,
  },
};
