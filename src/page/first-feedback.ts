import type { FrameStamp } from '../probe/messages.js';

/**
 * The first frame with anything of the assistant's turn. What lies nearer to the person's own message than the answer
 * is part of that message, such as its time; without an answer, all that is known is that the nearest may be.
 */
export function firstFeedback(
  feedback: Readonly<Record<string, FrameStamp>>,
  answerLevel: string | undefined,
  firstPainted: FrameStamp | undefined,
): FrameStamp | undefined {
  const own = answerLevel === undefined ? undefined : feedback[answerLevel];
  if (answerLevel !== undefined) return earliest([own, firstPainted]);
  const levels = Object.keys(feedback);
  const farther = levels.length > 1 ? levels.filter((level) => level !== '0') : levels;
  return earliest(farther.map((level) => feedback[level]));
}

function earliest(stamps: readonly (FrameStamp | undefined)[]): FrameStamp | undefined {
  return stamps.filter((stamp) => stamp !== undefined).sort((a, b) => a.laidOutMs - b.laidOutMs)[0];
}
