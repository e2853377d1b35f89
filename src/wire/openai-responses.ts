import { type Dialect, type Meaning, NOTHING } from './dialect.js';
import { roleMessages } from './messages.js';
import { parseJsonEvent } from './parse-json-event.js';

const messageOf = (error: unknown): string | undefined => {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' && message !== '' ? message : undefined;
};

/**
 * OpenAI Responses with `stream: true`.
 *
 * First text: `response.output_text.delta` (or `response.refusal.delta`, which a page shows in its place) with a
 * non-empty delta; `response.created`, `…in_progress` and `…queued` are not text. Terminal: `response.completed`, or
 * `response.incomplete`; a `[DONE]` after it is tolerated. In-band error: `error`, or `response.failed`. Where events
 * are numbered the numbers must follow one another.
 */
export const openaiResponses: Dialect = {
  name: 'openai-responses',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream' },
  body: (prompt, _id, model, before = []) => ({
    model: model ?? 'default',
    input: before.length === 0 ? prompt : roleMessages(prompt, before),
    stream: true,
  }),
  recognises: () => false,
  begins: (_event, json) => typeof json?.type === 'string' && json.type.startsWith('response.'),
  open() {
    let last: number | undefined;
    return {
      read({ event, data }): Meaning {
        if (data === '[DONE]') return NOTHING;
        const part = parseJsonEvent(data);
        const type = part?.type ?? event;
        if (part === null || typeof type !== 'string') {
          return { text: '', parseError: 'an event of the stream is not a JSON object with a type' };
        }
        const meaning = meaningOf(type, part);
        const number = part.sequence_number;
        if (typeof number !== 'number') return meaning;
        const before = last;
        last = number;
        if (before === undefined || number === before + 1) return meaning;
        return { ...meaning, violation: `event ${number} came after event ${before}` };
      },
    };
  },
};

function meaningOf(type: string, part: Readonly<Record<string, unknown>>): Meaning {
  switch (type) {
    case 'response.output_text.delta':
    case 'response.refusal.delta':
      return typeof part.delta === 'string' && part.delta !== '' ? { text: part.delta } : NOTHING;
    case 'response.reasoning_text.delta':
    case 'response.reasoning_summary_text.delta':
      return part.delta === '' ? NOTHING : { text: '', reasoning: true };
    case 'response.completed':
      return { text: '', terminal: 'ok' };
    case 'response.incomplete':
      return { text: '', terminal: 'incomplete' };
    case 'response.failed': {
      const response = part.response as { error?: unknown } | null | undefined;
      return { text: '', error: messageOf(response?.error) ?? 'the response failed' };
    }
    case 'error':
      return { text: '', error: messageOf(part) ?? messageOf(part.error) ?? 'error event' };
    default:
      return NOTHING;
  }
}
