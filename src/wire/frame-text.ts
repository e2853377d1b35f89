import type { Framer, FrameSink } from './framing.js';

/** Plain text: whatever a read brings is an event. */
export function frameText(sink: FrameSink): Framer {
  return {
    feed(text) {
      if (text !== '') sink.event({ event: undefined, data: text });
    },
    end: () => false,
  };
}
