import { type Dialect, type Meaning, NOTHING } from './dialect.js';
import { createGained, gradioText } from './gradio-text.js';

/**
 * Gradio's `POST …/call/<fn>`, which puts the question into the queue, and `GET …/call/<fn>/<event_id>`, which is SSE.
 *
 * Each event brings the outputs so far, whole; the text is what the first output gained. First text: a `generating` or
 * `complete` that gained some; `heartbeat` is not text. Terminal: `complete`. In-band error: `error`.
 */
export const gradioCall: Dialect = {
  name: 'gradio-call',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream' },
  body: (prompt) => ({ data: [prompt] }),
  recognises: () => false,
  begins: ({ event }) =>
    event === 'generating' || event === 'complete' || event === 'heartbeat' || event === 'error',
  follow: ({ event_id: event }, url) =>
    typeof event === 'string' ? `${url.replace(/\/$/, '')}/${encodeURIComponent(event)}` : undefined,
  open() {
    const gained = createGained();
    return {
      read({ event, data }): Meaning {
        if (event !== 'generating' && event !== 'complete' && event !== 'error') return NOTHING;
        let value: unknown;
        try {
          value = JSON.parse(data);
        } catch {
          return { text: '', parseError: `the data of "${event}" is not JSON` };
        }
        if (event === 'error') {
          return { text: '', error: typeof value === 'string' ? value : 'the function failed' };
        }
        if (!Array.isArray(value)) {
          return { text: '', parseError: `the data of "${event}" is not a list of outputs` };
        }
        const text = gained(gradioText(value[0]));
        if (event === 'complete') return { text, terminal: 'ok' };
        return text === '' ? NOTHING : { text };
      },
    };
  },
};
