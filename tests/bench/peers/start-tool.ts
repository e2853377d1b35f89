import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Driver } from '../drivers/driver.js';
import type { PacedServer } from '../server/start-server.js';
import { withRaisedLimit } from '../spawn-node.js';
import { watchTree } from './process-tree.js';

const MOST_START_MS = 90_000;
const MOST_END_MS = 120_000;
const LOOK_MS = 100;
const SAID_LINES = 5;

export interface ToolStart {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs, and where `said.txt` keeps what it says. */
  readonly folder: string;
  readonly server: PacedServer;
  /** First texts by request id, ms since the bench's zero, once it has ended. */
  firstTexts(): ReadonlyMap<string, number>;
}

/** Starts a load tool with all its processes; resolves when its first stream has reached the server. */
export async function startTool({
  name,
  command,
  env,
  folder,
  server,
  firstTexts,
}: ToolStart): Promise<Driver> {
  const saidFile = join(folder, 'said.txt');
  const said = openSync(saidFile, 'w');
  const [program, ...args] = withRaisedLimit(command);
  // A group of its own: what it leaves behind can be ended with it, and nothing else is.
  const child = spawn(program!, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', said, said],
    detached: true,
  });
  closeSync(said);
  let ended: string | undefined;
  const exited = new Promise<void>((resolve) => {
    child.once('error', ({ message }) => {
      ended = message;
      resolve();
    });
    child.once('exit', (code, signal) => {
      ended = `ended with ${code ?? signal}`;
      resolve();
    });
  });
  const failed = (what: string): Error => {
    const last = readFileSync(saidFile, 'utf8').trim().split('\n').slice(-SAID_LINES).join(' | ');
    return new Error(`Failed to measure: ${name} ${what}. It said: ${last}`);
  };
  const endGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };

  const { streams: before } = await server.totals();
  for (let ms = 0; (await server.totals()).streams === before; ms += LOOK_MS) {
    if (ended === undefined && ms < MOST_START_MS) {
      await wait(LOOK_MS);
      continue;
    }
    endGroup();
    throw failed(ended ?? `sent nothing within ${MOST_START_MS / 1000} s`);
  }
  const use = watchTree(child.pid!);
  return {
    pid: child.pid!,
    mark: async () => {
      if (ended !== undefined) throw failed(`${ended} before it was measured`);
      return { type: 'marked', ...use(), events: null };
    },
    async stop() {
      const isLate = await Promise.race([exited.then(() => false), wait(MOST_END_MS, true, { ref: false })]);
      endGroup();
      if (isLate) throw failed(`had not ended after ${MOST_END_MS / 1000} s more`);
      return { firstTextMs: firstTexts(), streams: [], seconds: [] };
    },
  };
}
