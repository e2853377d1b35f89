import type { BackendRecord, ControlRecord, HostRecord } from './instrument-records.js';
import type { TurnOutcome } from './outcome.js';
import type { Arrivals, StageKind } from './plan.js';
import type { StreamRecord } from './stream-record.js';

export type { BackendRecord, ControlRecord, HostRecord } from './instrument-records.js';
export type { StreamRecord } from './stream-record.js';

/**
 * The ledger's vocabulary: what each process appends to its own JSONL file.
 *
 * Times. Every `…Ms` that is a point in time is in milliseconds on the host's monotonic clock. In a file it counts
 * from that file's `baseNs` (see {@link HeaderRecord}); `readLedger` re-bases all files, so whoever reads through it
 * sees milliseconds since the run's zero. What happened before the zero (the proving turn) is negative.
 */

export type ProcessRole = 'conductor' | 'crowd' | 'watch' | 'person' | 'reporter';

/** First line of each file. */
export interface HeaderRecord {
  readonly type: 'header';
  readonly schema: 'plimsoll.ledger/1';
  readonly run: string;
  readonly role: ProcessRole;
  /** Unique in the run, e.g. `person-1`. */
  readonly process: string;
  readonly pid: number;
  /** The monotonic instant (nanoseconds, decimal) from which this file's times count. */
  readonly baseNs: string;
  /** This process's monotonic clock minus the run's, and how far that may be wrong. 0 and 0 on one host. */
  readonly clockOffsetMs: number;
  readonly clockErrorMs: number;
  /** Wall clock at `baseNs`, epoch milliseconds; a label, never used for durations. */
  readonly baseAt: number;
}

/** Written by the conductor when everyone is ready: the run's zero. */
export interface ZeroRecord {
  readonly type: 'zero';
  readonly atMs: number;
}

/** Written by the conductor when a stage begins and, again, with `toMs`, when it ends. */
export interface StageRecord {
  readonly type: 'stage';
  readonly index: number;
  readonly name: string;
  readonly kind: StageKind;
  /** Streams the crowd is asked to hold; 0 in an open stage. */
  readonly streams: number;
  /** New streams per second that the crowd is asked to start, and how they lie in time; only in an open stage. */
  readonly perSecond?: number | undefined;
  readonly arrivals?: Arrivals | undefined;
  readonly rampMs: number;
  readonly fromMs: number;
  readonly toMs?: number;
  /** Why it ended: its time was over, its time was prolonged to the limit, the run was stopped. */
  readonly ended?: 'on-time' | 'prolonged' | 'at-limit' | 'aborted';
  /** Set when replicates are merged, never in a file: which of them, from 0. */
  readonly replicate?: number | undefined;
}

/** Written by the conductor of a shard before anything else: which part of what it is. */
export interface ShardRecord {
  readonly type: 'shard';
  /** From 1, as Playwright counts. */
  readonly index: number;
  readonly of: number;
  /**
   * Wall clock of the common zero, epoch milliseconds: the shards are one run, and each offers its part of every stage.
   * `null`: each is a replicate, with its whole crowd.
   */
  readonly startAt: number | null;
}

/** [time in ms, characters so far] pairs, both rising. */
export type Curve = readonly (readonly [number, number])[];

export interface TurnStamps {
  /** The trusted key or click event's own time. */
  readonly submittedMs: number;
  /** The last event handler of that input returned. */
  readonly inputDoneMs?: number | undefined;
  readonly acknowledgedMs?: number | undefined;
  readonly firstFeedbackMs?: number | undefined;
  readonly requestSentMs?: number | undefined;
  /** The request left the browser: connection (if new) established and request written. */
  readonly connectedMs?: number | undefined;
  readonly responseStartedMs?: number | undefined;
  readonly firstWireTextMs?: number | undefined;
  readonly firstAnswerPaintMs?: number | undefined;
  readonly lastAnswerPaintMs?: number | undefined;
  readonly settledMs?: number | undefined;
}

/** The script that took longest in a frame, as the browser attributes it. */
export interface LongestScript {
  /** Where it is and what it is called, without query strings, e.g. `app.js renderMarkdown`. */
  readonly name: string;
  readonly durationMs: number;
}

export interface LongFrame {
  readonly startMs: number;
  readonly durationMs: number;
  readonly blockingMs: number;
  readonly longestScript?: LongestScript | undefined;
}

/** A key or a scroll of the person while the answer was streaming, and how long the page took to show it. */
export interface Interaction {
  readonly kind: 'type' | 'scroll';
  readonly atMs: number;
  readonly latencyMs: number;
}

/** How the parts of an unknown page were found. */
export interface FoundBy {
  /** `selector`: given by the user. `preset:<name>`, `echo` (after the person's own message), `growth` (text that grows). */
  readonly answer: string;
  /** What told the end: `busy-sign`, `wire`, `quiet`. */
  readonly end: string;
  /** How sure that is, 0–1; 1 with selectors of the user's. */
  readonly confidence: number;
}

/** One turn of one person, written synchronously when it has ended. */
export interface TurnRecord {
  readonly type: 'turn';
  /** Unique in the run. */
  readonly id: string;
  readonly person: string;
  readonly journey: string;
  /** 0 is the proving turn before the run's zero. */
  readonly ordinal: number;
  readonly outcome: TurnOutcome;
  /** A plain sentence for whatever is not `answered`. */
  readonly detail?: string | undefined;
  readonly stamps: TurnStamps;
  /** P(t): characters of the final answer painted by t. */
  readonly paints: Curve;
  /** W(t): characters of the answer delivered on the wire by t. */
  readonly wire: Curve;
  /** Where the wire's times were taken: `page` is the browser's renderer side; `none`: the stream was not seen. */
  readonly wireSource: 'page' | 'netlog' | 'none';
  /** The wire's times are the page's for now: a {@link TurnWireRecord} with better ones is to follow. */
  readonly wireProvisional?: boolean | undefined;
  readonly longFrames: readonly LongFrame[];
  readonly layoutShift: number;
  /** Paints of answer text that could be judged, and those whose newest line was inside the viewport. */
  readonly follow?: { readonly paints: number; readonly inView: number } | undefined;
  /** [time in ms, main-thread milliseconds so far] since the turn was submitted, as the browser counts them. */
  readonly mainThread?: Curve | undefined;
  readonly interactions?: readonly Interaction[] | undefined;
  /** Characters of painted answer text that disappeared again. */
  readonly retractedChars: number;
  readonly promptChars: number;
  readonly answerChars: number;
  /** As the plan's `text` says. */
  readonly prompt?: string | undefined;
  readonly answer?: string | undefined;
  /** Request id that the page's own request carried to the backend, where it has one; joins with server logs. */
  readonly requestId?: string | undefined;
  /** Main-thread time that the probe itself took. */
  readonly probeCostMs: number;
  /** Median time between animation frames during the turn. */
  readonly frameMs?: number | undefined;
  readonly screenshot?: string | undefined;
  readonly foundBy?: FoundBy | undefined;
  /** What the person's device is called, where the plan has several. */
  readonly device?: string | undefined;
  /** Which turn of its conversation this is, from 0; a new chat begins a new conversation. */
  readonly conversationTurn?: number | undefined;
  /** Characters that the conversation showed before this turn. */
  readonly transcriptChars?: number | undefined;
  /** The journey typed by itself; the turn was recognised, not asked for. */
  readonly passive?: boolean | undefined;
}

/**
 * The wire of one turn by the browser's own network log, which is on time also while the page is busy. Its times
 * replace those of the turn's record; with `wireSource: 'page'` those stay, for the reason that it gives.
 */
export interface TurnWireRecord {
  readonly type: 'turn-wire';
  /** The turn's id. */
  readonly turn: string;
  readonly person: string;
  readonly requestSentMs?: number | undefined;
  readonly connectedMs?: number | undefined;
  readonly responseStartedMs?: number | undefined;
  readonly firstWireTextMs?: number | undefined;
  readonly wire: Curve;
  readonly wireSource: 'netlog' | 'page';
  /** Why the log's times cannot be used; one of few sentences, so that they can be counted. */
  readonly why?: string | undefined;
}

/** What the crowd did in one second. Histograms are HDR, V2 compressed base64, of microseconds. */
export interface BucketRecord {
  readonly type: 'bucket';
  /** Whose streams are counted, in runs that load several servers; the process's own figures are in every lane's. */
  readonly lane?: string | undefined;
  /** Set when runs are merged, never in a file: whose driver it was. Drivers of the same second add up. */
  readonly shard?: string | undefined;
  readonly fromMs: number;
  readonly durationMs: number;
  /** Streams asked for at the second's end; 0 in an open stage. */
  readonly offeredStreams: number;
  /** New streams per second asked for at the second's end; absent outside of open stages. */
  readonly offeredPerSecond?: number | undefined;
  readonly starts: number;
  readonly completions: number;
  readonly failures: number;
  readonly cancelled: number;
  /** Starts that the cap on streams at once had held back, and those that were given up meanwhile. */
  readonly deferred?: number | undefined;
  readonly dropped?: number | undefined;
  /** Time-weighted mean of streams in flight, and of those that had begun to send text. */
  readonly inFlight: number;
  readonly streaming: number;
  readonly events: number;
  readonly textEvents: number;
  readonly bytes: number;
  readonly gapsUs: string | null;
  readonly dispatchLagUs: string | null;
  /** Of several threads the worst. */
  readonly loopLagP99Ms: number;
  readonly loopLagMaxMs: number;
  /** Of the whole process. */
  readonly cpuMs: number;
  /** How long the collection of garbage held the driver up, and its longest pause; absent in older ledgers. */
  readonly gcMs?: number | undefined;
  readonly gcMaxMs?: number | undefined;
  /** Each thread by itself, where the driver has several. */
  readonly threads?: readonly ThreadHealth[] | undefined;
}

/** What one thread of the load driver did in a second, and whether it was well. */
export interface ThreadHealth {
  readonly inFlight: number;
  readonly events: number;
  readonly loopLagP99Ms: number;
  readonly loopLagMaxMs: number;
  readonly gcMs: number;
}

/** Something that happened to the run itself, as a sentence a reader of the report should see. */
export interface EventRecord {
  readonly type: 'event';
  readonly atMs: number;
  readonly kind:
    | 'ready'
    | 'person-ready'
    | 'person-missing'
    | 'person-lost'
    | 'person-done'
    | 'process-lost'
    | 'crowd-stopped'
    | 'crowd-early-stop'
    | 'disturbance'
    | 'round-failed'
    | 'interrupted'
    | 'cannot-start'
    | 'finished';
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

export type LedgerRecord =
  | HeaderRecord
  | ZeroRecord
  | ShardRecord
  | StageRecord
  | TurnRecord
  | TurnWireRecord
  | ControlRecord
  | StreamRecord
  | BucketRecord
  | HostRecord
  | BackendRecord
  | EventRecord;
