import { Worker } from 'node:worker_threads';
import type { CrowdStart } from '../../model/crowd-start.js';
import type { CrowdStatus } from '../../model/crowd-status.js';
import type { BucketRecord } from '../../model/records.js';
import { type Crowd, medianWait, type TriedStream } from '../crowd.js';
import { LoadError } from '../load-error.js';
import { together } from '../together.js';
import { createInStep, type InStep } from './in-step.js';
import { mergeBuckets } from './merge-buckets.js';
import type { FromThread, ThreadStart, ToThread } from './protocol.js';

/** What all threads do together they do so long after they were told, so that the slowest has heard of it. */
const LEAD_MS = 25;

interface Options {
  readonly start: CrowdStart;
  readonly threads: number;
  /** The thread's program. */
  readonly entry: URL;
  readonly nowMs: () => number;
  readonly emit: (record: BucketRecord) => void;
  readonly onSecond: (status: CrowdStatus) => void;
  readonly onLimit: (message: string) => void;
}

interface Second {
  readonly status: CrowdStatus;
  readonly waitsMs: readonly number[];
}

/**
 * The load driver on several cores: each thread has its share of users, arrivals and limits, and writes its own streams;
 * their seconds come together here as one. A thread that breaks ends the process.
 */
export async function createCrowdThreads(options: Options): Promise<Crowd> {
  const { start, threads, entry, nowMs, emit, onSecond } = options;
  const lanes = 1 + start.plan.target.lanes.length;
  const requestsTaken = new SharedArrayBuffer(lanes * Int32Array.BYTES_PER_ELEMENT);
  const workers = Array.from({ length: threads }, (_, index) => {
    const workerData: ThreadStart = { ...start, requestsTaken, share: { index, of: threads } };
    return new Worker(entry, { workerData });
  });
  const tell = (worker: Worker, message: ToThread): void => worker.postMessage(message);
  const tellAll = (message: ToThread): void => {
    for (const worker of workers) tell(worker, message);
  };
  const said = <T extends FromThread['type']>(
    worker: Worker,
    type: T,
  ): Promise<Extract<FromThread, { type: T }>> =>
    new Promise((resolve, reject) => {
      const listen = (message: FromThread): void => {
        if (message.type === 'failed') {
          reject(new LoadError('E_LOAD_THREAD', message.message, 'Nothing was sent.'));
        } else if (message.type === type) {
          worker.off('message', listen);
          resolve(message as Extract<FromThread, { type: T }>);
        }
      };
      worker.on('message', listen);
    });
  const allSaid = (type: FromThread['type']): Promise<unknown> =>
    Promise.all(workers.map((worker) => said(worker, type)));

  /** Buckets of a lane, and where its last second ended. */
  const lanesInStep = new Map<string | undefined, InStep<BucketRecord>>();
  function laneInStep(lane: string | undefined): InStep<BucketRecord> {
    const known = lanesInStep.get(lane);
    if (known !== undefined) return known;
    let endedMs: number | undefined;
    const made = createInStep<BucketRecord>(threads, (parts) => {
      const merged = mergeBuckets(parts, endedMs ?? Math.min(...parts.map(({ fromMs }) => fromMs)));
      endedMs = merged.fromMs + merged.durationMs;
      emit(merged);
    });
    lanesInStep.set(lane, made);
    return made;
  }
  const seconds = createInStep<Second>(threads, (all) => {
    const statuses = all.map(({ status }) => status);
    const sum = together(statuses[0]!, statuses);
    onSecond({ ...sum, wireTtftMs: medianWait(all.flatMap(({ waitsMs }) => waitsMs)) });
  });
  let isUsedUp = false;
  function usedUp(message: string): void {
    if (isUsedUp) return;
    isUsedUp = true;
    // The others would find out with their next request; they need not try.
    tellAll({ type: 'hold', load: { model: 'none' }, rampMs: 0, fromMs: nowMs() });
    options.onLimit(message);
  }

  for (const [index, worker] of workers.entries()) {
    worker.on('message', (message: FromThread) => {
      if (message.type === 'bucket') laneInStep(message.bucket.lane).add(index, message.bucket);
      else if (message.type === 'second') seconds.add(index, message);
      else if (message.type === 'limit') usedUp(message.message);
    });
    // Rethrown outside of any promise: what the other threads measure from here on could not be believed.
    worker.on('error', (error) => {
      setImmediate(() => {
        throw error;
      });
    });
  }
  await allSaid('ready');
  const clock = setInterval(() => tellAll({ type: 'second' }), 1000);

  return {
    async tryOne(): Promise<TriedStream> {
      tell(workers[0]!, { type: 'try' });
      return (await said(workers[0]!, 'tried')).tried;
    },
    hold(load, rampMs) {
      if (!isUsedUp) tellAll({ type: 'hold', load, rampMs, fromMs: nowMs() + LEAD_MS });
    },
    async drain() {
      const drained = allSaid('drained');
      tellAll({ type: 'drain' });
      await drained;
    },
    async close() {
      clearInterval(clock);
      const closed = allSaid('closed');
      tellAll({ type: 'close' });
      await closed;
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
