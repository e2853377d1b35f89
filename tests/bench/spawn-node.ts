import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A process of the bench. */
export interface Spawned {
  readonly pid: number;
  send(message: object): void;
  /** The next message of that type; rejects when the process ends before. */
  next<M extends { readonly type: string }, T extends M['type']>(
    type: T,
  ): Promise<Extract<M, { readonly type: T }>>;
  end(): Promise<void>;
  /** When it has ended, by itself or not. */
  readonly exited: Promise<void>;
}

interface SpawnOptions {
  /** All of its threads share one core; Linux only. */
  readonly onOneCore?: boolean;
}

/** Raises the limit of open files to the hard one before it becomes the program. */
const RAISED = 'ulimit -n "$(ulimit -Hn)"; exec "$@"';

/** The command that runs this one with the hard limit of open files. */
export const withRaisedLimit = (command: readonly string[]): readonly string[] =>
  platform() === 'win32' ? command : ['sh', '-c', RAISED, 'sh', ...command];

/** `entry` is relative to the built bench; the process ends with its stdin. */
export function spawnNode(
  entry: string,
  args: readonly string[] = [],
  { onOneCore = false }: SpawnOptions = {},
): Spawned {
  const file = fileURLToPath(new URL(entry, import.meta.url));
  const pinned = onOneCore && platform() === 'linux' ? ['taskset', '-c', '0'] : [];
  const [program, ...rest] = withRaisedLimit([...pinned, process.execPath, file, ...args]);
  const child = spawn(program!, rest, { stdio: ['pipe', 'inherit', 'inherit', 'ipc'] });
  child.stdin!.on('error', () => undefined);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid!,
    exited,
    send: (message) => child.send(message),
    next: (type) =>
      new Promise((resolve, reject) => {
        const done = (settle: () => void): void => {
          child.off('message', onMessage).off('exit', onExit);
          settle();
        };
        const onMessage = (message: { readonly type: string }): void => {
          if (message.type === type) done(() => resolve(message as never));
        };
        const onExit = (code: number | null): void =>
          done(() =>
            reject(new Error(`Failed to measure: ${entry} ended with ${code} and never said "${type}"`)),
          );
        child.on('message', onMessage).on('exit', onExit);
      }),
    async end() {
      child.stdin!.end();
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
