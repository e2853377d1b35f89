import { subscribe } from 'node:diagnostics_channel';
import { type ConnectionPlan, createConnections } from './connections.js';
import type { OpenStream, StreamOptions, StreamStart } from './open-stream.js';
import { Stream, stampSent } from './stream.js';

/** HTTP/1.1, without a proxy. */
export const DIRECT: ConnectionPlan = { http2: false, caFile: null, proxy: null };

export interface StreamClient {
  open(start: StreamStart): OpenStream;
  /** What to wait for until the connection of an answer that is over can carry the next. */
  readonly settle?: (() => Promise<void>) | undefined;
  close(): Promise<void>;
}

// Published in the same call in which undici writes the request.
subscribe('undici:client:sendHeaders', stampSent);

/** Opens streams with undici's `dispatch`, which hands over each socket read without a layer in between. */
export function createStreamClient(options: StreamOptions): StreamClient {
  const connections = createConnections(options.connection ?? DIRECT, options.deadlines.connectMs);
  return {
    open: (start) => new Stream(connections, start, options),
    settle: connections.settle,
    close: () => connections.destroy(),
  };
}
