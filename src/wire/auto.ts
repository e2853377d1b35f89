import { type Dialect, type Meaning, NOTHING, type Reading } from './dialect.js';
import { conversationId, idMessages } from './messages.js';
import { parseJsonEvent } from './parse-json-event.js';
import { recogniseByEvent } from './recognise.js';

/** How many events at the beginning may tell nothing, such as pings. */
const SILENT_EVENTS = 8;

const UNKNOWN: Meaning = { text: '', parseError: 'the stream begins like none of the known dialects' };

/**
 * Whatever known dialect the response turns out to be, by its first events. The rules are then that dialect's.
 *
 * It asks with a body that AI SDK chats and OpenAI-compatible servers understand; others need `target.loadBody`. A
 * JSON document is no stream here, although MCP allows one.
 */
export const auto: Dialect = {
  name: 'auto',
  framings: {
    'text/event-stream': 'sse',
    'application/x-ndjson': 'ndjson',
    'application/ndjson': 'ndjson',
    'application/jsonl': 'ndjson',
    'text/plain': 'text',
  },
  headers: { accept: 'text/event-stream, application/x-ndjson, text/plain' },
  body: (prompt, id, model, before = []) => ({
    id: conversationId(id, before),
    model: model ?? 'default',
    stream: true,
    messages: idMessages(prompt, id, before).map((message) => ({
      ...message,
      parts: [{ type: 'text', text: message.content }],
    })),
  }),
  recognises: () => false,
  begins: () => false,
  open(request) {
    let reading: Reading | undefined;
    let silent = 0;
    return {
      read(event): Meaning {
        reading ??= recogniseByEvent(event)?.open(request);
        if (reading !== undefined) return reading.read(event);
        const error = parseJsonEvent(event.data)?.error;
        if (error != null)
          return { text: '', error: typeof error === 'string' ? error : JSON.stringify(error) };
        return ++silent < SILENT_EVENTS ? NOTHING : UNKNOWN;
      },
      plainText: (json) => reading?.plainText?.(json),
      end: () => reading?.end?.() ?? (reading === undefined && silent > 0 ? UNKNOWN : NOTHING),
    };
  },
};
