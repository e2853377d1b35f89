import { Conductor } from './conductor.js';
import { liveWithParent } from './live-with-parent.js';
import type { ConductorMessage, RunnerMessage } from './protocol.js';

/** The conductor's process: led by the runner over IPC, and over when the runner is. */
let conductor: Conductor | undefined;
let asked = false;

const tell = (message: ConductorMessage): void => {
  if (process.connected) process.send?.(message);
};

process.on('message', (message: RunnerMessage) => {
  switch (message.type) {
    case 'start':
      conductor = new Conductor(message, tell);
      conductor.run().catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        tell({
          type: 'cannot-start',
          message: `Failed to lead the run: ${error instanceof Error ? error.message : String(error)}`,
        });
      });
      break;
    case 'interrupt':
      conductor?.interrupt(message.why);
      break;
    case 'finish':
      asked = true;
      void conductor?.close(false).then(() => process.exit(0));
      break;
  }
});

liveWithParent(async () => {
  if (!asked) await conductor?.close(true);
}, 4500);
