import type { Page } from '@playwright/test';
import { answersWithin } from './answers-within.js';

/** Whether a page paints as a person's would. */
export interface PreFlight {
  readonly ok: boolean;
  readonly frames: number;
  readonly visible: boolean;
  /** Median time between animation frames; `undefined`: there were none. */
  readonly frameMs: number | undefined;
  readonly problem: string | undefined;
}

const FRAMES = 60;
const LONGEST_MS = 5000;
/** 60 Hz within 2 ms; other cadences are recorded, not refused, when they are faster than 20 ms. */
const SLOWEST_FRAME_MS = 20;

/** Watches 60 animation frames: visible, and at a cadence on which paint times mean something. */
export async function preFlight(page: Page): Promise<PreFlight> {
  const watching = page.evaluate(
    ({ frames, longestMs }) =>
      new Promise<{ times: number[]; visible: boolean }>((resolve) => {
        const times: number[] = [];
        const finish = (): void => {
          clearTimeout(timer);
          resolve({ times, visible: document.visibilityState === 'visible' });
        };
        const timer = setTimeout(finish, longestMs);
        const step = (): void => {
          times.push(performance.now());
          if (times.length > frames) finish();
          else requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    { frames: FRAMES, longestMs: LONGEST_MS },
  );
  const seen = await answersWithin(watching, 2 * LONGEST_MS);
  const gaps = seen.times.slice(1).map((time, index) => time - seen.times[index]!);
  const frameMs = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  const problem = !seen.visible
    ? 'the page is hidden'
    : gaps.length < FRAMES
      ? `only ${gaps.length} of ${FRAMES} animation frames within ${LONGEST_MS / 1000} s`
      : frameMs !== undefined && frameMs > SLOWEST_FRAME_MS
        ? `a frame takes ${frameMs.toFixed(1)} ms`
        : undefined;
  return { ok: problem === undefined, frames: gaps.length, visible: seen.visible, frameMs, problem };
}
