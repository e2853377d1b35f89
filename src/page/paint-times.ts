import type { FrameStamp, ProbeLongFrame } from '../probe/messages.js';
import { learnPaintShare } from './learn-paint-share.js';
import { paintTimeMs, USUAL_PAINT_SHARE } from './paint-time.js';

/** A frame whose drawing ends so long before the next refresh, or later, is too late for its own. */
const DEADLINE_MS = 1;
/** From one refresh to the next where the cadence could not be measured. */
export const USUAL_FRAME_MS = 1000 / 60;

/**
 * When each frame of a turn was shown, on the page's clock. The frames of a page depend on each other: a display shows
 * one in each refresh, so one that comes after a frame that was late is shown a refresh late itself, until the page
 * leaves a refresh out. And what drawing takes on this page is learnt from those frames of which the browser says when
 * they were presented. Pure.
 */
export function paintTimes(
  stamps: readonly (FrameStamp | undefined)[],
  longFrames: readonly ProbeLongFrame[],
  /** From one refresh to the next, as measured; `undefined`: 60 a second. */
  frameMs: number = USUAL_FRAME_MS,
): (stamp: FrameStamp) => number {
  const frames = new Map(stamps.flatMap((stamp) => (stamp === undefined ? [] : [[stamp.laidOutMs, stamp]])));
  const inOrder = [...frames.values()].sort((a, b) => a.laidOutMs - b.laidOutMs);
  const share = learnPaintShare(inOrder, longFrames) ?? USUAL_PAINT_SHARE;
  const shownMs = new Map<number, number>();
  let beforeMs = Number.NEGATIVE_INFINITY;
  for (const stamp of inOrder) {
    const { estimateMs, isKnown } = paintTimeMs(stamp, longFrames, share);
    beforeMs = isKnown ? estimateMs : afterRefreshOf(beforeMs, stamp, estimateMs, frameMs);
    shownMs.set(stamp.laidOutMs, beforeMs);
  }
  return (stamp) => {
    const ms = shownMs.get(stamp.laidOutMs);
    if (ms === undefined) throw new Error('A frame was asked for that is not of this turn');
    return ms;
  };
}

/** `estimateMs`, or in the refresh after the one that showed the frame before, where that is the same. */
function afterRefreshOf(beforeMs: number, stamp: FrameStamp, estimateMs: number, frameMs: number): number {
  const { beganMs, laidOutMs } = stamp;
  if (beganMs === undefined || beforeMs === Number.NEGATIVE_INFINITY) return estimateMs;
  const refreshOf = (ms: number): number => Math.floor((ms + DEADLINE_MS - beganMs) / frameMs);
  const taken = refreshOf(beforeMs);
  return taken < refreshOf(estimateMs)
    ? estimateMs
    : beganMs + (taken + 1) * frameMs + (estimateMs - laidOutMs);
}
