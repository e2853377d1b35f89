import type { FrameStamp, ProbeLongFrame } from '../probe/messages.js';

/** From the end of layout to the presentation of a frame that has next to nothing to draw. */
export const PAINT_MS = 1.5;
/** What has been laid out must be drawn: usually so much of the time that its style and layout took. */
export const USUAL_PAINT_SHARE = 0.4;
/** The browser rounds a presentation up to this. */
export const PRESENTED_STEP_MS = 4;

/** When one frame was shown, on the page's clock; `isKnown`: the browser says so itself, to within 4 ms. */
export interface PaintTime {
  readonly estimateMs: number;
  readonly isKnown: boolean;
}

/**
 * When the frame of `stamp` was shown, taken by itself: when it had been laid out, and what painting takes on top;
 * never outside of what the browser itself says of a long frame. How these figures were found, and how far they may be
 * wrong, is in `decisions.md`.
 */
export function paintTimeMs(
  stamp: FrameStamp,
  longFrames: readonly ProbeLongFrame[],
  paintShare = USUAL_PAINT_SHARE,
): PaintTime {
  const { frameMs, laidOutMs } = stamp;
  const paintedMs = laidOutMs + PAINT_MS + paintShare * (laidOutMs - frameMs);
  const presentedMs = longFrameOf(stamp, longFrames)?.presentedMs;
  if (presentedMs === undefined) return { estimateMs: paintedMs, isKnown: false };
  return {
    estimateMs: Math.min(presentedMs, Math.max(presentedMs - PRESENTED_STEP_MS, paintedMs)),
    isKnown: true,
  };
}

/**
 * The long frame that `stamp` was in. One may end in the very instant in which the next one begins: the one shown
 * after the stamp is meant.
 */
export function longFrameOf(
  { laidOutMs }: FrameStamp,
  longFrames: readonly ProbeLongFrame[],
): ProbeLongFrame | undefined {
  return longFrames.find(
    ({ startMs, durationMs, presentedMs = Number.NEGATIVE_INFINITY }) =>
      laidOutMs >= startMs && laidOutMs <= startMs + durationMs && presentedMs >= laidOutMs,
  );
}
