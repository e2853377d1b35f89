import type { Distribution } from './distribution.js';
import type { TurnOutcome } from './outcome.js';
import type { StageKind } from './plan.js';
import type { TurnRecord } from './records.js';

/** Of each answered turn one figure over its characters, painted minus delivered; here their distributions over turns. */
export interface RenderLagOverTurns {
  readonly firstMs: Distribution;
  readonly p50Ms: Distribution;
  readonly p95Ms: Distribution;
  readonly maxMs: Distribution;
  readonly lastMs: Distribution;
}

/** Stalls that began upstream of the page, in the page, and those of turns without wire times. */
export interface StallsByCause {
  readonly upstream: number;
  readonly page: number;
  readonly unknown: number;
}

/** A script that was the longest of a long frame during stalls that were the page's. */
export interface StallScript {
  readonly name: string;
  /** Stalls during which it was. */
  readonly count: number;
  /** What it took in those frames, summed. */
  readonly totalMs: number;
}

export interface PhaseExperience {
  /** Turns that count: neither aborted (by the run's end or by the person) nor unmeasured. */
  readonly turns: number;
  readonly goodTurns: number;
  readonly goodShare: number | null;
  /** Wilson. */
  readonly goodShareCi95: readonly [number, number] | null;
  readonly ackMs: Distribution;
  readonly firstFeedbackMs: Distribution;
  readonly perceivedTtftMs: Distribution;
  readonly perceivedTtlbMs: Distribution;
  readonly settledMs: Distribution;
  /** Settled minus last answer paint; negative where a page takes the next message while it still types. */
  readonly settledLagMs: Distribution;
  /** Turns whose page took more than a second after its last paint to be ready for the next message. */
  readonly settledLate: number;
  /** Pooled over the phase's turns. */
  readonly paintGapMs: Distribution;
  /** Gaps that stand out of their own turn's rhythm; stalls are among them. */
  readonly microStalls: number;
  readonly stalls: number;
  readonly freezes: number;
  readonly stallsByCause: StallsByCause;
  /** The worst of them, by their total time; at most five. */
  readonly stallScripts: readonly StallScript[];
  readonly readingQoe: Distribution;
  readonly flowQoe: Distribution;
  readonly starvedShare: Distribution;
  /** Etalon's algorithm over words as painted, and over the same words as delivered. */
  readonly fluidity: Distribution;
  readonly wireFluidity: Distribution;
  readonly dumpShare: Distribution;
  /** Answered turns in which answer text disappeared again, and its characters. */
  readonly retractions: { readonly turns: number; readonly chars: number };
  /** First character: painted minus delivered. */
  readonly renderLagMs: Distribution;
  readonly renderLag: RenderLagOverTurns;
  /** Where the wire's times of the answered turns were taken. */
  readonly wireSources: Readonly<Record<TurnRecord['wireSource'], number>>;
  /** Per turn: sum of long animation frames' blocking time between first and last answer paint. */
  readonly jankMs: Distribution;
  /** Per turn that had a long frame then: the longest. */
  readonly longestFrameMs: Distribution;
  readonly layoutShift: Distribution;
  /** Per turn: share of paints whose newest line was inside the viewport. */
  readonly followShare: Distribution;
  /** Pooled: how long the page took to show a key or a scroll while the answer was streaming. */
  readonly interactionLatencyMs: { readonly type: Distribution; readonly scroll: Distribution };
  /** Per turn: main-thread time while the answer came, per 1,000 characters of it. */
  readonly pageCostMsPerKchar: Distribution;
  readonly outcomes: Readonly<Partial<Record<TurnOutcome, number>>>;
}

/** What was perceived on one device in the phases of one kind. */
export interface DeviceExperience
  extends Pick<
    PhaseExperience,
    | 'turns'
    | 'goodTurns'
    | 'goodShare'
    | 'goodShareCi95'
    | 'perceivedTtftMs'
    | 'flowQoe'
    | 'renderLag'
    | 'jankMs'
  > {
  readonly device: string;
  readonly kind: StageKind;
}
