import type { CorrelationPair } from '../model/findings.js';
import { LEAST_PAIRS } from './correlation-pair.js';

/** A pair as a reader is told of it. `x` and `y` are the words of both sides. */
export function correlationSentence(pair: Omit<CorrelationPair, 'sentence'>, x: string, y: string): string {
  const { n, spearman: rho, ci95, evidence, givenTime, givenStage, lagMs } = pair;
  if (rho === null) {
    const why = n < LEAST_PAIRS ? `only ${n} turns have both` : 'one of the two never changed';
    return `Nothing can be said of ${x} and ${y}: ${why}.`;
  }
  const figures = `rank correlation ${rho.toFixed(2)}, ${n} turns`;
  if (ci95 === null) return `Too few independent turns to judge ${x} and ${y} (${figures}).`;
  const all = `${figures}, 95 % interval ${ci95[0].toFixed(2)} to ${ci95[1].toFixed(2)}`;
  if (evidence === 'none') return `No evidence that ${y} goes with ${x} (${all}).`;
  const both = `The higher ${x}, the ${rho > 0 ? 'higher' : 'lower'} ${y} (${all}`;
  if (evidence === 'shares-time') {
    const rest = givenTime === null ? 'nothing' : givenTime.rho.toFixed(2);
    return `${both}), but both changed in the course of the run, and ${rest} is left when that is taken off: no evidence that one goes with the other.`;
  }
  const later = lagMs === null || lagMs === 0 ? '' : `; most clearly ${lagMs / 1_000} s later`;
  const within = givenStage !== null && isClear(givenStage.ci95, rho);
  return `${both}${later}${within ? `; among turns of the same stage too, ${givenStage.rho.toFixed(2)}` : ''}).`;
}

/** An interval without 0, on the side of `sign`. */
export const isClear = (ci95: readonly [number, number] | null, sign: number): boolean =>
  ci95 !== null && (sign > 0 ? ci95[0] > 0 : ci95[1] < 0);
