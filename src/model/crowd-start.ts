import type { RunPlan } from './plan.js';

/** What the load driver is told of its run when it starts, its process and each of its threads. */
export interface CrowdStart {
  readonly plan: RunPlan;
  readonly run: string;
  readonly runDir: string;
  /** Monotonic clock of the host at the run's base, nanoseconds. */
  readonly baseNs: string;
  /** Wall clock at the same moment, epoch milliseconds; a label. */
  readonly baseAt: number;
  readonly loadUrl: string;
}
