import type { TurnRecord } from '#plimsoll/model/records.js';
import { gapSpans } from '#plimsoll/stats/gap-spans.js';
import { type StallCause, stallCauseOf } from '#plimsoll/stats/stall-cause.js';

/** Whose each gap of the answer was that lasted at least `leastMs`, in their order. */
export function causesOf(
  { paints, wire, wireSource, longFrames }: TurnRecord,
  leastMs: number,
): StallCause[] {
  // The network log is on time also while the page is busy.
  const blind =
    wireSource === 'page'
      ? longFrames.map(({ startMs, durationMs }) => ({ fromMs: startMs, toMs: startMs + durationMs }))
      : [];
  const causeOf = stallCauseOf(paints, wire, blind);
  return gapSpans(paints)
    .filter(({ fromMs, toMs }) => toMs - fromMs >= leastMs)
    .map(causeOf);
}
