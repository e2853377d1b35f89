import { parentPort, workerData } from 'node:worker_threads';
import type { Crowd } from '../../load/crowd.js';
import { createLanes } from '../../load/lanes.js';
import { readBehaviour } from '../../load/read-behaviour.js';
import type { FromThread, ThreadStart, ToThread } from '../../load/threads/protocol.js';
import { clockSince } from '../../run/clock.js';
import { openCrowdLedger } from './open-crowd-ledger.js';
import { whyNoCrowd } from './why-no-crowd.js';

/** One thread of the load driver: a crowd of its own with its share, led by the driver's main thread. */

const start = workerData as ThreadStart;
const port = parentPort!;
const tell = (message: FromThread): void => port.postMessage(message);
const ledger = openCrowdLedger(`crowd-${start.share.index + 1}`, start);
/** One for each lane. */
const seconds = new Set<() => void>();

async function begin(): Promise<Crowd> {
  const { plan, run, loadUrl, baseNs, share, requestsTaken } = start;
  return createLanes({
    plan,
    run,
    loadUrl,
    nowMs: clockSince(BigInt(baseNs)),
    behaviour: await readBehaviour(plan.crowd),
    emit: (record) =>
      record.type === 'bucket' ? tell({ type: 'bucket', bucket: record }) : ledger.emit(record),
    onSecond: (status, waitsMs) => tell({ type: 'second', status, waitsMs }),
    onLimit: (message) => tell({ type: 'limit', message }),
    share,
    requestsTaken: new Int32Array(requestsTaken),
    everySecond: (take) => {
      seconds.add(take);
      return () => seconds.delete(take);
    },
  });
}

async function obey(crowd: Crowd, message: ToThread): Promise<void> {
  switch (message.type) {
    case 'try':
      tell({ type: 'tried', tried: await crowd.tryOne() });
      return;
    case 'hold':
      crowd.hold(message.load, message.rampMs, message.fromMs);
      return;
    case 'second':
      for (const take of seconds) take();
      return;
    case 'drain':
      await crowd.drain();
      ledger.flush();
      tell({ type: 'drained' });
      return;
    case 'close':
      await crowd.close();
      ledger.flush();
      tell({ type: 'closed' });
  }
}

try {
  const crowd = await begin();
  port.on('message', (message: ToThread) => void obey(crowd, message));
  tell({ type: 'ready' });
} catch (error) {
  tell({ type: 'failed', message: whyNoCrowd(error) });
}
