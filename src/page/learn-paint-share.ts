import type { FrameStamp, ProbeLongFrame } from '../probe/messages.js';
import { longFrameOf, PAINT_MS, PRESENTED_STEP_MS } from './paint-time.js';

/** A layout below this says nothing about how long drawing takes. */
const LEAST_LAYOUT_MS = 8;
/** From fewer frames nothing is learnt. */
const LEAST_FRAMES = 3;

/**
 * How long drawing takes on this page, as a share of style and layout: the median over those frames of which the
 * browser says when they were presented; `undefined`: too few of them.
 */
export function learnPaintShare(
  stamps: readonly FrameStamp[],
  longFrames: readonly ProbeLongFrame[],
): number | undefined {
  const shares = stamps.flatMap((stamp) => {
    const layoutMs = stamp.laidOutMs - stamp.frameMs;
    const presentedMs = longFrameOf(stamp, longFrames)?.presentedMs;
    if (presentedMs === undefined || layoutMs < LEAST_LAYOUT_MS) return [];
    // The browser rounds up: half of its step is what it is too late on average.
    const drawingMs = presentedMs - PRESENTED_STEP_MS / 2 - PAINT_MS - stamp.laidOutMs;
    return [Math.max(0, drawingMs) / layoutMs];
  });
  return shares.length < LEAST_FRAMES ? undefined : shares.sort((a, b) => a - b)[shares.length >> 1];
}
