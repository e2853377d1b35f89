import type { ChartData, ChartMark } from '../chart-data.js';
import { thinSeconds } from '../thin-seconds.js';

/** The part of the run that a chart shows, and how many pixels it has for that. */
export interface VisibleWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
}

/** On either side of what is seen a chart has so much more of it, so that whoever moves it a little sees no edge. */
const MARGIN_SHARE = 0.25;
/** What a chart has may be drawn so much wider before it looks coarse. */
const MOST_STRETCH = 2.5;

/** What a chart is given that shows this window. */
export function withMargin({ fromMs, toMs, width }: VisibleWindow): VisibleWindow {
  const marginMs = (toMs - fromMs) * MARGIN_SHARE;
  return { fromMs: fromMs - marginMs, toMs: toMs + marginMs, width: width * (1 + 2 * MARGIN_SHARE) };
}

type Span = Pick<VisibleWindow, 'fromMs' | 'toMs'>;

/** Nothing of `seen` that the run has is missing from what a chart was given, and that is fine enough to be drawn so wide. */
export function suffices(given: Span, seen: Span, run: Span): boolean {
  const isIn =
    Math.max(seen.fromMs, run.fromMs) >= given.fromMs && Math.min(seen.toMs, run.toMs) <= given.toMs;
  return isIn && given.toMs - given.fromMs <= MOST_STRETCH * (seen.toMs - seen.fromMs);
}

const PX_A_ROW = 4;

/** Seconds of the window, at most one row for four pixels, and one more on either side, so that lines run out of the picture. */
export function visibleSeconds(
  seconds: ChartData['seconds'],
  { fromMs, toMs, width }: VisibleWindow,
): ChartData['seconds'] {
  const first = Math.max(0, indexAt(seconds, fromMs) - 1);
  const last = Math.min(seconds.length, indexAt(seconds, toMs) + 2);
  return thinSeconds(seconds.slice(first, last), Math.max(100, width / PX_A_ROW));
}

/** The row that an instant lies in, or the last before it; seconds come in order. */
export function indexAt(seconds: ChartData['seconds'], atMs: number): number {
  let [low, high] = [0, seconds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seconds[middle]!.atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Marks nearer to each other than this hide each other. */
const CELL_PX = 8;

/** Marks of the window. Of those that would be drawn over each other one stays: none of another kind is lost. */
export function visibleMarks(
  marks: readonly ChartMark[],
  { fromMs, toMs, width }: VisibleWindow,
  kindOf: (mark: ChartMark) => string,
  heightPxOf: (mark: ChartMark) => number,
): readonly ChartMark[] {
  const perPx = (toMs - fromMs) / Math.max(1, width);
  const taken = new Set<string>();
  return marks.filter((mark) => {
    const endMs = mark.submittedMs + (mark.settledMs ?? 0);
    if (endMs < fromMs || mark.submittedMs > toMs) return false;
    if (mark.stalls.length > 0) return true;
    const column = Math.round((mark.submittedMs - fromMs) / perPx / CELL_PX);
    const cell = `${kindOf(mark)} ${column} ${Math.round(heightPxOf(mark) / CELL_PX)}`;
    if (taken.has(cell)) return false;
    taken.add(cell);
    return true;
  });
}
