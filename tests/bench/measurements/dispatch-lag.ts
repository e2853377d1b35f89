import { nearestRank } from '#plimsoll/stats/nearest-rank.js';
import { loadWindow } from '../load-window.js';
import type { Measurement } from '../measurement.js';
import { startServer } from '../server/start-server.js';

const PER_SECOND = 200;
const MOST_P99_MS = 10;
const WINDOW_MS = 15_000;
/** Half a second each: a hundred streams are open at a time. */
const SCRIPT = { events: 20, gapMs: 20, firstMs: 50 };

/** How long after its time by the schedule each stream was dispatched. */
export const dispatchLag: Measurement = {
  about: `how late streams are dispatched at ${PER_SECOND} starts a second`,
  byDefault: true,
  async run({ say }) {
    const baseNs = String(process.hrtime.bigint());
    const server = await startServer(baseNs);
    const window = await loadWindow('crowd', server, baseNs, {
      streams: PER_SECOND,
      perSecond: PER_SECOND,
      rampMs: 1000,
      settleMs: 1000,
      windowMs: WINDOW_MS,
      script: SCRIPT,
    });
    await server.close();
    const lags = window.stopped.streams.flatMap(({ scheduledMs, dispatchedMs }) =>
      scheduledMs >= window.fromMs && scheduledMs < window.toMs && dispatchedMs !== undefined
        ? [dispatchedMs - scheduledMs]
        : [],
    );
    say(
      `${lags.length} starts in ${WINDOW_MS / 1000} s, driver ${(window.cpuShare * 100).toFixed(0)} % of a core`,
    );
    const figure = { workload: `${PER_SECOND} starts/s`, unit: 'ms', n: lags.length } as const;
    return [
      { ...figure, name: 'dispatchLagMs.p50', value: nearestRank(lags, 0.5) },
      {
        ...figure,
        name: 'dispatchLagMs.p99',
        value: nearestRank(lags, 0.99),
        target: { atMost: MOST_P99_MS },
      },
      { ...figure, name: 'dispatchLagMs.max', value: nearestRank(lags, 1) },
    ];
  },
};
