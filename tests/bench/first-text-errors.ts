import type { Window } from './load-window.js';
import type { PacedLog } from './server/protocol.js';

/** First text by the driver's stamp minus the server's own log of when it was written, of streams begun in the window. */
export function firstTextErrors(log: readonly PacedLog[], { stopped, fromMs, toMs }: Window): number[] {
  return log.flatMap(({ id, firstTextMs }) => {
    const stamped = stopped.firstTextMs.get(id);
    const inWindow = firstTextMs >= fromMs && firstTextMs < toMs;
    return inWindow && stamped !== undefined ? [stamped - firstTextMs] : [];
  });
}
