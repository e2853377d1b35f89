import type { Amplification } from './amplification.js';
import type { BackendFinding } from './backend-finding.js';
import type { CostSlope } from './cost-growth.js';
import type { Distribution } from './distribution.js';
import type { DriverHealth } from './driver-health.js';
import type { DeviceExperience, PhaseExperience, StallsByCause } from './experience.js';
import type { FailureReason } from './failure-reason.js';
import type { Finding } from './finding.js';
import type { TurnOutcome } from './outcome.js';
import type { CheckCount, PhaseLoad } from './phase-load.js';
import type { Budget, GoodTurn, StageKind } from './plan.js';
import type { Curve, TurnRecord } from './records.js';
import type { Saturation } from './saturation.js';
import type { Second, TurnMark } from './timeline.js';
import type { RunMeasure, Trend } from './trend.js';
import type { WorstStream } from './worst-stream.js';

export type { Amplification, Amplified } from './amplification.js';
export type { CostSlope } from './cost-growth.js';
export type { Distribution, MissingPercentile } from './distribution.js';
export type {
  DeviceExperience,
  PhaseExperience,
  RenderLagOverTurns,
  StallScript,
  StallsByCause,
} from './experience.js';
export type { Finding } from './finding.js';
export type { CheckCount, PhaseLoad } from './phase-load.js';
export type { Saturation } from './saturation.js';
export type { Second, TurnMark } from './timeline.js';

/** One part of the wait: the mean over answered turns that have all stamps (the means add up), and the median. */
export interface AttributionPart {
  readonly mean: number;
  readonly p50: number | null;
}

export interface PhaseAttribution extends Finding<'measured' | 'not-measured'> {
  /** Answered turns with every stamp. */
  readonly n: number;
  readonly inputMs: AttributionPart | null;
  readonly pageBeforeMs: AttributionPart | null;
  readonly serverMs: AttributionPart | null;
  readonly pageAfterMs: AttributionPart | null;
  readonly unattributedMs: AttributionPart | null;
  /** Who takes more than half of the mean wait: the page (input, before and after), or what comes over the wire. */
  readonly mostly: 'page' | 'server' | 'neither' | null;
  /** Of `serverMs`: until connected, until the headers, until the first visible text. */
  readonly server: {
    readonly connectMs: AttributionPart | null;
    readonly headersMs: AttributionPart | null;
    readonly textMs: AttributionPart | null;
  };
}

export interface PhaseControl {
  readonly plays: number;
  readonly writes: number;
  readonly paintErrorMs: Distribution;
  readonly wireErrorMs: Distribution;
}

export interface Phase {
  readonly name: string;
  readonly kind: StageKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** Of merged replicates: when each went through the stage; `fromMs` and `toMs` are the first's. */
  readonly windows?: readonly { readonly fromMs: number; readonly toMs: number }[] | undefined;
  /** Turns and streams that lie in no phase because they straddle stages or fall into the settling time. */
  readonly leftOut: { readonly turns: number; readonly streams: number };
  readonly load: PhaseLoad;
  readonly experience: PhaseExperience;
  readonly attribution: PhaseAttribution;
  readonly instrument: {
    readonly validity: Validity;
    readonly reasons: readonly string[];
    readonly control: PhaseControl;
    readonly driver: DriverHealth;
    readonly host: {
      readonly cpuBusyShare: Distribution;
      readonly foreignCpuShare: Distribution;
      readonly pressureSomeAvg10: Distribution;
    };
  };
}

export type Validity = 'valid' | 'degraded' | 'invalid';

export interface LoadLine extends Finding<'found' | 'above-range' | 'below-baseline' | 'not-measured'> {
  readonly unit: 'conversations';
  /** Highest load at which the share of good turns stays at or above the criterion. */
  readonly value: number | null;
  readonly ci95: readonly [number, number] | null;
  readonly criterion: string;
  readonly criterionShare: number;
  /** What the line was read from: load, counted, good, share as measured, share as fitted. */
  readonly steps: readonly {
    readonly phase: string;
    readonly load: number;
    readonly n: number;
    readonly good: number;
    readonly share: number | null;
    readonly shareCi95: readonly [number, number] | null;
    readonly fitted: number | null;
  }[];
}

/** Spearman's correlation of what is left of two series' ranks. */
export interface PartialCorrelation {
  readonly rho: number;
  readonly nEffective: number;
  readonly ci95: readonly [number, number] | null;
}

export interface CorrelationPair {
  readonly x: string;
  readonly y: string;
  readonly n: number;
  readonly nEffective: number | null;
  readonly spearman: number | null;
  /** Tau-b. */
  readonly kendall: number | null;
  readonly ci95: readonly [number, number] | null;
  /** How likely so strong a correlation would be anywhere in the table without any (Holm). */
  readonly chance: number | null;
  /** What is left of it when a drift in time, straight or bent once, is taken off both. */
  readonly givenTime: PartialCorrelation | null;
  /** … and what is left among turns of the same stage. */
  readonly givenStage: PartialCorrelation | null;
  /** `shares-time`: they changed together, but no more than both changed with time. */
  readonly evidence: 'stands' | 'shares-time' | 'none' | 'not-measured';
  /** Of a pair that stands: how long after the load the page follows most closely; 0 where no delay stands out. */
  readonly lagMs: number | null;
  readonly sentence: string;
}

export interface BudgetResult {
  readonly metric: string;
  readonly phase: string;
  readonly op: Budget['op'];
  readonly limit: number | boolean;
  readonly actual: number | boolean | null;
  readonly n: number | null;
  readonly status: 'pass' | 'fail' | 'not-measured' | 'skipped';
  /** e.g. "share of good turns at baseline ≥ 90 %". */
  readonly sentence: string;
  /** Of a budget that no run could answer: what is wrong with it. */
  readonly why?: string | undefined;
}

/** A turn as the report draws it. */
export interface TurnSample {
  readonly id: string;
  readonly person: string;
  readonly phase: string | null;
  readonly why: 'worst' | 'typical';
  readonly outcome: TurnOutcome;
  readonly good: boolean;
  readonly submittedMs: number;
  readonly perceivedTtftMs: number | null;
  readonly flowQoe: number | null;
  /** p95 over the answer's characters; `null` without wire times. */
  readonly renderLagP95Ms: number | null;
  /** Gaps of at least a second between paints, and whose they were. */
  readonly stalls: readonly {
    readonly fromMs: number;
    readonly durationMs: number;
    readonly cause: keyof StallsByCause;
    readonly script?: string | undefined;
  }[];
  readonly paints: Curve;
  readonly wire: Curve;
  /** Long animation frames while the turn lasted, as the browser reported them. */
  readonly longFrames: readonly { readonly startMs: number; readonly durationMs: number }[];
  /** File name in the run's folder, of the page as it stood when the turn had failed; only with `text: keep`. */
  readonly screenshot?: string | undefined;
  readonly prompt?: string | undefined;
  readonly answer?: string | undefined;
  readonly detail?: string | undefined;
}

/** What the crowd did to one of several servers, and what came back. */
export interface Lane {
  readonly name: string;
  readonly phases: readonly { readonly name: string; readonly kind: StageKind; readonly load: PhaseLoad }[];
  /** In the conversations that each stage offers, the same for all lanes, so that lanes can be compared. */
  readonly wireLoadLine: LoadLine;
  readonly saturatedAtLoad: number | null;
}

/** `first`: one lane's streams stopped being good at a lower load than every other's. */
export interface Lanes extends Finding<'first' | 'together' | 'none' | 'not-measured'> {
  /** The lane that gave way first. */
  readonly firstToGive: string | null;
  readonly lanes: readonly Lane[];
}

export interface Findings {
  readonly schema: 'plimsoll.findings/1';
  readonly run: {
    readonly id: string;
    /** Wall clock, ISO 8601; a label. */
    readonly startedAt: string | null;
    readonly durationMs: number | null;
    readonly interrupted: boolean;
    readonly target: string;
    readonly plan: {
      readonly profile: string;
      /** Planned; 0: the crowd was loaded alone. */
      readonly people: number;
      readonly stages: readonly unknown[];
      readonly origins: Readonly<Record<string, string>>;
      /** What made a turn (and a stream) a good one. */
      readonly goodTurn: GoodTurn;
    };
    readonly seed: number;
    /** What the run was put together from: its own conductor, or each replicate and shard with its run. */
    readonly segments: readonly { readonly label: string; readonly run: string }[];
    readonly tool: { readonly name: 'plimsoll'; readonly version: string };
    readonly host: {
      readonly cores: number | null;
      readonly platform: string;
      readonly node: string;
      readonly browser: string | null;
    };
    readonly workload: {
      readonly dialect: string;
      readonly promptChars: Distribution;
      readonly answerChars: Distribution;
    };
    readonly people: readonly { readonly id: string; readonly journey: string; readonly turns: number }[];
    readonly ledger: {
      readonly files: number;
      readonly records: number;
      /** Last lines that were cut while being written. */
      readonly cutLines: number;
      /** Lines elsewhere that could not be read. */
      readonly badLines: number;
    };
    readonly events: readonly { readonly atMs: number; readonly kind: string; readonly message: string }[];
  };
  readonly verdict: { readonly status: 'pass' | 'fail' | 'invalid'; readonly reasons: readonly string[] };
  readonly budgets: readonly BudgetResult[];
  readonly phases: readonly Phase[];
  /** Checks of the crowd's answers over the whole run, by name. */
  readonly checks: readonly CheckCount[];
  readonly correlations: Finding<'measured' | 'not-measured'> & {
    readonly pairs: readonly CorrelationPair[];
  };
  readonly loadLine: LoadLine;
  readonly wireLoadLine: LoadLine;
  readonly firstToGive: Finding<'page' | 'wire' | 'together' | 'unknown'> & {
    /** So many conversations lie between the two lines; `null` unless both were found. */
    readonly apart: number | null;
  };
  /** Whether the page's work per character grows with what it shows already. */
  readonly costGrowth: Finding<'measured' | 'not-measured'> & {
    /** Within answers, with the length so far. */
    readonly withinAnswer: CostSlope;
    /** Over the turns of one conversation, with the transcript so far. */
    readonly overConversation: CostSlope;
  };
  /** By device and kind of phase; absent where no turn names a device. */
  readonly devices?: readonly DeviceExperience[] | undefined;
  /** The servers that the crowd loaded, each by itself; absent where there was one. */
  readonly lanes?: Lanes | undefined;
  readonly saturation: Saturation;
  /** How much of the wire's slow-down the page hides or multiplies. */
  readonly amplification: Amplification;
  readonly instrument: {
    readonly validity: Validity;
    readonly reasons: readonly string[];
    readonly caveats: readonly string[];
    /** Where the wire's times of the answered turns were taken. */
    readonly wireSources: Readonly<Record<TurnRecord['wireSource'], number>>;
    /** Turns of which nothing could be said, by the reason. */
    readonly unmeasured: readonly { readonly reason: string; readonly turns: number }[];
    readonly control: PhaseControl;
    readonly driver: DriverHealth;
    readonly host: {
      readonly cpuBusyShare: Distribution;
      readonly foreignCpuShare: Distribution;
      readonly pressureSomeAvg10: Distribution;
    };
  };
  readonly turns: readonly TurnSample[];
  /** Why streams of the crowd failed, the most frequent reason first; without the warm-up. */
  readonly failureReasons?: readonly FailureReason[] | undefined;
  /** Of the crowd: who waited longest, then the first that failed. */
  readonly worstStreams?: readonly WorstStream[] | undefined;
  readonly marks: readonly TurnMark[];
  readonly seconds: readonly Second[];
  /** Only where the plan says where the backend tells of itself. */
  readonly backend?: BackendFinding | undefined;
  /** What runs are compared by: `plimsoll compare` and the history need no more than this. */
  readonly measures: readonly RunMeasure[];
  readonly trend: Trend;
}
