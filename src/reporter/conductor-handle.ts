import { type Child, startChild } from '../run/child.js';
import { deferred } from '../run/deferred.js';
import type { ConductorMessage, RunnerMessage } from '../run/protocol.js';

type Start = Extract<RunnerMessage, { type: 'start' }>;

/** The runner's end of the conductor. */
export interface ConductorHandle {
  /** Resolves when target and crowd are ready; rejects with what was tried and what came back. */
  readonly ready: Promise<void>;
  interrupt(why: string): void;
  /** Ends the conductor and all its children. */
  finish(): Promise<void>;
}

/** The conductor ends its children and drains the crowd in this time, or is killed. */
const FINISH_MS = 8000;

/** Starts the conductor; `onMessage` gets everything it tells, `onLost` that it ended without having been asked. */
export function startConductor(
  start: Start,
  onMessage: (message: ConductorMessage) => void,
  onLost: (how: string) => void,
): ConductorHandle {
  const child: Child = startChild({ role: 'conductor', entry: 'run/conductor-main.js', run: start.run });
  let finishing = false;
  const { promise: whenClosed, resolve: closed } = deferred();
  const ready = new Promise<void>((resolve, reject) => {
    child.process.on('message', (message: ConductorMessage) => {
      onMessage(message);
      if (message.type === 'ready') resolve();
      if (message.type === 'cannot-start') reject(new Error(message.message));
      if (message.type === 'closed') closed();
    });
    void child.exited.then((how) => {
      closed();
      reject(new Error(`Failed to start the run: the conductor ${how}`));
      if (!finishing) onLost(how);
    });
  });
  // It may be refused before anybody waits for it.
  ready.catch(() => undefined);
  const send = (message: RunnerMessage): void => {
    if (child.process.connected) child.process.send(message);
  };
  send(start);
  return {
    ready,
    interrupt: (why) => send({ type: 'interrupt', why }),
    async finish() {
      finishing = true;
      send({ type: 'finish' });
      const timer = setTimeout(closed, FINISH_MS);
      await whenClosed;
      clearTimeout(timer);
      await child.end(1000);
    },
  };
}
