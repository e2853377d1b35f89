import { loadWindow, type Window } from '../load-window.js';
import type { Measurement } from '../measurement.js';
import { median } from '../median.js';
import { startServer } from '../server/start-server.js';
import { RAMP_MS, SCRIPT, SETTLE_MS } from '../workloads.js';

const STREAMS = 1000;
const WINDOW_MS = 5000;
const LEAST_SPEEDUP = 1.6;

/**
 * How much more two threads can carry than one. A machine of two cores has none left for the server when both are full, so that
 * it is not filled: what a driver can carry is what it carries now over the share of a core that its busiest thread takes.
 */
export const threads: Measurement = {
  about: 'how much more events a second two threads of the driver can carry than one',
  byDefault: true,
  async run({ repeats, say }) {
    const baseNs = String(process.hrtime.bigint());
    const server = await startServer(baseNs);
    const capacities = new Map<number, number[]>([
      [1, []],
      [2, []],
    ]);
    let unknown = false;
    for (let repeat = 0; repeat < repeats && !unknown; repeat++) {
      for (const [count, found] of capacities) {
        const window = await loadWindow('crowd', server, baseNs, {
          streams: STREAMS,
          rampMs: RAMP_MS,
          settleMs: SETTLE_MS,
          windowMs: WINDOW_MS,
          script: SCRIPT,
          threads: count,
        });
        const capacity = capacityOf(window);
        if (capacity === null) unknown = true;
        else found.push(capacity);
        say(
          `${count} thread(s): ${Math.round(window.eventsPerSecond)} events/s, busiest thread ` +
            `${((window.busiestThreadShare ?? 0) * 100).toFixed(0)} % of a core, driver ${(window.cpuShare * 100).toFixed(0)} %, ` +
            `${window.cpuPerEventUs.toFixed(2)} µs/event, server late p99 ${window.serverLateP99Ms.toFixed(1)} ms`,
        );
      }
    }
    await server.close();
    const workload = `${STREAMS} × 50/s`;
    if (unknown) {
      const note = 'this system does not tell the processor time of a thread';
      return [{ name: 'threads2.speedup', workload, value: null, unit: 'ratio', note }];
    }
    const [one, two] = [capacities.get(1)!, capacities.get(2)!];
    const ratios = two.map((capacity, nth) => capacity / one[nth]!);
    return [
      { name: 'threads1.eventsPerSecond', workload, value: median(one), unit: 'events/s', n: one.length },
      { name: 'threads2.eventsPerSecond', workload, value: median(two), unit: 'events/s', n: two.length },
      {
        name: 'threads2.speedup',
        workload,
        value: median(ratios),
        range: [Math.min(...ratios), Math.max(...ratios)],
        n: ratios.length,
        unit: 'ratio',
        target: { atLeast: LEAST_SPEEDUP },
        note: 'events/s over the share of a core that the busiest thread takes',
      },
    ];
  },
};

const capacityOf = ({ eventsPerSecond, busiestThreadShare }: Window): number | null =>
  busiestThreadShare === null ? null : eventsPerSecond / busiestThreadShare;
