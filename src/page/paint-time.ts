import type { FrameStamp, ProbeLongFrame } from '../probe/messages.js';

/** Without a long frame to tell, a paint is not later than this after its frame began. */
const CAP_MS = 50;

/**
 * When the frame that `stamp` was taken in was shown, on the page's clock: the compositor's presentation time where
 * the browser reports the frame as a long one, else the midpoint of the frame's start and the task after it, capped.
 */
export function paintTimeMs(stamp: FrameStamp, longFrames: readonly ProbeLongFrame[]): number {
  // A long frame may end in the very instant in which the next one begins: the one shown after the stamp is meant.
  const frame = longFrames.find(
    ({ startMs, durationMs, presentedMs }) =>
      stamp.frameMs >= startMs &&
      stamp.frameMs <= startMs + durationMs &&
      presentedMs !== undefined &&
      presentedMs >= stamp.frameMs,
  );
  return frame?.presentedMs ?? stamp.frameMs + Math.min(stamp.afterMs - stamp.frameMs, CAP_MS) / 2;
}
