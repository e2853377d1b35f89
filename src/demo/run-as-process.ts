import type { RunningServer } from './listen-on-loopback.js';

/** Closing is given this long; whoever ends stdin counts on the process being gone within 3 s. */
const CLOSE_WITHIN_MS = 2000;

/**
 * Makes a server a process of its own: options as one JSON argument, its URL told through IPC or, without a parent
 * that listens there, as one line on stdout. It lives until its stdin or its IPC channel ends, so that the end of its
 * parent, however it came, is its end too. Ctrl-C is the parent's to handle: it goes to the whole terminal group.
 */
export async function runAsProcess<Options>(
  start: (options: Options) => Promise<RunningServer>,
): Promise<void> {
  process.on('SIGINT', () => undefined);
  const server = await start(readOptions<Options>());

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    server.close().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    );
  };
  process.stdin.on('end', end).on('close', end);
  process.stdin.resume();
  process.on('disconnect', end);

  const message = { type: 'listening', url: server.url };
  if (process.send) process.send(message);
  else process.stdout.write(`${JSON.stringify(message)}\n`);
}

function readOptions<Options>(): Options {
  const argument = process.argv[2];
  if (argument === undefined)
    throw new Error('Failed to start: the options are missing; give them as one JSON argument');
  return JSON.parse(argument) as Options;
}
