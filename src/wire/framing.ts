import type { SseEvent } from './dialect.js';

/** Who takes what a framing found. */
export interface FrameSink {
  event(event: SseEvent): void;
  /** More than the limit came without an end of the event; nothing more is read. */
  tooLarge(): void;
  /** The server says how long to wait before a stream that broke off is taken up again. */
  retry?(ms: number): void;
}

/** Cuts decoded text, split anywhere, into events. */
export interface Framer {
  feed(text: string): void;
  /** The body is over; whether it ended inside an event, which is then lost. */
  end(): boolean;
}
