import { createParser } from 'eventsource-parser';
import type { Framer, FrameSink } from './framing.js';

const LF = 10;
const CR = 13;

/** Server-sent events by the HTML standard. */
export function frameSse(sink: FrameSink, maxEventChars: number): Framer {
  let bodyIsOver = false;
  let cutEvent = false;
  let endedInCr = false;
  const parser = createParser({
    onEvent: (event) => {
      if (bodyIsOver) cutEvent = true;
      else if (event.data.length > maxEventChars) sink.tooLarge();
      else sink.event(event);
    },
    onError: (error) => {
      // Unknown fields and odd `retry` values are for the standard to be ignored.
      if (error.type === 'max-buffer-size-exceeded') sink.tooLarge();
    },
    onRetry: (ms) => sink.retry?.(ms),
    maxBufferSize: maxEventChars,
  });
  // Its first text is searched for a byte order mark as Latin-1 would show it; the decoder has dropped the real one.
  parser.feed('');
  return {
    feed(text) {
      if (text === '') return;
      const continues = endedInCr && text.charCodeAt(0) === LF;
      const piece = continues ? text.slice(1) : text;
      endedInCr = text.charCodeAt(text.length - 1) === CR;
      // A CR ends a line by itself. The parser would wait for what follows one at the end of a read, which delays
      // every event of a stream with such lines, and search for LF once a line.
      parser.feed(piece.includes('\r') ? piece.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : piece);
    },
    end() {
      // The standard discards an event that no blank line ended.
      bodyIsOver = true;
      parser.feed('\n\n');
      return cutEvent;
    },
  };
}
