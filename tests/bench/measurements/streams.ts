import { nearestRank } from '#plimsoll/stats/nearest-rank.js';
import type { DriverKind } from '../drivers/driver.js';
import { firstTextErrors } from '../first-text-errors.js';
import { loadWindow, type Window } from '../load-window.js';
import type { Figure, Measurement } from '../measurement.js';
import { startServer } from '../server/start-server.js';

const FEW = 100;
const STEPS = [2000, 4000, 8000, 10_000, 12_000, 16_000];
const MOST_P99_MS = 50;
/** With a server later than this it is the server, or somebody else's work, that is measured; the step is taken anew. */
const MOST_SERVER_LATE_MS = 20;
const MOST_TRIES = 3;
const LEAST_STREAMS = 8000;
const MOST_KB = 40;
/** Five events a second for ten seconds. */
const SCRIPT = { events: 50, gapMs: 200, firstMs: 50 };
const STARTS_PER_SECOND = 800;
const WINDOW_MS = 10_000;

/** How many streams one process holds before its stamps are off, and what memory each of them takes. */
export const streams: Measurement = {
  about: 'how many streams of 5 events a second one process holds, and the memory that each takes',
  byDefault: true,
  async run({ say }) {
    const baseNs = String(process.hrtime.bigint());
    let wanted: Window | undefined;
    let most: { count: number; p99: number; n: number } | undefined;
    let beyond = '';
    const few = (await hold('crowd', FEW)).window;
    for (const count of STEPS) {
      beyond = '';
      for (let nth = 1; nth <= MOST_TRIES; nth++) {
        const { window, errors } = await hold('crowd', count);
        const p99 = nearestRank(errors, 0.99) ?? Number.POSITIVE_INFINITY;
        const told =
          `${count}: p99 ${p99.toFixed(1)} ms, driver ${(window.cpuShare * 100).toFixed(0)} % of a core, ` +
          `server ${(window.serverCpuShare * 100).toFixed(0)} %, late p99 ${window.serverLateP99Ms.toFixed(1)} ms`;
        say(told);
        if (p99 <= MOST_P99_MS && window.open >= 0.95 * count) {
          most = { count, p99, n: errors.length };
          if (count === LEAST_STREAMS) wanted = window;
          beyond = '';
          break;
        }
        beyond = `${told}; ${window.open} open`;
        if (window.serverLateP99Ms <= MOST_SERVER_LATE_MS) break;
      }
      if (beyond !== '') break;
    }
    const workload = '5 events/s each';
    const floorFew = (await hold('floor', FEW)).window;
    const floor = (await hold('floor', LEAST_STREAMS)).window;
    const kbPerStream = (many: Window | undefined, from: Window): number | null =>
      many === undefined ? null : (many.residentBytes - from.residentBytes) / (LEAST_STREAMS - FEW) / 1000;
    const held = `${LEAST_STREAMS} × 5/s`;
    const figures: Figure[] = [
      {
        name: 'maxStreams',
        workload,
        value: most?.count ?? null,
        unit: 'streams',
        target: { atLeast: LEAST_STREAMS },
        note: beyond === '' ? 'more was not tried' : `then ${beyond}`,
      },
      {
        name: 'maxStreams.errorP99Ms',
        workload,
        value: most?.p99 ?? null,
        unit: 'ms',
        ...(most && { n: most.n }),
      },
      {
        name: 'bytesPerStream',
        workload: held,
        value: kbPerStream(wanted, few),
        unit: 'kB',
        target: { atMost: MOST_KB },
      },
      { name: 'bytesPerStream.floor', workload: held, value: kbPerStream(floor, floorFew), unit: 'kB' },
    ];
    return figures;

    /** A server of its own for each step, so that none inherits connections. */
    async function hold(kind: DriverKind, count: number): Promise<{ window: Window; errors: number[] }> {
      const server = await startServer(baseNs);
      const window = await loadWindow(kind, server, baseNs, {
        streams: count,
        rampMs: Math.max(2000, (count / STARTS_PER_SECOND) * 1000),
        settleMs: 2000,
        windowMs: WINDOW_MS,
        script: SCRIPT,
      });
      const errors = firstTextErrors(await server.takeLog(), window);
      await server.close();
      return { window, errors };
    }
  },
};
