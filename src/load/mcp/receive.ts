import type { Dialect, SseEvent } from '../../wire/dialect.js';
import { classifyError } from '../classify-error.js';
import { judgeResponse } from '../judge-response.js';
import { type ExchangeRequest, exchange } from './exchange.js';
import type { Failure } from './failure.js';
import { createMessageBody, type MessageBody } from './message-body.js';
import { createRefusedBody, type RefusedBody } from './refused-body.js';
import type { TransportOptions } from './transport.js';

/** What becomes of a request whose response is messages. */
export interface Receiver {
  readonly dialect: Dialect;
  sent(atMs: number): void;
  headers(status: number, headers: Readonly<Record<string, string>>, atMs: number): void;
  bytes(count: number, atMs: number): void;
  event(event: SseEvent, atMs: number): void;
  retry?(ms: number): void;
  /** Everything is read. */
  over(cut: boolean, atMs: number): void;
  /** The response is no messages; told once the beginning of its body is there. */
  refused(failure: Failure, status: number, atMs: number): void;
  /** What came cannot be read. */
  failed(failure: Failure, atMs: number): void;
  /** The connection broke before the end. */
  broke(failure: Failure, atMs: number): void;
}

/** Sends a request and reads the messages that answer it. Returns how to give it up; the receiver hears nothing then. */
export function receive(
  { connections, nowMs, maxEventChars }: TransportOptions,
  request: ExchangeRequest,
  receiver: Receiver,
): () => void {
  let body: MessageBody | undefined;
  let refused: RefusedBody | undefined;
  const giveUp = exchange(connections, request, nowMs, {
    sent: (atMs) => receiver.sent(atMs),
    headers(status, received, atMs) {
      receiver.headers(status, received, atMs);
      const judged = judgeResponse(status, received, receiver.dialect, true);
      if (judged.refusal !== undefined) {
        refused = createRefusedBody(judged.refusal, received, (failure) => {
          giveUp();
          receiver.refused(failure, status, nowMs());
        });
        return;
      }
      if (judged.follow !== undefined) return;
      body = createMessageBody({
        framing: judged.framing,
        encoding: judged.encoding,
        maxEventChars,
        event: (event, readMs) => receiver.event(event, readMs),
        retry: (ms) => receiver.retry?.(ms),
        over: (cut, readMs) => receiver.over(cut, readMs),
        failed(failure, readMs) {
          giveUp();
          receiver.failed(failure, readMs);
        },
      });
    },
    bytes(chunk, atMs) {
      if (refused !== undefined) return refused.bytes(chunk);
      receiver.bytes(chunk.length, atMs);
      body?.bytes(chunk, atMs);
    },
    end(atMs) {
      if (refused !== undefined) refused.end();
      else body?.end(atMs);
    },
    error(error, atMs) {
      if (refused !== undefined) refused.end();
      else receiver.broke(classifyError(error), atMs);
    },
  });
  return () => {
    body?.destroy();
    giveUp();
  };
}
