import { expect, test } from '@playwright/test';
import { paintTimes } from '../../dist/src/page/paint-times.js';
import type { FrameStamp, ProbeLongFrame } from '../../dist/src/probe/messages.js';

const FRAME_MS = 16;
/** A frame that began at `beganMs` and was laid out so long after it, with next to no layout. */
const frame = (beganMs: number, afterMs: number): FrameStamp => ({
  beganMs,
  frameMs: beganMs + afterMs,
  laidOutMs: beganMs + afterMs,
});
const heavy = (laidOutMs: number, layoutMs: number): FrameStamp => ({
  frameMs: laidOutMs - layoutMs,
  laidOutMs,
});
const long = (startMs: number, endMs: number, presentedMs: number): ProbeLongFrame => ({
  startMs,
  durationMs: endMs - startMs,
  blockingMs: 0,
  workedMs: endMs - startMs,
  presentedMs,
});
const timesOf = (stamps: readonly FrameStamp[], longFrames: readonly ProbeLongFrame[] = []): number[] =>
  stamps.map(paintTimes(stamps, longFrames, FRAME_MS));

test('frames that are in time are shown when they have been drawn', () => {
  expect(timesOf([frame(1000, 2), frame(1016, 2), frame(1032, 3)])).toEqual([1003.5, 1019.5, 1036.5]);
});

test('behind a frame that was late for its refresh, each is shown a refresh later, until one is left out', () => {
  const stamps = [frame(1000, 16), frame(1016, 2), frame(1032, 2), frame(1064, 2)];
  expect(timesOf(stamps)).toEqual([1017.5, 1033.5, 1049.5, 1067.5]);
});

test('a frame that was drawn just before its deadline holds nobody up', () => {
  expect(timesOf([frame(1000, 13), frame(1016, 1)])).toEqual([1014.5, 1018.5]);
});

test('what the browser says of a long frame stands, and the next one makes way for it', () => {
  const stamps = [frame(1000, 60), frame(1064, 2)];
  expect(timesOf(stamps, [long(1000, 1061, 1068)])).toEqual([1064, 1081.5]);
});

test('frames without a begin are taken by themselves', () => {
  expect(timesOf([heavy(1016, 0), heavy(1018, 0)])).toEqual([1017.5, 1019.5]);
});

test('how long drawing takes is learnt from the frames that the browser tells of', () => {
  const known = [1, 2, 3].map((index) => heavy(index * 1000, 30));
  const longFrames = known.map(({ laidOutMs }) => long(laidOutMs - 40, laidOutMs + 20, laidOutMs + 33.5));
  // 33.5 − 2 − 1.5 = 30: as long as the layout took.
  expect(timesOf([...known, heavy(5000, 20)], longFrames).at(-1)).toBe(5021.5);
});

test('from two frames nothing is learnt, nor from such as had little to lay out', () => {
  const known = [...[1, 2].map((index) => heavy(index * 1000, 30)), heavy(3000, 2), heavy(4000, 2)];
  const longFrames = known.map(({ laidOutMs }) => long(laidOutMs - 40, laidOutMs + 20, laidOutMs + 33.5));
  expect(timesOf([...known, heavy(5000, 20)], longFrames).at(-1)).toBe(5009.5);
});

test('a frame of another turn is an error, not a guess', () => {
  expect(() => paintTimes([frame(1000, 2)], [], FRAME_MS)(frame(2000, 2))).toThrow(/not of this turn/);
});
