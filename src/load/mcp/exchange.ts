import { subscribe } from 'node:diagnostics_channel';
import type { Dispatcher } from 'undici';
import { addressOf } from '../address-of.js';
import type { Connection, Connections } from '../connection.js';
import { responseHeaders } from '../response-headers.js';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What happens to a request, each with its time on the driver's clock, taken before anything else is done. */
export interface ExchangeSink {
  sent(atMs: number): void;
  /** Names in lower case. */
  headers(status: number, headers: Readonly<Record<string, string>>, atMs: number): void;
  bytes(chunk: Buffer, atMs: number): void;
  end(atMs: number): void;
  error(error: unknown, atMs: number): void;
}

/** The request that undici is about to write. */
let aboutToSend: (() => void) | undefined;
// Published in the same call in which undici writes the request.
subscribe('undici:client:sendHeaders', () => {
  aboutToSend?.();
  aboutToSend = undefined;
});

/** One HTTP request and its response, read as it comes. Returns how to give it up; after that the sink hears nothing. */
export function exchange(
  connections: Connections,
  { method, url, headers, body }: ExchangeRequest,
  nowMs: () => number,
  sink: ExchangeSink,
): () => void {
  let controller: Dispatcher.DispatchController | undefined;
  let over = false;
  const stamp = (): void => sink.sent(nowMs());
  let connection: Connection | undefined;
  const giveBack = (): void => {
    connection?.giveBack();
    connection = undefined;
  };
  const fail = (error: unknown): void => {
    giveBack();
    if (aboutToSend === stamp) aboutToSend = undefined;
    if (over) return;
    over = true;
    sink.error(error, nowMs());
  };
  try {
    const address = addressOf(url);
    connection = connections.take(address.origin);
    connection.dispatch(
      { ...address, method, headers: { ...headers }, body },
      {
        onRequestStart(started) {
          controller = started;
          if (over) started.abort(new Error('given up'));
          else aboutToSend = stamp;
        },
        onResponseStart(_controller, status, raw) {
          if (status >= 200) connection?.bodyBegins();
          if (!over) sink.headers(status, responseHeaders(raw), nowMs());
        },
        onResponseData(_controller, chunk) {
          if (!over) sink.bytes(chunk, nowMs());
        },
        onResponseEnd() {
          giveBack();
          if (over) return;
          over = true;
          sink.end(nowMs());
        },
        onResponseError: (_controller, error) => fail(error),
      },
    );
  } catch (error) {
    // undici throws what it can tell at once, e.g. a header that HTTP does not allow.
    queueMicrotask(() => fail(error));
  }
  return () => {
    if (over) return;
    over = true;
    controller?.abort(new Error('given up'));
  };
}
