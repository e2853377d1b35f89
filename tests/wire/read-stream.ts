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
  for (const chunk of chunks) add(reader.feed(chunk));
  add(reader.end());
  return all;
}
