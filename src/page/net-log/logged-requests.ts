import type { Arrivals } from '../arrivals.js';
import type { NetLogEvent } from './net-log-lines.js';

/** One request as the browser's network log tells it. Host monotonic milliseconds, cut to whole ones. */
export interface LoggedRequest {
  readonly source: number;
  /** Of the last hop, where the request was sent on. */
  readonly url: string;
  readonly method: string;
  readonly startMs: number;
  /** The request was written to its connection. */
  readonly connectedMs: number | undefined;
  readonly headersMs: number | undefined;
  /** The connection's own number, by which DevTools calls it too. */
  readonly connection: number | undefined;
  /** What a WebSocket's server answered to its key. */
  readonly webSocketAccept: string | undefined;
  /** Decoded bytes of the body by when, or a WebSocket's messages. */
  readonly arrivals: Arrivals;
  readonly endMs: number | undefined;
}

/** The events that {@link LoggedRequests} reads. */
export const REQUEST_EVENTS: readonly string[] = [
  'REQUEST_ALIVE',
  'URL_REQUEST_START_JOB',
  'HTTP_STREAM_REQUEST_BOUND_TO_JOB',
  'SOCKET_POOL_BOUND_TO_SOCKET',
  'HTTP_TRANSACTION_SEND_REQUEST',
  'HTTP_TRANSACTION_READ_HEADERS',
  'HTTP_TRANSACTION_READ_RESPONSE_HEADERS',
  'URL_REQUEST_JOB_FILTERED_BYTES_READ',
  'WEBSOCKET_RECV_FRAME_HEADER',
];

interface Building {
  source: number;
  url: string;
  method: string;
  startMs: number;
  connectedMs: number | undefined;
  headersMs: number | undefined;
  connection: number | undefined;
  webSocketAccept: string | undefined;
  arrivals: [number, number][];
  endMs: number | undefined;
}

/** Text or binary, or the rest of one: what makes up a WebSocket's messages. */
const DATA_OPCODES: readonly unknown[] = [0, 1, 2];

/** The middle of the millisecond that the log cuts to. */
const MIDDLE_MS = 0.5;

/** Puts the events of the log together by the request that they belong to. */
export class LoggedRequests {
  readonly #requests = new Map<number, Building>();
  /** Which request a job finds a connection for, and the connections of jobs whose request is not told yet. */
  readonly #jobs = new Map<number, Building>();
  readonly #connections = new Map<number, number>();

  get all(): readonly LoggedRequest[] {
    return [...this.#requests.values()];
  }

  take({ name, phase, atMs, source, params }: NetLogEvent): void {
    if (name === 'SOCKET_POOL_BOUND_TO_SOCKET') {
      const request = this.#jobs.get(source);
      const connection = dependencyOf(params);
      if (request !== undefined) request.connection = connection;
      else if (connection !== undefined) this.#connections.set(source, connection);
      this.#jobs.delete(source);
      return;
    }
    if (name === 'URL_REQUEST_START_JOB' && phase === 'begin') {
      const { url, method } = params;
      this.#requests.set(source, {
        source,
        url: typeof url === 'string' ? url : '',
        method: typeof method === 'string' ? method : '',
        startMs: atMs,
        connectedMs: undefined,
        headersMs: undefined,
        connection: undefined,
        webSocketAccept: undefined,
        arrivals: [],
        endMs: undefined,
      });
      return;
    }
    const request = this.#requests.get(source);
    if (request !== undefined) this.#add(request, { name, phase, atMs, source, params });
  }

  /** Drops what had ended by then. */
  forget(beforeMs: number): void {
    for (const [source, { endMs }] of this.#requests) {
      if (endMs !== undefined && endMs < beforeMs) this.#requests.delete(source);
    }
    // Connections that were opened ahead of any request.
    this.#connections.clear();
  }

  #add(request: Building, { name, phase, atMs, params }: NetLogEvent): void {
    const before = request.arrivals.at(-1)?.[1] ?? 0;
    switch (name) {
      case 'HTTP_STREAM_REQUEST_BOUND_TO_JOB': {
        const job = dependencyOf(params);
        if (job === undefined) return;
        request.connection = this.#connections.get(job);
        if (!this.#connections.delete(job)) this.#jobs.set(job, request);
        return;
      }
      case 'HTTP_TRANSACTION_SEND_REQUEST':
        // Sent again where a kept connection turned out to be closed: then the last counts.
        if (phase === 'end') request.connectedMs = atMs;
        return;
      case 'HTTP_TRANSACTION_READ_HEADERS':
        if (phase === 'end') request.headersMs = atMs;
        return;
      case 'HTTP_TRANSACTION_READ_RESPONSE_HEADERS':
        request.webSocketAccept = headerOf(params, 'sec-websocket-accept');
        return;
      case 'URL_REQUEST_JOB_FILTERED_BYTES_READ':
        if (typeof params.byte_count === 'number' && params.byte_count > 0)
          request.arrivals.push([atMs + MIDDLE_MS, before + params.byte_count]);
        return;
      case 'WEBSOCKET_RECV_FRAME_HEADER':
        if (params.final === true && DATA_OPCODES.includes(params.opcode))
          request.arrivals.push([atMs + MIDDLE_MS, before + 1]);
        return;
      case 'REQUEST_ALIVE':
        // A WebSocket's request ends with its handshake, and its frames come after.
        if (phase === 'end' && request.webSocketAccept === undefined) request.endMs = atMs;
        return;
    }
  }
}

function dependencyOf(params: NetLogEvent['params']): number | undefined {
  const id = (params.source_dependency as { readonly id?: unknown } | undefined)?.id;
  return typeof id === 'number' ? id : undefined;
}

function headerOf(params: NetLogEvent['params'], wanted: string): string | undefined {
  if (!Array.isArray(params.headers)) return undefined;
  for (const line of params.headers as unknown[]) {
    if (typeof line !== 'string') continue;
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).toLowerCase() === wanted) return line.slice(colon + 1).trim();
  }
  return undefined;
}
