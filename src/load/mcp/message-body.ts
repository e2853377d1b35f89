import type { Framing, SseEvent } from '../../wire/dialect.js';
import { frameSse } from '../../wire/frame-sse.js';
import { frameWhole } from '../../wire/frame-whole.js';
import { MAX_EVENT_CHARS } from '../../wire/stream-reader.js';
import { Utf8Decoder } from '../../wire/utf8-decoder.js';
import { createBodyDecoder } from '../body-decoder.js';
import type { Failure } from './failure.js';

/** Cuts the body of a response into messages, each with the time at which its last bytes were read. */
export interface MessageBody {
  bytes(chunk: Buffer, atMs: number): void;
  end(atMs: number): void;
  /** Nothing more is wanted. */
  destroy(): void;
}

interface Options {
  readonly framing: Framing;
  /** Content encoding; `undefined`: none. */
  readonly encoding: string | undefined;
  readonly maxEventChars?: number | undefined;
  event(event: SseEvent, atMs: number): void;
  retry(ms: number): void;
  /** The body is over; whether it ended inside a message. */
  over(cut: boolean, atMs: number): void;
  failed(failure: Failure, atMs: number): void;
}

export function createMessageBody(options: Options): MessageBody {
  const { maxEventChars = MAX_EVENT_CHARS } = options;
  const text = new Utf8Decoder();
  let nowMs = 0;
  let stopped = false;
  const sink = {
    event: (event: SseEvent): void => {
      if (!stopped) options.event(event, nowMs);
    },
    tooLarge(): void {
      if (stopped) return;
      stopped = true;
      options.failed({ outcome: 'too_large', detail: 'a message is longer than the driver reads' }, nowMs);
    },
    retry: options.retry,
  };
  const framer = options.framing === 'sse' ? frameSse(sink, maxEventChars) : frameWhole(sink, maxEventChars);
  const feed = (chunk: Buffer, atMs: number): void => {
    nowMs = atMs;
    if (!stopped) framer.feed(text.decode(chunk));
  };
  const finish = (atMs: number): void => {
    nowMs = atMs;
    if (stopped) return;
    framer.feed(text.end());
    const cut = framer.end();
    if (!stopped) options.over(cut, atMs);
  };
  if (options.encoding === undefined) {
    return {
      bytes: feed,
      end: finish,
      destroy: () => {
        stopped = true;
      },
    };
  }
  const decoder = createBodyDecoder(options.encoding, {
    bytes: feed,
    end: finish,
    error: ({ message }) => {
      if (stopped) return;
      stopped = true;
      options.failed(
        { outcome: 'parse_error', detail: `the body could not be decompressed: ${message}` },
        nowMs,
      );
    },
  });
  return {
    bytes: (chunk, atMs) => decoder.write(chunk, atMs),
    end: (atMs) => decoder.end(atMs),
    destroy() {
      stopped = true;
      decoder.destroy();
    },
  };
}
