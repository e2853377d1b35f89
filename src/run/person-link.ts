import { connect } from 'node:net';
import { type JsonLines, jsonLines } from './json-lines.js';
import type { PersonMessage, ToPersonMessage } from './protocol.js';
import { RunError } from './run-error.js';
import { socketPath } from './socket-path.js';

export type PersonLink = JsonLines<ToPersonMessage, PersonMessage>;

/** Connects a worker to the conductor of its run. */
export function connectToRun(run: string): Promise<PersonLink> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(run));
    socket.once('connect', () => resolve(jsonLines<ToPersonMessage, PersonMessage>(socket)));
    socket.once('error', (error) =>
      reject(
        new RunError(
          'E_NO_CONDUCTOR',
          `Failed to join the run: its conductor cannot be reached (${error.message})`,
          'Experience tests need the plimsoll reporter, which leads the run: spread plimsoll({ … }) into defineConfig.',
          { cause: error },
        ),
      ),
    );
  });
}
