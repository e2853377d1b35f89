import { type Dialect, type Meaning, NOTHING, type SseEvent } from './dialect.js';
import { parseJsonEvent } from './parse-json-event.js';

interface Choice {
  delta?: { content?: unknown; reasoning?: unknown; reasoning_content?: unknown };
  finish_reason?: unknown;
}

const isReasoning = (delta: Choice['delta']): boolean =>
  [delta?.reasoning, delta?.reasoning_content].some((text) => typeof text === 'string' && text !== '');

/**
 * OpenAI chat completions with `stream: true`.
 *
 * First text: a chunk whose `choices[].delta.content` is not empty (a role-only chunk is not text). Terminal:
 * `[DONE]` after a `finish_reason`. In-band error: `{"error": …}` under HTTP 200, also as `event: error`.
 */
export const openaiChat: Dialect = {
  name: 'openai-chat',
  headers: { accept: 'text/event-stream' },
  body: (prompt, _id, model) => ({
    model: model ?? 'default',
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'user', content: prompt }],
  }),
  // Nothing in the headers tells it apart from other SSE.
  recognises: () => false,
  open() {
    let finish: 'ok' | 'incomplete' | undefined;
    return ({ event, data }: SseEvent): Meaning => {
      if (data === '[DONE]') {
        return finish === undefined
          ? { text: '', parseError: 'the stream said [DONE] without a finish_reason' }
          : { text: '', terminal: finish };
      }
      const chunk = parseJsonEvent(data);
      if (chunk === null) return { text: '', parseError: 'a chunk of the stream is not a JSON object' };
      if (chunk.error !== undefined || event === 'error') {
        const error = chunk.error as { message?: unknown } | undefined;
        return { text: '', error: typeof error?.message === 'string' ? error.message : 'error chunk' };
      }
      let text = '';
      let reasoning = false;
      for (const choice of (Array.isArray(chunk.choices) ? chunk.choices : []) as Choice[]) {
        if (typeof choice.delta?.content === 'string') text += choice.delta.content;
        reasoning ||= isReasoning(choice.delta);
        if (typeof choice.finish_reason === 'string') {
          finish =
            choice.finish_reason === 'length' || choice.finish_reason === 'content_filter'
              ? 'incomplete'
              : 'ok';
        }
      }
      if (text === '' && !reasoning) return NOTHING;
      return { text, reasoning };
    };
  },
};
