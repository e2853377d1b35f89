import { setTimeout as wait } from 'node:timers/promises';
import { startDriver } from '../drivers/driver.js';
import type { Measurement } from '../measurement.js';
import { median } from '../median.js';
import { startServer } from '../server/start-server.js';
import { RAMP_MS, SCRIPT, WORKLOADS } from '../workloads.js';

const SAMPLE_MS = 5000;
/** Heaps breathe: what grows by less than this over the run does not grow. */
const MOST_GROWTH = 1.1;
/** Within less, it is the heap finding its size that is seen. */
const LEAST_MINUTES = 5;

/** Whether the driver's memory grows while it goes on doing the same. */
export const soak: Measurement = {
  about: 'growth of the memory over a long run (--minutes)',
  byDefault: false,
  async run({ minutes, say }) {
    const baseNs = String(process.hrtime.bigint());
    const server = await startServer(baseNs);
    const { name, streams } = WORKLOADS[0];
    const driver = await startDriver('crowd', { url: server.url(SCRIPT), baseNs, streams, rampMs: RAMP_MS });
    const resident: number[] = [];
    for (let ms = 0; ms < minutes * 60_000; ms += SAMPLE_MS) {
      await wait(SAMPLE_MS);
      resident.push((await driver.mark()).residentBytes / 1000);
      if (resident.length % 12 === 0) say(`${resident.length / 12} min: ${Math.round(resident.at(-1)!)} kB`);
    }
    const { streams: records } = await driver.stop();
    await server.close();
    // The first fifth is the heap finding its size.
    const fifth = Math.max(1, Math.floor(resident.length / 5));
    const [early, late] = [resident.slice(fifth, 2 * fifth), resident.slice(-fifth)];
    const workload = `${name}, ${minutes} min`;
    const isLong = minutes >= LEAST_MINUTES;
    return [
      {
        name: 'memory.lastVsSecondFifth',
        workload,
        value: early.length === 0 ? null : median(late) / median(early),
        unit: 'ratio',
        n: records.length,
        ...(isLong
          ? { target: { atMost: MOST_GROWTH } }
          : { note: `no target: within ${LEAST_MINUTES} min it is the heap finding its size that is seen` }),
      },
      { name: 'memory.last', workload, value: median(late), unit: 'kB' },
    ];
  },
};
