import { openLedger } from '../ledger/ledger-writer.js';
import { clockSince } from './clock.js';
import { startControlServer } from './control-server.js';
import { createHostSampler } from './host-sampler.js';
import { liveWithParent } from './live-with-parent.js';
import { startScraper } from './metrics/scraper.js';
import type { ListeningMessage, WatchStart } from './protocol.js';

/** The watch: measures the machine, and serves the control. A process of its own. */
const start = JSON.parse(process.argv[2]!) as WatchStart;
const nowMs = clockSince(BigInt(start.baseNs));
const ledger = openLedger(start.runDir, {
  run: start.run,
  role: 'watch',
  process: 'watch',
  pid: process.pid,
  baseNs: start.baseNs,
  baseAt: start.baseAt,
  clockOffsetMs: 0,
  clockErrorMs: 0,
});
const control = await startControlServer();
const sample = createHostSampler(start.runnerPid);
sample(nowMs());
const timer = setInterval(() => ledger.append(sample(nowMs())), 1000);
const endScrapes =
  start.metrics === null
    ? () => undefined
    : startScraper({ metrics: start.metrics, nowMs, emit: (record) => ledger.append(record) });
liveWithParent(async () => {
  endScrapes();
  clearInterval(timer);
  control.close();
  ledger.close();
});
process.send?.({ type: 'listening', url: control.url } satisfies ListeningMessage);
