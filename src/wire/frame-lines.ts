import type { Framer, FrameSink } from './framing.js';

/** Newline-delimited JSON: an event for each line that is not blank; the last needs no line end. */
export function frameLines(sink: FrameSink, maxEventChars: number): Framer {
  /** Pieces of a line that is not whole yet; joined once, so that a long line costs its length and not its square. */
  let pieces: string[] = [];
  let held = 0;
  const line = (text: string): void => {
    const data = text.trim();
    if (data.length > maxEventChars) sink.tooLarge();
    else if (data !== '') sink.event({ event: undefined, data });
  };
  return {
    feed(text) {
      let from = 0;
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
        const last = text.slice(from, at);
        from = at + 1;
        if (held === 0) line(last);
        else {
          pieces.push(last);
          const whole = pieces.join('');
          pieces = [];
          held = 0;
          line(whole);
        }
      }
      if (from === text.length) return;
      const rest = from === 0 ? text : text.slice(from);
      pieces.push(rest);
      held += rest.length;
      if (held > maxEventChars) sink.tooLarge();
    },
    end() {
      if (held > 0) line(pieces.join(''));
      return false;
    },
  };
}
