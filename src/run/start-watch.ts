import { type Child, startChild } from './child.js';
import type { WatchStart } from './protocol.js';
import { whenListening } from './start-demo.js';

/** Starts the watch; the address is that of its control server. */
export async function startWatch(
  start: WatchStart,
): Promise<{ readonly child: Child; readonly url: string }> {
  const child = startChild({
    role: 'watch',
    entry: 'run/watch-main.js',
    args: [JSON.stringify(start)],
    run: start.run,
  });
  return { child, url: await whenListening(child, 'the watch') };
}
