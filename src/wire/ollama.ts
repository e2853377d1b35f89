import { type Dialect, type Meaning, NOTHING } from './dialect.js';
import { roleMessages } from './messages.js';
import { parseJsonEvent } from './parse-json-event.js';

/**
 * Ollama's NDJSON, for `/api/chat` and `/api/generate`.
 *
 * First text: a line with a non-empty `message.content` or `response`. Terminal: `done: true`; a `done_reason` of
 * `length` is `incomplete`. In-band error: a line with `error`, under HTTP 200 and without a `done`.
 */
export const ollama: Dialect = {
  name: 'ollama',
  framings: { 'application/x-ndjson': 'ndjson' },
  headers: { accept: 'application/x-ndjson' },
  // `prompt` is for `/api/generate`, `messages` for `/api/chat`; each ignores the other's.
  body: (prompt, _id, model, before = []) => ({
    model: model ?? 'default',
    prompt,
    messages: roleMessages(prompt, before),
    stream: true,
  }),
  recognises: () => false,
  begins: (_event, json) => typeof json?.done === 'boolean' && ('message' in json || 'response' in json),
  open: () => ({
    read({ data }): Meaning {
      const line = parseJsonEvent(data);
      if (line === null) return { text: '', parseError: 'a line of the stream is not a JSON object' };
      if (line.error != null) {
        return { text: '', error: typeof line.error === 'string' ? line.error : JSON.stringify(line.error) };
      }
      const message = (line.message ?? undefined) as { content?: unknown; thinking?: unknown } | undefined;
      const content = message?.content ?? line.response;
      const thinking = message?.thinking ?? line.thinking;
      const text = typeof content === 'string' ? content : '';
      if (line.done === true) return { text, terminal: line.done_reason === 'length' ? 'incomplete' : 'ok' };
      if (text !== '') return { text };
      return typeof thinking === 'string' && thinking !== '' ? { text: '', reasoning: true } : NOTHING;
    },
  }),
};
