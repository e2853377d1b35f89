import type { SseEvent } from '../../wire/dialect.js';
import type { McpCall } from '../../wire/mcp-call.js';
import type { Connections } from '../connection.js';
import type { Failure } from './failure.js';

/** What becomes of one JSON-RPC request; times on the driver's clock, at the socket read. */
export interface RequestSink {
  sent(atMs: number): void;
  headers(status: number, contentType: string | undefined, atMs: number): void;
  bytes(count: number, atMs: number): void;
  /** Whether the response was among what came: nothing more is needed then. */
  event(event: SseEvent, atMs: number): boolean;
  /** The stream broke off before the response and is being taken up again. */
  resumed(): void;
  /** Everything is read; without a response before it the answer is truncated. */
  over(cut: boolean, atMs: number): void;
  failed(failure: Failure, atMs: number): void;
}

/** How JSON-RPC goes to and fro between one client and one server. */
export interface Transport {
  /** What must be there before the first request; `null`: it is. */
  connect(): Promise<Failure | null>;
  /** `headers` are this request's own, such as its trace. Returns how to give it up. */
  request(message: McpCall, sink: RequestSink, headers?: Readonly<Record<string, string>>): () => void;
  /** A message that nobody answers; settles when it was taken, or could not be. */
  notify(message: Readonly<Record<string, unknown>>): Promise<void>;
  /** What the server said at `initialize` of the protocol's version. */
  agreed(version: string): void;
  /** The response to a request ends its HTTP response, too. */
  readonly endsWithResponse: boolean;
  /** The session cannot be used any more. */
  readonly lost: boolean;
  /** Tells the server that the session is over, where there is a way; bounded in time. */
  close(): Promise<void>;
}

export interface TransportOptions {
  readonly connections: Connections;
  readonly url: string;
  /** Of the user's, such as authorization. */
  readonly headers: Readonly<Record<string, string>>;
  readonly nowMs: () => number;
  readonly maxEventChars?: number | undefined;
}
