import type { DriverKind } from '../drivers/driver.js';
import { loadWindow, type Window } from '../load-window.js';
import type { Figure, Measurement } from '../measurement.js';
import { median } from '../median.js';
import { startServer } from '../server/start-server.js';
import { RAMP_MS, SCRIPT, SETTLE_MS, WINDOW_MS, WORKLOADS } from '../workloads.js';

const MOST_VS_FLOOR = 1.3;
const MOST_VS_FETCH_STREAMS = 0.5;
const KINDS: readonly DriverKind[] = ['floor', 'crowd', 'fetch-streams'];

/**
 * What an event costs the driver, against undici that only counts bytes and against `fetch` with an event parser: three
 * processes in turns on the same server.
 */
export const cpu: Measurement = {
  about: 'processor time of the driver for each event, against the floor and against fetch + streams',
  byDefault: true,
  async run({ repeats, say }) {
    const baseNs = String(process.hrtime.bigint());
    const server = await startServer(baseNs);
    const figures: Figure[] = [];
    for (const { name, streams } of WORKLOADS) {
      const found = new Map<DriverKind, Window[]>(KINDS.map((kind) => [kind, []]));
      for (let repeat = 0; repeat < repeats; repeat++) {
        for (const kind of KINDS) {
          const window = await loadWindow(kind, server, baseNs, {
            streams,
            rampMs: RAMP_MS,
            settleMs: SETTLE_MS,
            windowMs: WINDOW_MS,
            script: SCRIPT,
          });
          found.get(kind)!.push(window);
          say(
            `${name} ${kind.padEnd(13)} ${window.cpuPerEventUs.toFixed(2)} µs/event, ${Math.round(window.eventsPerSecond)} events/s, ` +
              `core ${(window.cpuShare * 100).toFixed(0)} %, read ${(window.readShare * 100).toFixed(0)} %, server late p99 ${window.serverLateP99Ms.toFixed(1)} ms, ` +
              `core ${(window.serverCpuShare * 100).toFixed(0)} %, waiting ${(window.waitingShare * 100).toFixed(1)} %`,
          );
        }
      }
      const costs = (kind: DriverKind): number[] =>
        found.get(kind)!.map(({ cpuPerEventUs }) => cpuPerEventUs);
      for (const kind of KINDS) {
        figures.push({
          name: `cpuPerEvent.${kind === 'fetch-streams' ? 'fetchStreams' : kind}Us`,
          workload: name,
          ...summary(costs(kind)),
          unit: 'µs',
        });
      }
      const ratio = (of: DriverKind, to: DriverKind): number[] => {
        const base = costs(to);
        return costs(of).map((cost, nth) => cost / base[nth]!);
      };
      const floorShare = median(found.get('floor')!.map(({ cpuShare }) => cpuShare));
      figures.push(
        {
          name: 'cpuPerEvent.vsFloor',
          workload: name,
          ...summary(ratio('crowd', 'floor')),
          unit: 'ratio',
          target: { atMost: MOST_VS_FLOOR },
        },
        {
          name: 'cpuPerEvent.vsFetchStreams',
          workload: name,
          ...summary(ratio('crowd', 'fetch-streams')),
          unit: 'ratio',
          target: { atMost: MOST_VS_FETCH_STREAMS },
        },
        {
          name: 'cpuPerEvent.floorVsFetchStreams',
          workload: name,
          ...summary(ratio('floor', 'fetch-streams')),
          unit: 'ratio',
          note: `the floor takes ${(floorShare * 100).toFixed(0)} % of a core: near a whole one, who falls behind reads several events at once, and each costs less`,
        },
      );
    }
    await server.close();
    return figures;
  },
};

const summary = (values: readonly number[]): { value: number; range: [number, number]; n: number } => ({
  value: median(values),
  range: [Math.min(...values), Math.max(...values)],
  n: values.length,
});
