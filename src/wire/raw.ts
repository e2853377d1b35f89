import type { DialectName } from '../model/dialect.js';
import { type Dialect, type Framing, type Meaning, NOTHING } from './dialect.js';
import { parseJsonEvent } from './parse-json-event.js';

const FRAMINGS: Readonly<Record<'raw-sse' | 'raw-ndjson', Readonly<Record<string, Framing>>>> = {
  'raw-sse': { 'text/event-stream': 'sse' },
  'raw-ndjson': {
    'application/x-ndjson': 'ndjson',
    'application/ndjson': 'ndjson',
    'application/jsonl': 'ndjson',
    'application/x-jsonlines': 'ndjson',
    'application/json': 'ndjson',
    'text/plain': 'ndjson',
  },
};

/**
 * A wire that is nobody's: SSE events or NDJSON lines with the text at a dotted path, e.g. `choices.0.text`. Without a
 * path the event's data is the text.
 *
 * First text: a non-empty text at the path. Terminal: `[DONE]`, or the end of the body, so that a backend which gives
 * up politely cannot be told from one that is done. In-band error: `event: error`, or a JSON object whose `error` is
 * neither missing nor null.
 */
export function raw(kind: 'raw-sse' | 'raw-ndjson', path: string | null): Dialect {
  const keys = path === null ? null : path.split('.');
  const read = (event: string | undefined, data: string): Meaning => {
    if (data === '[DONE]') return { text: '', terminal: 'ok' };
    if (event === 'error') return { text: '', error: data === '' ? 'error event' : data };
    if (keys === null) return data === '' ? NOTHING : { text: data };
    const json = parseJsonEvent(data);
    if (json === null) return { text: '', parseError: 'an event of the stream is not a JSON object' };
    if (json.error != null) {
      return { text: '', error: typeof json.error === 'string' ? json.error : JSON.stringify(json.error) };
    }
    const text = at(json, keys);
    return typeof text === 'string' && text !== '' ? { text } : NOTHING;
  };
  return {
    name: (path === null ? kind : `${kind}:${path}`) as DialectName,
    framings: FRAMINGS[kind],
    headers: { accept: Object.keys(FRAMINGS[kind])[0]! },
    body: (prompt, id, model) => ({ model: model ?? 'default', prompt, id, stream: true }),
    recognises: () => false,
    begins: () => false,
    open: () => ({
      read: ({ event, data }) => read(event, data),
      end: () => ({ text: '', terminal: 'ok' }),
    }),
  };
}

function at(value: unknown, keys: readonly string[]): unknown {
  let inner = value;
  for (const key of keys) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Readonly<Record<string, unknown>>)[key];
  }
  return inner;
}
