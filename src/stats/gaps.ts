import type { Curve } from '../model/records.js';
import { gapSpans } from './gap-spans.js';

/** From here on a gap is a stall. A proposal with no user study behind it. */
export const STALL_MS = 1_000;
/** From here on a gap is a freeze. A proposal with no user study behind it. */
export const FREEZE_MS = 3_000;

/** Times in milliseconds between neighbouring points of a curve that add text. */
export const gaps = (curve: Curve): number[] => gapSpans(curve).map(({ fromMs, toMs }) => toMs - fromMs);

export const countStalls = (gapsMs: readonly number[]): number =>
  gapsMs.filter((ms) => ms >= STALL_MS).length;
export const countFreezes = (gapsMs: readonly number[]): number =>
  gapsMs.filter((ms) => ms >= FREEZE_MS).length;
