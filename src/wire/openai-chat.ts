import { type Dialect, type Meaning, NOTHING } from './dialect.js';
import { roleMessages } from './messages.js';
import { parseJsonEvent } from './parse-json-event.js';

interface Choice {
  readonly delta?: {
    readonly content?: unknown;
    readonly refusal?: unknown;
    readonly reasoning?: unknown;
    readonly reasoning_content?: unknown;
  } | null;
  readonly finish_reason?: unknown;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * OpenAI chat completions with `stream: true`.
 *
 * First text: a chunk whose `choices[].delta.content` (or `refusal`, which a page shows in its place) is not empty; a
 * role-only chunk is not text. Terminal: `[DONE]` after a `finish_reason`. In-band error: `{"error": …}` under HTTP
 * 200, also as `event: error`.
 */
export const openaiChat: Dialect = {
  name: 'openai-chat',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream' },
  body: (prompt, _id, model, before = []) => ({
    model: model ?? 'default',
    stream: true,
    stream_options: { include_usage: true },
    messages: roleMessages(prompt, before),
  }),
  // Nothing in the headers tells it apart from other SSE.
  recognises: () => false,
  begins: (_event, json) => Array.isArray(json?.choices),
  open() {
    let finish: 'ok' | 'incomplete' | undefined;
    return {
      plainText,
      read({ event, data }): Meaning {
        if (data === '[DONE]') {
          return finish === undefined
            ? { text: '', violation: 'the stream said [DONE] without a finish_reason' }
            : { text: '', terminal: finish };
        }
        const chunk = parseJsonEvent(data);
        if (event === 'error' || chunk?.error != null) {
          const error = (chunk?.error ?? chunk) as { message?: unknown } | null;
          return { text: '', error: isText(error?.message) ? error.message : 'error chunk' };
        }
        if (chunk === null) return { text: '', parseError: 'a chunk of the stream is not a JSON object' };
        if (!Array.isArray(chunk.choices)) return NOTHING;
        let text = '';
        let reasoning = false;
        for (const choice of chunk.choices as (Choice | null)[]) {
          const delta = choice?.delta;
          if (isText(delta?.content)) text += delta.content;
          else if (isText(delta?.refusal)) text += delta.refusal;
          else if (isText(delta?.reasoning) || isText(delta?.reasoning_content)) reasoning = true;
          const reason = choice?.finish_reason;
          if (isText(reason))
            finish = reason === 'length' || reason === 'content_filter' ? 'incomplete' : 'ok';
        }
        return text === '' && !reasoning ? NOTHING : { text, reasoning };
      },
    };
  },
};

function plainText(chunk: Readonly<Record<string, unknown>>): string | undefined {
  if (chunk.error != null || !Array.isArray(chunk.choices) || chunk.choices.length !== 1) return undefined;
  const choice = chunk.choices[0] as Choice | null;
  const content = choice?.delta?.content;
  return choice?.finish_reason == null && isText(content) ? content : undefined;
}
