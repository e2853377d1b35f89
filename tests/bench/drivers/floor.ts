import { Agent } from 'undici';
import { askWith } from './ask-with.js';
import { holdStreams } from './hold-streams.js';

/** The floor: undici's bare `dispatch`, which hands over each socket read, and nothing done with it but counting. */

const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0, pipelining: 1 });

holdStreams(
  (url, id, sink) =>
    new Promise((resolve, reject) => {
      const { origin, pathname, search } = new URL(url);
      agent.dispatch(
        { origin, path: pathname + search, method: 'POST', ...askWith(id) },
        {
          onRequestStart: () => undefined,
          onResponseStart: () => undefined,
          onResponseData: (_controller, chunk) => sink.bytes(chunk.length),
          onResponseEnd: () => resolve(),
          onResponseError: (_controller, error) => reject(error),
        },
      );
    }),
);
