import { type ExchangeRequest, exchange } from './exchange.js';
import type { TransportOptions } from './transport.js';

/** Goodbyes and notifications are given this long. */
const LONGEST_MS = 1000;

/** Sends a request whose response does not matter, and waits for its end, or not too long. */
export function send({ connections, nowMs }: TransportOptions, request: ExchangeRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const nothing = (): void => undefined;
    const giveUp = exchange(connections, request, nowMs, {
      sent: nothing,
      headers: nothing,
      bytes: nothing,
      end: done,
      error: done,
    });
    const timer = setTimeout(() => {
      giveUp();
      resolve();
    }, LONGEST_MS);
  });
}
