/** So many requests and no more, whoever sends them. */
export interface Allowance {
  /** Takes one; false once all are used up. */
  take(): boolean;
}

/** `taken` holds the count; threads that share its memory share the allowance. */
export function createAllowance(most: number, taken: Int32Array = new Int32Array(1)): Allowance {
  return {
    take() {
      // Not counted any further once it is over, so that the count cannot wrap.
      if (Atomics.load(taken, 0) >= most) return false;
      return Atomics.add(taken, 0, 1) < most;
    },
  };
}
