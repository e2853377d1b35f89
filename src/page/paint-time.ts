import type { FrameStamp, ProbeLongFrame } from '../probe/messages.js';

/** From the end of layout to the presentation of a frame that has next to nothing to draw. */
const PAINT_MS = 1.5;
/** What has been laid out must be drawn: so much of the time that its style and layout took. */
const PAINT_SHARE = 0.4;
/** The browser rounds a presentation up to this. */
const PRESENTED_STEP_MS = 4;

/**
 * When the frame of `stamp` was shown, on the page's clock: when it had been laid out, and what painting takes on top;
 * never outside of what the browser itself says of a long frame. How these figures were found, and how far they may be
 * wrong, is in `decisions.md`.
 */
export function paintTimeMs(stamp: FrameStamp, longFrames: readonly ProbeLongFrame[]): number {
  const { frameMs, laidOutMs } = stamp;
  const paintedMs = laidOutMs + PAINT_MS + PAINT_SHARE * (laidOutMs - frameMs);
  // A long frame may end in the very instant in which the next one begins: the one shown after the stamp is meant.
  const presentedMs = longFrames.find(
    ({ startMs, durationMs, presentedMs = Number.NEGATIVE_INFINITY }) =>
      laidOutMs >= startMs && laidOutMs <= startMs + durationMs && presentedMs >= laidOutMs,
  )?.presentedMs;
  if (presentedMs === undefined) return paintedMs;
  return Math.min(presentedMs, Math.max(presentedMs - PRESENTED_STEP_MS, paintedMs));
}
