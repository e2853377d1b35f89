import { CUT_OFFS, type CutOff, type CutOffName } from './cut-offs.js';

/** On which side of a metric's cut-offs a value lies. What is said as "over 3 s is poor" begins right above 3 s. */
export function againstCutOff(name: CutOffName, value: number): 'good' | 'fair' | 'poor' {
  const { better, good, poor }: CutOff = CUT_OFFS[name];
  const sign = better === 'lower' ? 1 : -1;
  if (good !== null && sign * value <= sign * good) return 'good';
  // Where there is nothing between good and poor, as of counts, whatever is not good is poor.
  const countsFrom = good !== null && poor !== null && Math.abs(poor - good) === 1;
  return poor !== null && (sign * value > sign * poor || (countsFrom && value === poor)) ? 'poor' : 'fair';
}
