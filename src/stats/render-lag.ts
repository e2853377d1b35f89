import type { Curve } from '../model/records.js';
import { lagPieces } from './lag-pieces.js';
import { weightedQuantile } from './weighted-quantile.js';

/** How long characters of one answer lay in the browser before they were painted. Milliseconds. */
export interface RenderLag {
  readonly firstMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly lastMs: number;
}

/** Time painted minus time delivered, per character. `null` without wire times of the same text. */
export function renderLag(paints: Curve, wire: Curve): RenderLag | null {
  const pieces = lagPieces(paints, wire);
  const [first, last] = [pieces?.[0], pieces?.at(-1)];
  if (pieces === null || first === undefined || last === undefined) return null;
  const items = pieces.map(({ chars, lagMs }) => ({ value: lagMs, weight: chars }));
  return {
    firstMs: first.lagMs,
    p50Ms: weightedQuantile(items, 0.5)!,
    p95Ms: weightedQuantile(items, 0.95)!,
    maxMs: weightedQuantile(items, 1)!,
    lastMs: last.lagMs,
  };
}
