import { expect, test } from '@playwright/test';
import { paintTimeMs } from '../../dist/src/page/paint-time.js';
import type { ProbeLongFrame } from '../../dist/src/probe/messages.js';

const stamp = (frameMs: number, afterMs: number) => ({ frameMs, afterMs });
const long = (startMs: number, durationMs: number, presentedMs?: number): ProbeLongFrame => ({
  startMs,
  durationMs,
  blockingMs: Math.max(0, durationMs - 50),
  renderStartMs: startMs + durationMs - 5,
  ...(presentedMs === undefined ? {} : { presentedMs }),
});

test('without a long frame: the middle between the frame and the task behind it', () => {
  expect(paintTimeMs(stamp(100, 104), [])).toBe(102);
});

test('the middle is capped: a task that other tasks held up tells nothing', () => {
  expect(paintTimeMs(stamp(100, 150), [])).toBe(125);
  expect(paintTimeMs(stamp(100, 900), [])).toBe(125);
});

test('a long frame says itself when it was presented', () => {
  expect(paintTimeMs(stamp(290, 900), [long(100, 200, 308)])).toBe(308);
});

test('a long frame that does not say falls back to the middle', () => {
  expect(paintTimeMs(stamp(290, 300), [long(100, 200)])).toBe(295);
});

test('long frames before and after are not meant', () => {
  expect(paintTimeMs(stamp(400, 404), [long(100, 200, 308), long(500, 80, 590)])).toBe(402);
});

test('where one long frame ends and the next begins, the one shown after the stamp is meant', () => {
  expect(paintTimeMs(stamp(300, 310), [long(100, 200, 298), long(300, 90, 396)])).toBe(396);
});
