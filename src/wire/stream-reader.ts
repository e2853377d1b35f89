import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Dialect } from './dialect.js';

/** What one read of the socket brought. */
export interface ReadResult {
  /** Events completed by these bytes. */
  events: number;
  /** Of those, events with visible text. */
  textEvents: number;
  /** The visible text they brought. */
  text: string;
  reasoning: boolean;
  terminal: 'ok' | 'incomplete' | undefined;
  error: string | undefined;
  parseError: string | undefined;
  /** Text came after the dialect's terminal. */
  afterTerminal: boolean;
}

export interface StreamReader {
  /** Takes bytes as they came, split anywhere. The result object is reused by the next call. */
  feed(bytes: Uint8Array): ReadResult;
}

/** Bytes → SSE events → what they mean in `dialect`. The first error, parse error and terminal are kept. */
export function createStreamReader(dialect: Dialect): StreamReader {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const understand = dialect.open();
  let ended = false;
  const result: ReadResult = {
    events: 0,
    textEvents: 0,
    text: '',
    reasoning: false,
    terminal: undefined,
    error: undefined,
    parseError: undefined,
    afterTerminal: false,
  };
  const onEvent = (event: EventSourceMessage): void => {
    result.events++;
    const meaning = understand({ event: event.event, data: event.data });
    if (meaning.text !== '') {
      result.textEvents++;
      result.text += meaning.text;
      result.afterTerminal ||= ended;
    }
    result.reasoning ||= meaning.reasoning === true;
    result.error ??= meaning.error;
    result.parseError ??= meaning.parseError;
    if (meaning.terminal !== undefined) {
      ended = true;
      result.terminal ??= meaning.terminal;
    }
  };
  const parser = createParser({
    onEvent,
    onError: (error) => {
      // A field name of its own making is allowed by the SSE specification; everything else is not SSE.
      if (error.type !== 'unknown-field' && error.type !== 'invalid-retry')
        result.parseError ??= error.message;
    },
  });
  return {
    feed(bytes) {
      result.events = 0;
      result.textEvents = 0;
      result.text = '';
      result.reasoning = false;
      parser.feed(decoder.decode(bytes, { stream: true }));
      return result;
    },
  };
}
