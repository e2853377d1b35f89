import type { Framer, FrameSink } from './framing.js';

/** A body that is one event, such as a JSON document. */
export function frameWhole(sink: FrameSink, maxEventChars: number): Framer {
  const pieces: string[] = [];
  let held = 0;
  return {
    feed(text) {
      pieces.push(text);
      held += text.length;
      if (held > maxEventChars) sink.tooLarge();
    },
    end() {
      if (held > 0 && held <= maxEventChars) sink.event({ event: undefined, data: pieces.join('') });
      return false;
    },
  };
}
