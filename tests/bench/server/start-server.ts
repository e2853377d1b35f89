import { type Spawned, spawnNode } from '../spawn-node.js';
import type { FromPacedServer, PacedLog, PacedTotals } from './protocol.js';

/** The paced server, from outside. */
export interface PacedServer {
  url(script: PacedScript): string;
  readonly pid: number;
  totals(): Promise<PacedTotals>;
  /** What was logged since this was last asked. */
  takeLog(): Promise<readonly PacedLog[]>;
  close(): Promise<void>;
}

export interface PacedScript {
  readonly events: number;
  readonly gapMs: number;
  /** From the request to the first text. */
  readonly firstMs: number;
  /** `varied`: chunks differ in more than their text. */
  readonly shape?: 'varied';
}

export async function startServer(baseNs: string): Promise<PacedServer> {
  const child: Spawned = spawnNode('server/paced-server.js', [baseNs]);
  const listening = await child.next<FromPacedServer, 'listening'>('listening');
  return {
    url: ({ events, gapMs, firstMs, shape }) =>
      `http://127.0.0.1:${listening.port}/v1/chat/completions?events=${events}&gapMs=${gapMs}&firstMs=${firstMs}${
        shape === undefined ? '' : `&shape=${shape}`
      }`,
    pid: child.pid,
    async totals() {
      child.send({ type: 'totals' });
      return (await child.next<FromPacedServer, 'totals'>('totals')).totals;
    },
    async takeLog() {
      child.send({ type: 'log' });
      return (await child.next<FromPacedServer, 'log'>('log')).log;
    },
    close: () => child.end(),
  };
}
