import type { StreamOutcome } from '../model/outcome.js';
import type { StreamDeadlines } from '../model/plan.js';
import type { StreamRecord } from '../model/records.js';
import type { Dialect, SseEvent } from '../wire/dialect.js';
import type { ConnectionPlan } from './connections.js';
import type { StreamRequest } from './request.js';

/** What a stream tells while it runs; called at the socket read, after the stamp was taken. */
export interface StreamObserver {
  firstText(stream: OpenStream): void;
  read(events: number, textEvents: number, bytes: number, gapMs: number | undefined): void;
}

/** Whoever asked listens to the answer; called at the socket read, so it must be quick. */
export interface StreamListener {
  /** Without it events are not told. */
  readonly event?: ((event: SseEvent) => void) | undefined;
  /** Without it text is only counted. */
  readonly text?: ((text: string) => void) | undefined;
  cookies(setCookie: readonly string[]): void;
}

export interface StreamStart {
  readonly id: string;
  readonly user: number;
  readonly scheduledMs: number;
  readonly request: StreamRequest;
  readonly listener?: StreamListener | undefined;
  /** It came at a time of its own, not because its user was ready. */
  readonly arrival?: true | undefined;
}

/** A stream under way. */
export interface OpenStream {
  readonly id: string;
  readonly scheduledMs: number;
  readonly firstTextMs: number | undefined;
  cancel(reason: string): void;
  /** Applies the deadlines; called a few times a second by the crowd. */
  checkDeadlines(nowMs: number): void;
  /** The answer is over, for better or worse: whoever asked may go on. */
  readonly answered: Promise<StreamOutcome>;
  /** The response is over, too, or was cut because the server kept it open. */
  readonly done: Promise<StreamRecord>;
  /** First bytes of a response that was no stream, for messages. */
  readonly bodySample: string;
  readonly contentType: string | undefined;
  readonly retryAfterMs: number | undefined;
}

export interface StreamOptions {
  readonly dialect: Dialect;
  readonly deadlines: StreamDeadlines;
  readonly nowMs: () => number;
  readonly observer: StreamObserver;
  /** How it connects; default: directly, HTTP/1.1. */
  readonly connection?: ConnectionPlan | undefined;
  /** Longest event, in characters; a longer one ends its stream as `too_large`. Default 16 Mi. */
  readonly maxEventChars?: number | undefined;
}
