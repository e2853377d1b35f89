import type { CheckCount } from './findings.js';

export interface Counter {
  readonly count: number;
  /** Per second of the run. */
  readonly rate: number;
}
/** As k6 writes a rate: `passes` is how often it was so. */
export interface Rate {
  readonly value: number | null;
  readonly passes: number;
  readonly fails: number;
}
export interface Trend {
  readonly n: number;
  readonly avg: number | null;
  readonly min: number | null;
  readonly med: number | null;
  readonly max: number | null;
  readonly 'p(95)': number | null;
  readonly 'p(99)': number | null;
}

/**
 * The crowd's figures over the whole run, ramps and all, under the names that k6 and xk6-sse use where they have one. Times
 * in milliseconds. Verdicts rest on phases, not on this.
 */
export interface LoadSummary {
  readonly schema: 'plimsoll.load-summary/1';
  readonly state: { readonly testRunDurationMs: number; readonly interrupted: boolean };
  readonly metrics: {
    readonly http_reqs: Counter;
    readonly http_req_duration: Trend;
    readonly http_req_waiting: Trend;
    readonly http_req_failed: Rate;
    readonly iterations: Counter;
    readonly iteration_duration: Trend;
    readonly dropped_iterations: Counter;
    readonly sse_event: Counter;
    readonly data_received: Counter;
    readonly vus: { readonly min: number | null; readonly max: number | null };
    readonly checks: Rate;
    /** First visible text minus when the stream was due, and minus when it was sent. */
    readonly wire_ttft: Trend;
    readonly wire_ttft_from_send: Trend;
    readonly wire_gap: Trend;
    readonly dispatch_lag: Trend;
    readonly prompt_chars: Trend;
    readonly answer_chars: Trend;
  };
  readonly outcomes: Readonly<Record<string, number>>;
  readonly root_group: { readonly checks: readonly CheckCount[] };
  readonly thresholds: readonly { readonly source: string; readonly ok: boolean | null }[];
}
