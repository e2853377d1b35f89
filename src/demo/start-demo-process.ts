import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface DemoProcess {
  readonly url: string;
  /** Resolves with the exit code when the process is gone, for whatever reason; `null`: a signal ended it. */
  readonly gone: Promise<number | null>;
  /** Asks it to end, by the end of its stdin. */
  end(): void;
}

/** Starts one of the demo's entry files in a process group of its own and waits until it listens. */
export async function startDemoProcess<Options>(entry: string, options: Options): Promise<DemoProcess> {
  const file = fileURLToPath(new URL(entry, import.meta.url));
  const child = spawn(process.execPath, [file, JSON.stringify(options)], {
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('message', (message: { readonly url: string }) => resolve(message.url));
    gone.then((code) => reject(new Error(`Failed to start ${entry}: it ended with exit code ${code}`)));
  });
  return { url, gone, end: () => child.stdin!.end() };
}
