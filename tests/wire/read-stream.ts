import type { StreamReader } from '../../dist/src/wire/stream-reader.js';

/** What a whole stream meant, however it was cut. */
export interface Understood {
  events: number;
  textEvents: number;
  text: string;
  reasoning: boolean;
  terminal?: 'ok' | 'incomplete';
  error?: string;
  parseError?: string;
  violation?: string;
  tooLarge?: true;
  cutEvent?: true;
}

const PLACE = Buffer.alloc(1024 * 1024);

export function readStream(reader: StreamReader, chunks: Iterable<Buffer>): Understood {
  const all: Understood = { events: 0, textEvents: 0, text: '', reasoning: false };
  const add = (read: ReturnType<StreamReader['feed']>): void => {
    const { events, textEvents, text, textChars, reasoning, ...kept } = read;
    if (textChars !== text.length) throw new Error(`${textChars} characters of ${JSON.stringify(text)}`);
    all.events += events;
    all.textEvents += textEvents;
    all.text += text;
    all.reasoning ||= reasoning;
    for (const [key, value] of Object.entries(kept)) {
      if (value !== undefined && value !== false) Object.assign(all, { [key]: value });
    }
  };
  for (const chunk of chunks) {
    // As a socket reads: into the same place each time, so that whoever keeps bytes must have copied them.
    const bytes = PLACE.subarray(0, chunk.length);
    chunk.copy(bytes);
    add(reader.feed(bytes));
    bytes.fill('*');
  }
  add(reader.end());
  return all;
}
