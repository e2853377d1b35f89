/** `no-change`: it is certain that any change is smaller than the least that counts. */
export type ChangeStatus = 'regression' | 'improvement' | 'no-change' | 'inconclusive';

/**
 * What an effect and its interval say: a change needs an effect above the minimum *and* an interval without 0;
 * no change needs an interval within the minimum on both sides. All else is inconclusive.
 */
export function changeStatus(
  effect: number,
  [low, high]: readonly [number, number],
  minimum: number,
  better: 'lower' | 'higher',
): ChangeStatus {
  if (low > 0 && effect > minimum) return better === 'lower' ? 'regression' : 'improvement';
  if (high < 0 && effect < -minimum) return better === 'lower' ? 'improvement' : 'regression';
  return low >= -minimum && high <= minimum ? 'no-change' : 'inconclusive';
}
