import { type Dialect, type Meaning, NOTHING } from './dialect.js';
import { conversationId, uiMessages } from './messages.js';
import { parseJsonEvent } from './parse-json-event.js';

/**
 * AI SDK UI message stream v1 (`x-vercel-ai-ui-message-stream: v1`).
 *
 * First text: a `text-delta` with a non-empty delta. Terminal: `finish`, then `[DONE]`. In-band error: a part of type
 * `error`, an `abort`, or `finishReason: "error"`.
 */
export const aiSdkUi: Dialect = {
  name: 'ai-sdk-ui',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream' },
  body: (prompt, id, _model, before = []) => ({
    id: conversationId(id, before),
    trigger: 'submit-message',
    messages: uiMessages(prompt, id, before),
  }),
  recognises: (headers) => 'x-vercel-ai-ui-message-stream' in headers,
  begins: (_event, json) =>
    json?.type === 'start' || json?.type === 'start-step' || json?.type === 'text-start',
  open() {
    let finish: 'ok' | 'incomplete' | undefined;
    return {
      plainText: ({ type, delta }) =>
        type === 'text-delta' && typeof delta === 'string' && delta !== '' ? delta : undefined,
      read({ data }): Meaning {
        if (data === '[DONE]') {
          return finish === undefined
            ? { text: '', violation: 'the stream said [DONE] without a finish part' }
            : { text: '', terminal: finish };
        }
        const part = parseJsonEvent(data);
        if (part === null || typeof part.type !== 'string') {
          return { text: '', parseError: 'a part of the stream is not a JSON object with a type' };
        }
        switch (part.type) {
          case 'text-delta':
            return typeof part.delta === 'string' && part.delta !== '' ? { text: part.delta } : NOTHING;
          case 'reasoning-delta':
            return part.delta === '' ? NOTHING : { text: '', reasoning: true };
          case 'error':
            return { text: '', error: typeof part.errorText === 'string' ? part.errorText : 'error part' };
          case 'abort':
            return { text: '', error: 'the backend aborted the answer' };
          case 'finish':
            if (part.finishReason === 'error') return { text: '', error: 'finish reason: error' };
            finish =
              part.finishReason === 'length' || part.finishReason === 'content-filter' ? 'incomplete' : 'ok';
            return NOTHING;
          default:
            return NOTHING;
        }
      },
    };
  },
};
