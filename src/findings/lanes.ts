import type { LedgerData } from '../ledger/read-ledger.js';
import type { Lane, Lanes, LoadLine } from '../model/findings.js';
import { judgeStream } from './judged-stream.js';
import { laneNames, ofLane } from './lane-ledger.js';
import { loadLine } from './load-line.js';
import { phaseLoad } from './phase-load.js';
import { type RunData, replicatesOf } from './run-data.js';
import type { RunStage } from './run-stages.js';
import { saturation } from './saturation.js';
import { settledWindows } from './stage-windows.js';

const LOADED = ['baseline', 'climb', 'peak'];

/** Each server that the crowd loaded by itself, and which of them gave way first; `undefined` where there was one. */
export function lanes(all: LedgerData, main: RunData): Lanes | undefined {
  const names = laneNames(all);
  if (names.length === 0) return undefined;
  const found = names.map((name) => laneOf(name, all, main));
  return { ...firstLane(found), lanes: found };
}

function laneOf(name: string, all: LedgerData, main: RunData): Lane {
  const { plan, stages } = main;
  const ledger = ofLane(all, name);
  const isMain = name === plan.target.lane;
  const data: RunData = {
    ...main,
    ledger,
    streams: ledger.streams.map((stream) => judgeStream(stream, plan, stages)),
    // People use the main server only.
    turns: isMain ? main.turns : [],
  };
  const phases = stages.map((stage) => {
    const inPhase = data.streams.filter(({ phase }) => phase === stage.name);
    const load = phaseLoad(data, stage, inPhase);
    return { name: stage.name, kind: stage.kind, load: { ...load, streams: streamsAskedFor(ledger, stage) } };
  });
  const steps = phases
    .filter(({ kind, load }) => LOADED.includes(kind) && load.wireTtftMs.n > 0)
    .map(({ name: phase, load }) => ({
      phase,
      // The stage's own, which is the same for all lanes.
      load: main.stages.find((stage) => stage.name === phase)!.streams + main.people,
      n: load.wireTtftMs.n,
      good: load.goodStreams,
    }));
  return {
    name,
    phases,
    wireLoadLine: loadLine(steps, plan.criterionShare, 'streams'),
    saturatedAtLoad: saturation(data).atLoad,
  };
}

/** What the lane was asked to hold at once at the end of a stage. */
function streamsAskedFor(ledger: LedgerData, stage: RunStage): number {
  const settled = settledWindows(stage);
  const inside = ledger.buckets.filter(({ fromMs, durationMs }) =>
    settled.some((window) => fromMs >= window.fromMs && fromMs + durationMs <= window.toMs),
  );
  const most = new Map<string, number>();
  for (const { shard = '', offeredStreams } of inside)
    most.set(shard, Math.max(most.get(shard) ?? 0, offeredStreams));
  // Shards offer at once, replicates one after another.
  return [...most.values()].reduce((sum, streams) => sum + streams, 0) / replicatesOf(ledger);
}

/** Where a line lies; a line that was not reached lies above every one that was. */
const placeOf = ({ status, value }: LoadLine): number =>
  status === 'below-baseline'
    ? Number.NEGATIVE_INFINITY
    : status === 'found'
      ? value!
      : Number.POSITIVE_INFINITY;

function firstLane(found: readonly Lane[]): Omit<Lanes, 'lanes'> {
  const measured = found.filter(({ wireLoadLine }) => wireLoadLine.status !== 'not-measured');
  const missing = found.filter((lane) => !measured.includes(lane)).map(({ name }) => name);
  const caveats = missing.length === 0 ? [] : [`Nothing can be said of ${missing.join(', ')}.`];
  if (measured.length < 2) return { status: 'not-measured', caveats, firstToGive: null };
  const [first, second] = [...measured].sort((a, b) => placeOf(a.wireLoadLine) - placeOf(b.wireLoadLine));
  const place = placeOf(first!.wireLoadLine);
  if (place === Number.POSITIVE_INFINITY) return { status: 'none', caveats, firstToGive: null };
  if (place === placeOf(second!.wireLoadLine) || overlap(first!.wireLoadLine, second!.wireLoadLine)) {
    return { status: 'together', caveats, firstToGive: null };
  }
  return { status: 'first', caveats, firstToGive: first!.name };
}

/** Each line lies inside of the other's interval: they cannot be told apart. */
function overlap(a: LoadLine, b: LoadLine): boolean {
  const inside = (value: number | null, ci: LoadLine['ci95']): boolean =>
    value !== null && ci !== null && value >= ci[0] && value <= ci[1];
  return inside(a.value, b.ci95) && inside(b.value, a.ci95);
}
