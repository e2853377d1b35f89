import { monotonicMs } from '../../dist/src/run/clock.js';
import type { ScriptedAnswer } from './scripted-answer.js';
import type { Wire } from './wire.js';

/** One write of an answer's text, by the host's monotonic clock. */
export interface TextWrite {
  readonly atMs: number;
  readonly text: string;
}

/** Where the bytes go. */
interface Sink {
  write(bytes: string): void;
  end(): void;
}

/** Writes an answer as scripted and notes when each word of it was written. */
export function playAnswer(
  answer: ScriptedAnswer,
  wire: Wire,
  sink: Sink,
  note: (write: TextWrite) => void,
): void {
  if (wire.begin !== undefined) sink.write(wire.begin);
  const step = (index: number): void => {
    const text = answer.words[index];
    if (text === undefined) {
      if (wire.end !== undefined) sink.write(wire.end);
      sink.end();
      return;
    }
    note({ atMs: monotonicMs(), text });
    sink.write(wire.word(text, index));
    setTimeout(() => step(index + 1), answer.wordMs);
  };
  setTimeout(() => step(0), answer.firstTextMs);
}
