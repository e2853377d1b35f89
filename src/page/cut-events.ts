import { type Dialect, type Framing, NOTHING, type SseEvent } from '../wire/dialect.js';
import { createStreamReader } from '../wire/stream-reader.js';

/** An event and the unit (byte of the body, message of the socket) with which it was whole. */
export interface CutEvent extends SseEvent {
  readonly upTo: number;
}

export interface EventCutter {
  readonly events: readonly CutEvent[];
  feed(bytes: Buffer): void;
  /** The body is over. */
  end(): void;
  /** Drops events up to that unit. */
  forget(upTo: number): void;
}

const LF = 10;
const CR = 13;

/**
 * Cuts a body into events and tells with which byte each was whole, so that any account of when the bytes came gives
 * the events their times. Plain text is cut at each character.
 */
export function createEventCutter(framing: Framing): EventCutter {
  let events: CutEvent[] = [];
  let fed = 0;
  /** Takes down what the framing finds; what it means is for later. */
  const recorder: Pick<Dialect, 'framings' | 'open'> = {
    framings: {},
    open: () => ({
      read: ({ event, data }) => {
        events.push({ event, data, upTo: fed });
        return NOTHING;
      },
    }),
  };
  const reader = createStreamReader(recorder as Dialect, { framing });
  /** Whether an event may be whole with this byte. */
  const mayEnd = (bytes: Buffer, at: number): boolean => {
    const byte = bytes[at]!;
    if (framing === 'json') return false;
    // The last byte of a character is the one that no continuation follows.
    if (framing === 'text') return at + 1 === bytes.length || (bytes[at + 1]! & 0xc0) !== 0x80;
    return byte === LF || byte === CR;
  };
  return {
    get events() {
      return events;
    },
    feed(bytes) {
      let from = 0;
      for (let at = 0; at < bytes.length; at++) {
        if (at + 1 < bytes.length && !mayEnd(bytes, at)) continue;
        fed += at + 1 - from;
        reader.feed(bytes.subarray(from, at + 1));
        from = at + 1;
      }
    },
    end() {
      reader.end();
    },
    forget(upTo) {
      events = events.filter((event) => event.upTo > upTo);
    },
  };
}
