import { type Dialect, type Meaning, NOTHING } from './dialect.js';
import { roleMessages } from './messages.js';
import { parseJsonEvent } from './parse-json-event.js';

interface Part {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly thinking?: unknown;
  readonly stop_reason?: unknown;
  readonly message?: unknown;
}

/** Reasons of the model to stop that leave the answer short. */
const CUT_SHORT: ReadonlySet<unknown> = new Set(['max_tokens', 'model_context_window_exceeded', 'refusal']);

const textOf = (value: unknown): Meaning =>
  typeof value === 'string' && value !== '' ? { text: value } : NOTHING;

/**
 * Anthropic Messages with `stream: true`.
 *
 * First text: a `content_block_delta` of type `text_delta` (or a text block's own first text) that is not empty;
 * `ping` and `message_start` are not text. Terminal: `message_stop` after a `stop_reason`. In-band error: `error`.
 */
export const anthropicMessages: Dialect = {
  name: 'anthropic-messages',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream', 'anthropic-version': '2023-06-01' },
  body: (prompt, _id, model, before = []) => ({
    model: model ?? 'default',
    max_tokens: 1024,
    stream: true,
    messages: roleMessages(prompt, before),
  }),
  recognises: () => false,
  begins: (_event, json) => json?.type === 'message_start',
  open() {
    let stop: 'ok' | 'incomplete' | undefined;
    return {
      plainText: (part) => {
        const delta = part.delta as Part | null | undefined;
        if (part.type !== 'content_block_delta' || delta?.type !== 'text_delta') return undefined;
        return typeof delta.text === 'string' && delta.text !== '' ? delta.text : undefined;
      },
      read({ data }): Meaning {
        const part = parseJsonEvent(data);
        if (part === null || typeof part.type !== 'string') {
          return { text: '', parseError: 'an event of the stream is not a JSON object with a type' };
        }
        const delta = (part.delta ?? undefined) as Part | undefined;
        switch (part.type) {
          case 'content_block_delta':
            if (delta?.type === 'text_delta') return textOf(delta.text);
            return delta?.type === 'thinking_delta' && delta.thinking !== ''
              ? { text: '', reasoning: true }
              : NOTHING;
          case 'content_block_start': {
            const block = (part.content_block ?? undefined) as Part | undefined;
            return block?.type === 'text' ? textOf(block.text) : NOTHING;
          }
          case 'message_delta':
            if (typeof delta?.stop_reason === 'string') {
              stop = CUT_SHORT.has(delta.stop_reason) ? 'incomplete' : 'ok';
            }
            return NOTHING;
          case 'message_stop':
            return stop === undefined
              ? { text: '', violation: 'the message stopped without a stop_reason' }
              : { text: '', terminal: stop };
          case 'error': {
            const message = (part.error as Part | null | undefined)?.message;
            return { text: '', error: typeof message === 'string' ? message : 'error event' };
          }
          default:
            return NOTHING;
        }
      },
    };
  },
};
