import { expect, test } from '@playwright/test';
import { paintTimeMs as paintTime } from '../../dist/src/page/paint-time.js';
import type { FrameStamp, ProbeLongFrame } from '../../dist/src/probe/messages.js';

const paintTimeMs = (stamp: FrameStamp, longFrames: readonly ProbeLongFrame[]): number =>
  paintTime(stamp, longFrames).estimateMs;
const stamp = (laidOutMs: number, renderMs: number) => ({ frameMs: laidOutMs - renderMs, laidOutMs });
const long = (startMs: number, durationMs: number, presentedMs?: number): ProbeLongFrame => ({
  startMs,
  durationMs,
  blockingMs: Math.max(0, durationMs - 50),
  workedMs: durationMs,
  ...(presentedMs === undefined ? {} : { presentedMs }),
});

test('without a long frame: when it was laid out, and the longer that took, the longer it takes to paint', () => {
  expect(paintTimeMs(stamp(100, 0), [])).toBe(101.5);
  expect(paintTimeMs(stamp(100, 10), [])).toBe(105.5);
});

test('a long frame says itself when it was presented, rounded up', () => {
  expect(paintTimeMs(stamp(290, 1), [long(100, 200, 308)])).toBe(304);
  expect(paintTimeMs(stamp(290, 60), [long(100, 200, 308)])).toBe(308);
  expect(paintTimeMs(stamp(305, 0), [long(100, 210, 308)])).toBe(306.5);
});

test('of a long frame that does not say, what it took to lay it out tells', () => {
  expect(paintTimeMs(stamp(290, 10), [long(100, 200)])).toBe(295.5);
});

test('long frames before and after are not meant', () => {
  expect(paintTimeMs(stamp(400, 0), [long(100, 200, 308), long(500, 80, 590)])).toBe(401.5);
});

test('where one long frame ends and the next begins, the one shown after the stamp is meant', () => {
  expect(paintTimeMs(stamp(300, 0), [long(100, 200, 298), long(300, 90, 396)])).toBe(392);
});
