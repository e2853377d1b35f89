import type { Distribution } from './distribution.js';

/** Whether the load driver itself was held up. */
export interface DriverHealth {
  /** p99 of each second; of several threads the worst. */
  readonly loopLagMs: Distribution;
  readonly dispatchLagMs: Distribution;
  /** How long the collection of garbage took in each second, of all threads; absent where the ledger does not say. */
  readonly gcMs?: Distribution | undefined;
}
