import type { Validity } from '../model/findings.js';

/** The worst of several; `valid` of none. */
export function worstValidity(validities: readonly Validity[]): Validity {
  if (validities.includes('invalid')) return 'invalid';
  return validities.includes('degraded') ? 'degraded' : 'valid';
}
