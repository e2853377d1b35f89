import { expect, test } from '@playwright/test';
import { openDivergence } from '../../dist/src/findings/open-divergence.js';
import type { BackendResponse } from '../../dist/src/findings/responses.js';
import type { RunStage } from '../../dist/src/findings/run-stages.js';

const PER_SECOND = 20;
const STAGE: RunStage = {
  name: 'peak',
  kind: 'peak',
  streams: 0,
  perSecond: PER_SECOND,
  arrivals: 'constant',
  hasCrowd: true,
  windows: [{ fromMs: 0, settledMs: 3_000, toMs: 33_000, replicate: 0 }],
};
const [{ toMs: END_MS }] = STAGE.windows;

/** Twenty responses a second, as `of` makes the nth of them. */
const responses = (of: (nth: number) => Partial<BackendResponse>): BackendResponse[] =>
  Array.from({ length: 33 * PER_SECOND }, (_, nth) => {
    const askedMs = (nth * 1_000) / PER_SECOND;
    const firstTextMs = askedMs + 200 + (nth % 7);
    return {
      askedMs,
      firstTextMs,
      lastTextMs: firstTextMs + 800,
      endedMs: firstTextMs + 800,
      complete: true,
      takenBack: false,
      ...of(nth),
    };
  });

test('streams that are taken back do not look like work that piles up', () => {
  const all = responses((nth) => {
    if (nth % 5 > 1) return {};
    const askedMs = (nth * 1_000) / PER_SECOND;
    // Every other of them before a word has come; and more and more of them are taken back ever sooner.
    const endedMs = askedMs + 600 - (nth % 2) * 450 - nth / 5;
    const firstTextMs = endedMs > askedMs + 250 ? askedMs + 210 : null;
    return { endedMs, firstTextMs, lastTextMs: firstTextMs, complete: false, takenBack: true };
  });
  expect(all.filter(({ takenBack }) => takenBack).length).toBeGreaterThan(250);
  const { diverges, growthPerSecond } = openDivergence(all, STAGE, 1);
  expect(diverges).toBe(false);
  expect(growthPerSecond!).toBeLessThan(0.1 * PER_SECOND);
});

test('those that the end of the stage takes back were work that had piled up, and only if it had', () => {
  const takenBackAtTheEnd = (waitMs: (askedMs: number) => number): BackendResponse[] =>
    responses((nth) => {
      const askedMs = (nth * 1_000) / PER_SECOND;
      const firstTextMs = askedMs + waitMs(askedMs);
      const over = firstTextMs + 800 <= END_MS;
      return {
        firstTextMs: firstTextMs < END_MS ? firstTextMs : null,
        endedMs: over ? firstTextMs + 800 : END_MS,
        complete: over,
        takenBack: !over,
      };
    });
  const steady = takenBackAtTheEnd(() => 400);
  expect(steady.some(({ takenBack }) => takenBack)).toBe(true);
  expect(openDivergence(steady, STAGE, 1).diverges).toBe(false);
  // A queue in which each waits by half a second longer for every second that it came later.
  expect(
    openDivergence(
      takenBackAtTheEnd((askedMs) => 400 + askedMs / 2),
      STAGE,
      1,
    ).diverges,
  ).toBe(true);
});
