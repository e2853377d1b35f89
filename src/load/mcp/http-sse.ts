import { mcpHttpSse } from '../../wire/mcp-http-sse.js';
import { parseJsonEvent } from '../../wire/parse-json-event.js';
import { classifyError } from '../classify-error.js';
import { judgeResponse } from '../judge-response.js';
import { answerToServer } from './answer-server.js';
import { exchange } from './exchange.js';
import type { Failure } from './failure.js';
import { receive } from './receive.js';
import { createRefusedBody, type RefusedBody } from './refused-body.js';
import { send } from './send-only.js';
import type { RequestSink, Transport, TransportOptions } from './transport.js';

/**
 * MCP's HTTP+SSE, 2024-11-05: one GET stream for the whole session. Its first event says where to post; what is posted
 * is accepted with 202 and answered on the stream, told apart by id. When the stream ends the session is over.
 */
export function httpSse(options: TransportOptions): Transport {
  const { connections, nowMs } = options;
  /** Requests that wait for their response, by id. */
  const pending = new Map<unknown, RequestSink>();
  let endpoint: string | undefined;
  let lost = false;
  let giveUp: () => void = () => undefined;
  let connected: (failure: Failure | null) => void = () => undefined;

  const accept = mcpHttpSse.headers.accept!;
  const post = (message: unknown, own: Readonly<Record<string, string>> = {}) => ({
    method: 'POST' as const,
    url: endpoint!,
    headers: {
      'content-type': 'application/json',
      accept: `application/json, ${accept}`,
      ...options.headers,
      ...own,
    },
    body: JSON.stringify(message),
  });
  const notify = (message: unknown): Promise<void> => send(options, post(message));

  /** The stream is no more; everybody who waits on it is told how. */
  function ended(tell: (sink: RequestSink) => void, failure: Failure): void {
    lost = true;
    connected(failure);
    const waiting = [...pending.values()];
    pending.clear();
    for (const sink of waiting) tell(sink);
  }

  function failed(failure: Failure, atMs: number): void {
    giveUp();
    ended((sink) => sink.failed(failure, atMs), failure);
  }

  function onEvent(event: { event?: string | undefined; data: string }, atMs: number): void {
    if (event.event === 'endpoint') {
      const url = resolve(event.data, options.url);
      if (url === undefined) {
        const detail = `the endpoint that the server named is not on its own host: ${event.data.slice(0, 100)}`;
        failed({ outcome: 'protocol_violation', detail }, atMs);
        return;
      }
      endpoint ??= url;
      connected(null);
      return;
    }
    const answer = answerToServer(event.data);
    if (answer !== null && endpoint !== undefined) void notify(answer);
    const message = parseJsonEvent(event.data);
    const sink = pending.get(message?.id);
    if (sink !== undefined && message?.method === undefined) {
      if (sink.event(event, atMs)) pending.delete(message?.id);
      return;
    }
    // A late response to a request that was given up is nobody's; what cannot be told apart is everybody's.
    if (message !== null && message.method === undefined && message.id != null) return;
    for (const everybody of pending.values()) everybody.event(event, atMs);
  }

  return {
    endsWithResponse: false,
    get lost() {
      return lost;
    },
    agreed: () => undefined,
    connect() {
      const opened = new Promise<Failure | null>((settle) => {
        connected = settle;
      });
      giveUp = receive(
        options,
        { method: 'GET', url: options.url, headers: { accept, ...options.headers }, body: null },
        {
          dialect: mcpHttpSse,
          sent: () => undefined,
          headers: () => undefined,
          bytes(count, atMs) {
            for (const sink of pending.values()) sink.bytes(count, atMs);
          },
          event: onEvent,
          over: (cut, atMs) =>
            ended((sink) => sink.over(cut, atMs), {
              outcome: 'truncated',
              detail: 'the stream of the session ended',
            }),
          refused: (failure, _status, atMs) => failed(failure, atMs),
          failed,
          broke: failed,
        },
      );
      return opened;
    },
    request(message, sink, own) {
      pending.set(message.id, sink);
      let refused: RefusedBody | undefined;
      const fail = (failure: Failure): void => {
        if (!pending.delete(message.id)) return;
        sink.failed(failure, nowMs());
      };
      exchange(connections, post(message, own), nowMs, {
        sent: (atMs) => sink.sent(atMs),
        headers(status, received, atMs) {
          sink.headers(status, received['content-type'], atMs);
          // 202 is usual; what comes with another good status is not the answer either.
          if (status >= 200 && status < 300) return;
          const judged = judgeResponse(status, received, mcpHttpSse, false);
          if (judged.refusal === undefined) return;
          const gone = status === 404;
          if (gone) lost = true;
          refused = createRefusedBody(judged.refusal, received, (failure) =>
            fail(gone ? { ...failure, detail: 'HTTP 404: the session is gone', sessionLost: true } : failure),
          );
        },
        bytes: (chunk) => refused?.bytes(chunk),
        end: () => refused?.end(),
        error: (error) => (refused === undefined ? fail(classifyError(error)) : refused.end()),
      });
      return () => void pending.delete(message.id);
    },
    notify,
    async close() {
      lost = true;
      giveUp();
    },
  };
}

/** Where to post; a server may not send its clients, and what they authorize with, to another origin. */
function resolve(endpoint: string, base: string): string | undefined {
  if (!URL.canParse(endpoint, base)) return undefined;
  const url = new URL(endpoint, base);
  return url.origin === new URL(base).origin ? url.href : undefined;
}
