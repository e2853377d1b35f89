import type { Curve } from '../model/records.js';
import type { GapSpan } from './gap-spans.js';
import { lagPieces } from './lag-pieces.js';
import { READING_CHARS_PER_SECOND } from './reading-model.js';
import { risingSteps } from './rising-steps.js';
import { weightedQuantile } from './weighted-quantile.js';

export type StallCause = 'upstream' | 'page' | 'unknown';

export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A gap is upstream's if nothing waited for at least this share of it. */
const UPSTREAM_SHARE = 0.5;
/** The page's own way from wire to paint, by those characters that it kept least. See decisions.md. */
const OWN_LAG_QUANTILE = 0.1;
/** Three frames: what came this much before its usual moment may have been painted already. */
const FRAMES_MS = 50;
/** Line breaks and marks of emphasis come without anything to paint. */
const UNSEEN_CHARS = 3;
/** So little may be left over (half a word held back, a table's rule) without the page having text to show. */
const LEFT_OVER_CHARS = READING_CHARS_PER_SECOND;

/**
 * Says of a gap between paints whose it was: `upstream` if for at least half of it nothing that had arrived was waiting
 * to be painted, else `page`; `unknown` without wire times.
 *
 * @param blindSpans where arrivals were stamped late because the page that stamps them was busy: what is stamped in
 * such a span, or right after it, may have been there since the span began
 */
export function stallCauseOf(
  paints: Curve,
  wire: Curve,
  blindSpans: readonly TimeSpan[] = [],
): (gap: GapSpan) => StallCause {
  const delivered = risingSteps(wire);
  const painted = risingSteps(paints);
  const [sent, shown] = [delivered.at(-1)?.[1], painted.at(-1)?.[1]];
  if (sent === undefined || shown === undefined) return () => 'unknown';
  const lags = lagPieces(paints, wire)?.map(({ chars, lagMs }) => ({ value: lagMs, weight: chars }));
  const ownLagMs = Math.max(0, weightedQuantile(lags ?? [], OWN_LAG_QUANTILE) ?? 0);
  // Wherever in the text its markup stands, a share of the text's length is never off by more than all of it.
  const leftOverChars = Math.max(LEFT_OVER_CHARS, Math.abs(sent - shown));
  const arrived = (ms: number): number => ((delivered.findLast(([at]) => at <= ms)?.[1] ?? 0) * shown) / sent;
  const unstamped = (ms: number): number =>
    blindSpans.find(({ fromMs, toMs }) => ms >= fromMs && ms <= toMs + FRAMES_MS)?.fromMs ?? ms;

  return ({ fromMs, toMs, chars }) => {
    if (arrived(fromMs - ownLagMs) - chars > leftOverChars) return 'page';
    const sinceMs = Math.min(fromMs, fromMs - ownLagMs + FRAMES_MS);
    const before = arrived(sinceMs);
    const later = delivered.filter(([ms]) => ms > sinceMs && ms <= toMs + FRAMES_MS);
    const next = later.find(([, sum]) => (sum * shown) / sent > before + UNSEEN_CHARS) ?? later.at(-1);
    // What was painted at the end had been there all the time.
    if (next === undefined) return 'page';
    const waitingFromMs = Math.max(fromMs, unstamped(next[0]) + ownLagMs);
    return Math.min(waitingFromMs, toMs) - fromMs >= UPSTREAM_SHARE * (toMs - fromMs) ? 'upstream' : 'page';
  };
}
