import { subscribe } from 'node:diagnostics_channel';
import { Agent } from 'undici';
import type { OpenStream, StreamOptions, StreamStart } from './open-stream.js';
import { Stream, stampSent } from './stream.js';

export interface StreamClient {
  open(start: StreamStart): OpenStream;
  close(): Promise<void>;
}

// Published in the same call in which undici writes the request.
subscribe('undici:client:sendHeaders', stampSent);

/** Opens streams with undici's `dispatch`, which hands over each socket read without a layer in between. */
export function createStreamClient(options: StreamOptions): StreamClient {
  // Deadlines are ours: undici's own would fold several classes of outcome into one.
  const agent = new Agent({
    connect: { timeout: options.deadlines.connectMs },
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
  });
  return {
    open: (start) => new Stream(agent, start, options),
    close: () => agent.destroy(),
  };
}
