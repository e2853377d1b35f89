import { type Dialect, type Meaning, NOTHING } from './dialect.js';
import { conversationId, idMessages } from './messages.js';
import { parseJsonEvent } from './parse-json-event.js';

/**
 * AG-UI over SSE.
 *
 * First text: `TEXT_MESSAGE_CONTENT` or `TEXT_MESSAGE_CHUNK` with a non-empty delta. Terminal: `RUN_FINISHED` of the
 * first run (one that was cancelled, or waits for a person, is `incomplete`); what later runs of the same stream say is not
 * this answer's. In-band error: `RUN_ERROR`, which may also be the first event; any other first event than
 * `RUN_STARTED` is a violation.
 */
export const agUi: Dialect = {
  name: 'ag-ui',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream' },
  body: (prompt, id, _model, before = []) => ({
    threadId: conversationId(id, before),
    runId: `${id}-run`,
    state: {},
    messages: idMessages(prompt, id, before),
    tools: [],
    context: [],
    forwardedProps: {},
  }),
  recognises: () => false,
  begins: (_event, json) => json?.type === 'RUN_STARTED' || json?.type === 'RUN_ERROR',
  open() {
    let run: 'none' | 'started' | 'finished' | 'another' = 'none';
    return {
      plainText: ({ type, delta }) =>
        (type === 'TEXT_MESSAGE_CONTENT' || type === 'TEXT_MESSAGE_CHUNK') &&
        typeof delta === 'string' &&
        delta !== ''
          ? delta
          : undefined,
      read({ data }): Meaning {
        const event = parseJsonEvent(data);
        if (event === null || typeof event.type !== 'string') {
          return { text: '', parseError: 'an event of the stream is not a JSON object with a type' };
        }
        if (event.type === 'RUN_ERROR') {
          return { text: '', error: typeof event.message === 'string' ? event.message : 'run error' };
        }
        if (event.type === 'RUN_STARTED') run = run === 'none' ? 'started' : 'another';
        if (run === 'none') return { text: '', violation: `the run began with ${event.type}` };
        if (run === 'another') return NOTHING;
        switch (event.type) {
          case 'TEXT_MESSAGE_CONTENT':
          case 'TEXT_MESSAGE_CHUNK':
            return typeof event.delta === 'string' && event.delta !== '' ? { text: event.delta } : NOTHING;
          case 'REASONING_MESSAGE_CONTENT':
          case 'REASONING_MESSAGE_CHUNK':
          case 'THINKING_TEXT_MESSAGE_CONTENT':
            return typeof event.delta === 'string' && event.delta !== ''
              ? { text: '', reasoning: true }
              : NOTHING;
          case 'RUN_FINISHED': {
            run = 'finished';
            const outcome = event.outcome as { type?: unknown } | string | null | undefined;
            const kind = typeof outcome === 'string' ? outcome : outcome?.type;
            return { text: '', terminal: kind === undefined || kind === 'success' ? 'ok' : 'incomplete' };
          }
          default:
            return NOTHING;
        }
      },
    };
  },
};
