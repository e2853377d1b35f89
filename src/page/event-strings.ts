import type { SseEvent } from '../wire/dialect.js';

/** A text inside an event, and where it stands. */
export interface EventString {
  /** Keys joined by dots, array indexes as `*`; empty for an event that is the text itself. */
  readonly path: string;
  /** What kind of event it says it is: its SSE name and what stands under `type` and the like. */
  readonly kind: string;
  readonly text: string;
}

/** Keys by which events and their parts tell what they are. */
const KIND_KEYS = ['type', 'event', 'kind', 'role', 'op', 'o', 'channel', 'p'];
const DEEPEST = 16;
const MOST_STRINGS = 500;

/** A frame's own mark in front of its JSON, such as `42` (socket.io) or `0:` (a stream of parts). */
const MARKED_JSON = /^([A-Za-z0-9_-]{1,8}:?)(?=[[{"])/;

/** Every text that an event holds; several where it is a JSON document. */
export function eventStrings({ event = '', data }: SseEvent): EventString[] {
  const mark = MARKED_JSON.exec(data)?.[1] ?? '';
  const json = parsed(mark === '' ? data : data.slice(mark.length));
  if (json === undefined) return [{ path: '', kind: event, text: data }];
  const found: EventString[] = [];
  // Numbers in a mark without a colon count messages; with one they name the part.
  const root = mark.endsWith(':') ? mark : mark.replace(/\d+/g, '#');
  const walk = (value: unknown, path: string, kind: string, depth: number): void => {
    if (found.length >= MOST_STRINGS || depth > DEEPEST) return;
    if (typeof value === 'string') found.push({ path, kind, text: value });
    else if (Array.isArray(value)) {
      // A message as an array says what it is in its first place.
      const named = typeof value[0] === 'string' && value.length > 1 ? `${kind}/${value[0]}` : kind;
      for (const [index, inner] of value.entries())
        walk(inner, joined(path, '*'), index === 0 ? kind : named, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      const own = entries.flatMap(([key, inner]) =>
        KIND_KEYS.includes(key) && typeof inner === 'string' ? [`${key}=${inner}`] : [],
      );
      const named = own.length === 0 ? kind : `${kind}/${own.join(',')}`;
      for (const [key, inner] of entries) walk(inner, joined(path, key), named, depth + 1);
    }
  };
  walk(json, root, event, 0);
  return found;
}

const joined = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function parsed(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Text that happens to begin like JSON.
    return undefined;
  }
}
