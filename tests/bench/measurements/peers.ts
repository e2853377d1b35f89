import { nearestRank } from '#plimsoll/stats/nearest-rank.js';
import { firstTextErrors } from '../first-text-errors.js';
import { loadWindow, type Window } from '../load-window.js';
import type { Figure, Measurement } from '../measurement.js';
import { median } from '../median.js';
import { aiperf } from '../peers/aiperf.js';
import { k6 } from '../peers/k6.js';
import type { FetchedPeer, Peer } from '../peers/peer.js';
import { type PacedServer, startServer } from '../server/start-server.js';
import { RAMP_MS, SCRIPT, WORKLOADS } from '../workloads.js';

const PEERS: readonly Peer[] = [k6, aiperf];
/** Peers take longer to settle than drivers of the bench's own; everybody gets the same. */
const SETTLE_MS = 2000;
/** Three streams' lives. */
const WINDOW_MS = 9150;
/** What the bench itself takes between its looks. */
const SPARE_MS = 1000;
/** From a request to its last event, of which a stream that is always replaced at once has so many a second. */
const EVENTS_PER_SECOND = SCRIPT.events / ((SCRIPT.firstMs + SCRIPT.events * SCRIPT.gapMs) / 1000);

interface Found {
  readonly window: Window;
  readonly errors: readonly number[];
}

type Contestant =
  | { readonly name: string; readonly peer: FetchedPeer | undefined }
  | { readonly name: string; readonly missing: string };

/** The crowd beside what people would pick instead: the same server, the same streams, in turns. */
export const peers: Measurement = {
  about:
    'the crowd beside k6 and aiperf, which are fetched: processor time, error of the first text, streams',
  byDefault: false,
  async run({ repeats, say }) {
    const baseNs = String(process.hrtime.bigint());
    const contestants: Contestant[] = [{ name: 'crowd', peer: undefined }];
    for (const { name, fetch } of PEERS) {
      try {
        const peer = await fetch(say);
        contestants.push({ name, peer });
        say(`${name} ${peer.version}`);
      } catch (error) {
        contestants.push({ name, missing: (error as Error).message });
      }
    }
    const server = await startServer(baseNs);
    const figures: Figure[] = [];
    for (const { name: workload, streams } of WORKLOADS) {
      const found = new Map<string, Found[]>();
      const failed = new Map<string, string>();
      for (let repeat = 0; repeat < repeats; repeat++) {
        for (const contestant of contestants) {
          const { name } = contestant;
          if ('missing' in contestant) {
            failed.set(name, contestant.missing);
            continue;
          }
          if (failed.has(name)) continue;
          try {
            const one = await measure(contestant, server, baseNs, streams);
            found.set(name, [...(found.get(name) ?? []), one]);
            say(`${workload} ${name.padEnd(7)} ${told(one)}`);
          } catch (error) {
            failed.set(name, (error as Error).message);
          }
        }
      }
      for (const { name } of contestants) {
        const all = found.get(name) ?? [];
        const failure = failed.get(name);
        if (all.length > 0) figures.push(...figuresOf(name, workload, streams, all));
        if (failure !== undefined) {
          figures.push({ name: `peers.${name}`, workload, value: null, unit: 'µs', note: failure });
        }
      }
      figures.push(...ratios(workload, found));
    }
    await server.close();
    return figures;
  },
};

async function measure(
  contestant: Extract<Contestant, { peer: unknown }>,
  server: PacedServer,
  baseNs: string,
  streams: number,
): Promise<Found> {
  const { peer } = contestant;
  const seconds = Math.ceil((RAMP_MS + SETTLE_MS + WINDOW_MS + SPARE_MS) / 1000);
  const window = await loadWindow(
    peer === undefined ? 'crowd' : (start) => peer.start({ ...start, server, seconds }),
    server,
    baseNs,
    { streams, rampMs: RAMP_MS, settleMs: SETTLE_MS, windowMs: WINDOW_MS, script: SCRIPT },
  );
  return { window, errors: firstTextErrors(await server.takeLog(), window) };
}

const told = ({ window, errors }: Found): string =>
  `${window.cpuPerEventUs.toFixed(1)} µs/event, ${Math.round(window.eventsPerSecond)} events/s, ` +
  `cores ${(window.cpuShare * 100).toFixed(0)} %, first text off by p50 ${shown(nearestRank(errors, 0.5))}, ` +
  `p99 ${shown(nearestRank(errors, 0.99))} (n ${errors.length}); server late p99 ${window.serverLateP99Ms.toFixed(1)} ms, ` +
  `core ${(window.serverCpuShare * 100).toFixed(0)} %, waiting ${(window.waitingShare * 100).toFixed(1)} %`;

const shown = (ms: number | null): string => (ms === null ? 'unknown' : `${ms.toFixed(1)} ms`);

function figuresOf(name: string, workload: string, streams: number, found: readonly Found[]): Figure[] {
  const of = (
    what: string,
    unit: Figure['unit'],
    value: (one: Found) => number | null,
    note?: string,
  ): Figure => {
    const figure = { name: `peers.${name}.${what}`, workload, unit };
    const values = found.map(value).filter((one) => one !== null);
    if (values.length === 0) return { ...figure, value: null, note: 'it told of no stream of the window' };
    return {
      ...figure,
      value: median(values),
      range: [Math.min(...values), Math.max(...values)],
      n: values.length,
      ...(note !== undefined && { note }),
    };
  };
  const windows = found.map(({ window }) => window);
  const late = Math.max(...windows.map(({ serverLateP99Ms }) => serverLateP99Ms));
  const waiting = Math.max(...windows.map(({ waitingShare }) => waitingShare));
  return [
    of('cpuPerEventUs', 'µs', ({ window }) => window.cpuPerEventUs, 'all of its processes'),
    of('ttftErrorP50Ms', 'ms', ({ errors }) => nearestRank(errors, 0.5), 'stream by stream'),
    of('ttftErrorP99Ms', 'ms', ({ errors }) => nearestRank(errors, 0.99), 'stream by stream'),
    of('residentKb', 'kB', ({ window }) => window.residentBytes / 1000, 'all of its processes'),
    of(
      'sustained',
      'share',
      ({ window }) => window.eventsPerSecond / (streams * EVENTS_PER_SECOND),
      `of the events that so many streams are; server late p99 ${late.toFixed(1)} ms, ${(waiting * 100).toFixed(1)} % of its writes found an earlier one unread`,
    ),
  ];
}

/** The crowd's processor time over each peer's, of the same repeat. */
function ratios(workload: string, found: ReadonlyMap<string, readonly Found[]>): Figure[] {
  const crowd = found.get('crowd') ?? [];
  return PEERS.flatMap(({ name }) => {
    const values = (found.get(name) ?? []).flatMap(({ window }, nth) => {
      const own = crowd[nth];
      return own === undefined ? [] : [own.window.cpuPerEventUs / window.cpuPerEventUs];
    });
    if (values.length === 0) return [];
    const range: [number, number] = [Math.min(...values), Math.max(...values)];
    return [
      {
        name: `peers.crowdVs.${name}`,
        workload,
        unit: 'ratio',
        value: median(values),
        range,
        n: values.length,
      },
    ];
  });
}
