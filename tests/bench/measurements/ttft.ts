import { nearestRank } from '#plimsoll/stats/nearest-rank.js';
import { firstTextErrors } from '../first-text-errors.js';
import { loadWindow } from '../load-window.js';
import type { Measurement } from '../measurement.js';
import { startServer } from '../server/start-server.js';
import { RAMP_MS, SCRIPT, SETTLE_MS, WORKLOADS } from '../workloads.js';

const MOST_P99_MS = 20;
const WINDOW_MS = 15_000;

/** How far the driver's stamp of a stream's first text is off, with one core full of work. */
export const ttft: Measurement = {
  about: "error of the driver's first-text stamp against the server's log",
  byDefault: true,
  async run({ say }) {
    const baseNs = String(process.hrtime.bigint());
    const server = await startServer(baseNs);
    const { name, streams } = WORKLOADS[1];
    const window = await loadWindow('crowd', server, baseNs, {
      streams,
      rampMs: RAMP_MS,
      settleMs: SETTLE_MS,
      windowMs: WINDOW_MS,
      script: SCRIPT,
    });
    const errors = firstTextErrors(await server.takeLog(), window);
    await server.close();
    say(
      `${Math.round(window.eventsPerSecond)} events/s, driver ${(window.cpuShare * 100).toFixed(0)} % of a core, ` +
        `server ${(window.serverCpuShare * 100).toFixed(0)} %, late p99 ${window.serverLateP99Ms.toFixed(1)} ms`,
    );
    const at = (q: number): number | null => nearestRank(errors, q);
    const figure = { workload: name, unit: 'ms', n: errors.length } as const;
    return [
      { ...figure, name: 'ttftErrorMs.p50', value: at(0.5) },
      { ...figure, name: 'ttftErrorMs.p99', value: at(0.99), target: { atMost: MOST_P99_MS } },
      { ...figure, name: 'ttftErrorMs.max', value: at(1) },
    ];
  },
};
