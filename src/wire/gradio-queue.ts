import { type Dialect, type Meaning, NOTHING, type Reading } from './dialect.js';
import { applyGradioDiff } from './gradio-diff.js';
import { createGained, gradioText } from './gradio-text.js';
import { parseJsonEvent } from './parse-json-event.js';

/** What the queue says of whoever waits in it. */
const MESSAGES: ReadonlySet<unknown> = new Set([
  'estimation',
  'process_starts',
  'process_generating',
  'process_streaming',
  'process_completed',
  'progress',
  'log',
  'heartbeat',
  'alive',
  'close_stream',
  'unexpected_error',
  'server_stopped',
  'broken_connection',
]);

interface Output {
  readonly data?: unknown;
  readonly error?: unknown;
}

/**
 * Gradio's queue, as its own page uses it: `POST …/queue/join` puts the question into it, and `GET …/queue/data` brings
 * what becomes of every question of the session, told apart by `event_id`.
 *
 * The first `process_generating` brings the outputs whole, later ones what changed. First text: a `process_generating`
 * or `process_completed` whose first output gained some. Terminal: `process_completed` of the own event. In-band error:
 * the same with `success: false`, `unexpected_error`, or the server that stops.
 */
export const gradioQueue: Dialect = {
  name: 'gradio-queue',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream' },
  body: (prompt, id) => ({ data: [prompt], fn_index: 0, session_hash: id }),
  recognises: () => false,
  begins: (_event, json) => typeof json?.msg === 'string' && MESSAGES.has(json.msg),
  follow: ({ event_id: event }, url, request) => {
    const session = (request as { session_hash?: unknown } | null | undefined)?.session_hash;
    if (typeof event !== 'string' || typeof session !== 'string') return undefined;
    return url.replace(/\/join\/?$/, `/data?session_hash=${encodeURIComponent(session)}`);
  },
  open: (_request, order) => readQueue(typeof order?.event_id === 'string' ? order.event_id : undefined),
};

function readQueue(own: string | undefined): Reading {
  let event = own;
  let first: unknown;
  let generating = false;
  const gained = createGained();

  /** The first output, whole. */
  function firstOutput(output: Output, isDiff: boolean): { readonly value: unknown } | undefined {
    if (!Array.isArray(output.data)) return undefined;
    const [now] = output.data as readonly unknown[];
    first = isDiff ? applyGradioDiff(first, now) : now;
    // A function without outputs shows nothing; a change that does not fit is something else.
    return isDiff && first === undefined ? undefined : { value: first };
  }

  return {
    read({ data }): Meaning {
      const message = parseJsonEvent(data);
      if (message === null || typeof message.msg !== 'string') {
        return { text: '', parseError: 'an event of the queue is not a JSON object with a message' };
      }
      const { msg, event_id: of } = message;
      if (msg === 'server_stopped' || msg === 'broken_connection') {
        return { text: '', error: `the queue says ${msg}` };
      }
      if (msg === 'unexpected_error' && (typeof of !== 'string' || event === undefined || of === event)) {
        return {
          text: '',
          error: typeof message.message === 'string' ? message.message : 'unexpected error',
        };
      }
      // Other questions of the session go over the same stream.
      if (typeof of !== 'string') return NOTHING;
      event ??= of;
      if (of !== event) return NOTHING;
      if (msg !== 'process_generating' && msg !== 'process_completed') return NOTHING;
      const output = (message.output ?? {}) as Output;
      if (message.success === false) {
        return { text: '', error: typeof output.error === 'string' ? output.error : 'the function failed' };
      }
      const completed = msg === 'process_completed';
      // A function that streamed may complete without saying everything again.
      if (completed && output.data === undefined) return { text: '', terminal: 'ok' };
      const found = firstOutput(output, generating && !completed);
      if (found === undefined) return { text: '', parseError: `the output of "${msg}" does not fit` };
      generating = !completed;
      const text = gained(gradioText(found.value));
      if (completed) return { text, terminal: 'ok' };
      return text === '' ? NOTHING : { text };
    },
  };
}
