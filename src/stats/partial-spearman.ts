import type { PartialCorrelation } from '../model/findings.js';
import { averageRanks } from './average-ranks.js';
import { effectiveN } from './effective-n.js';
import { fisherInterval } from './fisher-interval.js';
import { withoutControls } from './without-controls.js';

/**
 * Spearman's correlation of what is left of both series' ranks when the controls are taken off. `null` where nothing is
 * left of one of them: then the controls explain it all. `nEffective` is less by one for each control.
 */
export function partialSpearman(
  xs: readonly number[],
  ys: readonly number[],
  controls: readonly (readonly number[])[],
): PartialCorrelation | null {
  if (xs.length !== ys.length || xs.length < controls.length + 4) return null;
  const x = withoutControls(averageRanks(xs), controls);
  const y = withoutControls(averageRanks(ys), controls);
  if (x === null || y === null) return null;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += x[i]! * y[i]!;
    xx += x[i]! * x[i]!;
    yy += y[i]! * y[i]!;
  }
  const rho = Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
  const nEffective = Math.max(2, (effectiveN(x, y) ?? 2) - controls.length);
  return { rho, nEffective, ci95: fisherInterval(rho, nEffective) };
}
