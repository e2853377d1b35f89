import type { Measurement } from './measurement.js';
import { cpu } from './measurements/cpu.js';
import { dispatchLag } from './measurements/dispatch-lag.js';
import { findings } from './measurements/findings.js';
import { peers } from './measurements/peers.js';
import { report } from './measurements/report.js';
import { soak } from './measurements/soak.js';
import { streams } from './measurements/streams.js';
import { threads } from './measurements/threads.js';
import { ttft } from './measurements/ttft.js';

/** What `npm run bench -- <name…>` can measure. */
export const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  cpu,
  ttft,
  dispatchLag,
  streams,
  threads2: threads,
  findings,
  report,
  soak,
  peers,
};
