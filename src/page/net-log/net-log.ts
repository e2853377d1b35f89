import { type LoggedRequest, LoggedRequests, REQUEST_EVENTS } from './logged-requests.js';
import { netLogArgs } from './net-log-args.js';
import { createNetLogLines } from './net-log-lines.js';
import { openPrivateFile } from './private-file.js';

/** The network log of one browser, read while it is written. */
export interface NetLog {
  /** The browser's switches with those that make it write the log; `undefined` if it writes one for its user. */
  args(own?: readonly string[]): string[] | undefined;
  /** Reads what was written since. The browser writes in batches, so this is behind the events by a few of them. */
  read(): void;
  /** Whether the browser writes it. */
  readonly isOn: boolean;
  /** Everything up to here was read, host monotonic milliseconds. */
  readonly reachedMs: number;
  readonly requests: readonly LoggedRequest[];
  /** Drops requests that had ended by then. */
  forget(beforeMs: number): void;
  /** Deletes it. */
  close(): void;
}

/** Events of several threads may stand in the file in another order than their times, by as much. */
const DISORDER_MS = 5;

/**
 * Makes a place for a browser's network log. It holds addresses with their queries: it lies in a private folder,
 * loses its name as soon as the browser has it open, and what is read of it never leaves this process's memory.
 */
export function openNetLog(parent?: string): NetLog {
  const file = openPrivateFile('net-log.json', parent);
  const logged = new LoggedRequests();
  let isOn = false;
  let latestMs = Number.NEGATIVE_INFINITY;
  const lines = createNetLogLines(REQUEST_EVENTS, {
    head: () => {
      isOn = true;
      file.unlink();
    },
    event: (event) => logged.take(event),
    reached: (atMs) => {
      latestMs = Math.max(latestMs, atMs);
    },
  });
  return {
    args: (own) => netLogArgs(file.path, own),
    read: () => lines.feed(file.readNew()),
    get isOn() {
      return isOn;
    },
    get reachedMs() {
      return latestMs - DISORDER_MS;
    },
    get requests() {
      return logged.all;
    },
    forget: (beforeMs) => logged.forget(beforeMs),
    close: () => file.close(),
  };
}
