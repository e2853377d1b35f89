import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePlan } from '#plimsoll/config/resolve-plan.js';
import type { BucketRecord, StreamRecord } from '#plimsoll/model/records.js';
import type { CrowdMessage } from '#plimsoll/run/protocol.js';
import { spawnNode } from '../spawn-node.js';
import type { FromDriver } from './protocol.js';

/** The default plan's own stages, which are not run here, ask for less. */
const DEFAULT_PLAN_STREAMS = 64;

export type DriverKind = 'crowd' | 'floor' | 'fetch-streams';

export interface DriverStart {
  readonly url: string;
  readonly baseNs: string;
  readonly streams: number;
  readonly rampMs: number;
  /** An open load instead, of so many starts a second at Poisson's intervals; the crowd only. */
  readonly perSecond?: number | undefined;
  /** Of the crowd; 1 by default. */
  readonly threads?: number | undefined;
}

/** A load driver in a process of its own, of whatever make. */
export interface Driver {
  readonly pid: number;
  mark(): Promise<Extract<FromDriver, { type: 'marked' }>>;
  /** Ends it; first texts by request id, of drivers that look for them. */
  stop(): Promise<Stopped>;
}

export interface Stopped {
  readonly firstTextMs: ReadonlyMap<string, number>;
  /** The crowd's own records. */
  readonly streams: readonly StreamRecord[];
  readonly seconds: readonly BucketRecord[];
}

/** Starts the driver and has it hold `streams`. */
export const startDriver = (kind: DriverKind, start: DriverStart): Promise<Driver> =>
  kind === 'crowd' ? startCrowd(start) : startOther(kind, start);

async function startOther(kind: Exclude<DriverKind, 'crowd'>, start: DriverStart): Promise<Driver> {
  const child = spawnNode(`drivers/${kind}.js`);
  child.send({ type: 'begin', ...start });
  return {
    pid: child.pid,
    mark: () => {
      child.send({ type: 'mark' });
      return child.next<FromDriver, 'marked'>('marked');
    },
    async stop() {
      child.send({ type: 'stop' });
      const { firstTextMs } = await child.next<FromDriver, 'stopped'>('stopped');
      await child.end();
      return { firstTextMs: new Map(Object.entries(firstTextMs)), streams: [], seconds: [] };
    },
  };
}

async function startCrowd({
  url,
  baseNs,
  streams,
  rampMs,
  perSecond,
  threads = 1,
}: DriverStart): Promise<Driver> {
  const runDir = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const plan = resolvePlan({
    config: {
      target: { chatUrl: url, loadUrl: url, loadDialect: 'openai-chat' },
      crowd: { threads },
      limits: {
        maxStreams: Math.max(streams, DEFAULT_PLAN_STREAMS),
        maxRequests: 10_000_000,
        maxMinutes: 60,
      },
    },
    env: {},
  });
  const child = spawnNode('drivers/crowd.js');
  child.send({ type: 'start', plan, run: 'bench', runDir, baseNs, baseAt: 0, loadUrl: url });
  const tried = await child.next<CrowdMessage, 'tried'>('tried');
  if (!tried.ok) throw new Error(`Failed to measure: ${tried.message}`);
  const load =
    perSecond === undefined
      ? { model: 'closed', streams }
      : { model: 'open', perSecond, arrivals: 'poisson' };
  child.send({ type: 'hold', load, rampMs });
  return {
    pid: child.pid,
    mark: () => {
      child.send({ type: 'mark' });
      return child.next<FromDriver, 'marked'>('marked');
    },
    async stop() {
      child.send({ type: 'drain' });
      await child.next<CrowdMessage, 'drained'>('drained');
      await child.end();
      // One of the process, and one of each of its threads.
      const folder = join(runDir, 'ledger');
      const records = readdirSync(folder).flatMap((file) =>
        readFileSync(join(folder, file), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as StreamRecord | BucketRecord | { readonly type: 'header' }),
      );
      rmSync(runDir, { recursive: true });
      const streamRecords = records.filter((record) => record.type === 'stream');
      return {
        streams: streamRecords,
        seconds: records.filter((record) => record.type === 'bucket'),
        firstTextMs: new Map(
          streamRecords.flatMap(({ id, firstTextMs }) =>
            firstTextMs === undefined ? [] : [[id, firstTextMs]],
          ),
        ),
      };
    },
  };
}
