import type { Curve } from '../model/records.js';
import { risingSteps } from './rising-steps.js';

/** How fast the reader of the model reads. A proposal with no user study behind it. */
export const READING_CHARS_PER_SECOND = 24;
/** How long the reader of `readingQoe` is content to wait for the first character. */
export const READING_PATIENCE_MS = 1_000;

const RATE = READING_CHARS_PER_SECOND / 1_000;
const ROUNDING_SHARE = 1e-12;

/** The reader between two instants: position rises in a straight line from `fromChars` to `toChars`. */
interface ReadingSegment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromChars: number;
  readonly toChars: number;
}

/** A reader's way through one answer. */
export interface Reading {
  readonly startMs: number;
  readonly endMs: number;
  readonly chars: number;
  readonly waitedMs: number;
  readonly segments: readonly ReadingSegment[];
}

/**
 * The reader's way through an answer: D(t) = min(L, inf over u ≤ t of [P(u) + r·(t − u)]), i.e. who reads on at `r`
 * while there is text and waits where there is none. The curve is a staircase; L is its last step, `finalChars` at most.
 */
export function readAlong(curve: Curve, finalChars: number): Reading | null {
  const steps = risingSteps(curve, finalChars);
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return null;
  const segments: ReadingSegment[] = [];
  let atMs = first[0];
  let position = 0;
  let waitedMs = 0;
  steps.forEach(([, chars], index) => {
    const caughtUpMs = atMs + (chars - position) / RATE;
    const nextMs = steps[index + 1]?.[0] ?? caughtUpMs;
    const toMs = Math.min(caughtUpMs, nextMs);
    const reached = caughtUpMs <= nextMs ? chars : position + (toMs - atMs) * RATE;
    segments.push({ fromMs: atMs, toMs, fromChars: position, toChars: reached });
    if (nextMs > toMs) {
      segments.push({ fromMs: toMs, toMs: nextMs, fromChars: reached, toChars: reached });
      waitedMs += nextMs - toMs;
    }
    position = reached;
    atMs = nextMs;
  });
  return { startMs: first[0], endMs: atMs, chars: last[1], waitedMs, segments };
}

/**
 * 1 − ∫ max(0, E − D) / ∫ E, 0–1, both until the reader is done, with E(t) = min(L, r·max(0, t − expectedStartMs)). What
 * the figure does not have, and why it is kept as it is: see decisions.md.
 */
export function readingQuality(reading: Reading, expectedStartMs: number): number {
  const fullMs = expectedStartMs + reading.chars / RATE;
  const expected = (ms: number): number => Math.min(reading.chars, Math.max(0, ms - expectedStartMs) * RATE);
  const waiting: ReadingSegment[] =
    expectedStartMs < reading.startMs
      ? [{ fromMs: expectedStartMs, toMs: reading.startMs, fromChars: 0, toChars: 0 }]
      : [];
  let behind = 0;
  let whole = 0;
  for (const segment of [...waiting, ...reading.segments]) {
    for (const [fromMs, toMs] of cut(segment.fromMs, segment.toMs, [expectedStartMs, fullMs])) {
      const [fromGap, toGap] = [
        expected(fromMs) - along(segment, fromMs),
        expected(toMs) - along(segment, toMs),
      ];
      behind += positiveArea(fromGap, toGap, toMs - fromMs);
      whole += ((expected(fromMs) + expected(toMs)) / 2) * (toMs - fromMs);
    }
  }
  // Sums of binary fractions: what is not behind at all must not be 0.9999999999999998.
  return behind <= ROUNDING_SHARE * whole ? 1 : Math.max(0, 1 - behind / whole);
}

const along = (segment: ReadingSegment, ms: number): number =>
  segment.toMs === segment.fromMs
    ? segment.fromChars
    : segment.fromChars +
      ((segment.toChars - segment.fromChars) * (ms - segment.fromMs)) / (segment.toMs - segment.fromMs);

/** The stretch cut at those corners that lie inside of it. */
function cut(fromMs: number, toMs: number, corners: readonly number[]): [number, number][] {
  const edges = [fromMs, ...corners.filter((ms) => ms > fromMs && ms < toMs), toMs];
  return edges.slice(1).map((edge, index) => [edges[index]!, edge]);
}

/** The integral of max(0, a straight line) over a stretch. */
function positiveArea(from: number, to: number, length: number): number {
  if (from >= 0 && to >= 0) return ((from + to) / 2) * length;
  if (from <= 0 && to <= 0) return 0;
  const above = Math.max(from, to);
  return (above * above * length) / (2 * Math.abs(to - from));
}
