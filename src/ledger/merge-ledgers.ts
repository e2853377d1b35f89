import type { EventRecord, StageRecord } from '../model/records.js';
import { LedgerError } from './ledger-error.js';
import type { LedgerData, MergedSegment } from './read-ledger.js';
import { shiftRecordTimes } from './record-times.js';
import { recordsOf } from './records-of.js';

/** So far apart replicates are laid, at least: no window that looks back meets the one before. */
const APART_MS = 10_000;
const SECOND_MS = 1_000;

/** The same records, as they may be written to. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Several runs as one. Shards that began at a common zero lie side by side: what their crowds did adds up, and a stage
 * offered what all of them offered together. What has no zero in common is a replicate of the same experiment: replicates
 * lie one after another and their loads never add up.
 *
 * Takes the ledgers over: names and times of their records are changed in place, as a ledger may hold millions.
 */
export function mergeLedgers(ledgers: readonly LedgerData[]): LedgerData {
  refuseTwice(ledgers);
  const byZero = new Map<string, LedgerData[]>();
  ledgers.forEach((ledger, index) => {
    const startAt = ledger.shard?.startAt ?? null;
    const key = startAt === null ? `alone ${index}` : `zero ${startAt} of ${ledger.shard?.of}`;
    byZero.set(key, [...(byZero.get(key) ?? []), ledger]);
  });
  const run = mergedRunId(ledgers.map((ledger) => ledger.run));
  const runs = [...byZero.values()].map((group) =>
    group[0]?.shard?.startAt == null ? group[0]! : mergeShards(group),
  );
  const [only, ...others] = runs.sort((a, b) => a.zeroAt - b.zeroAt);
  if (only === undefined) {
    throw new LedgerError('E_LEDGER_EMPTY', 'there is none to merge', 'Name the runs to merge.');
  }
  return { ...(others.length === 0 ? only : mergeReplicates(runs)), run };
}

/** One run's process appears in two of what is to be merged: the same ledger was given twice. */
function refuseTwice(ledgers: readonly LedgerData[]): void {
  const seen = new Set<string>();
  for (const { run, headers } of ledgers) {
    const conductor = headers.find(({ role }) => role === 'conductor') ?? headers[0];
    const key = JSON.stringify([run, conductor?.baseAt, conductor?.baseNs, conductor?.pid]);
    if (conductor !== undefined && seen.has(key)) {
      throw new LedgerError(
        'E_LEDGER_TWICE',
        `the run ${run} is there twice`,
        'Give each run once: a second copy would count as a second measurement.',
      );
    }
    seen.add(key);
  }
}

function mergeShards(shards: readonly LedgerData[]): LedgerData {
  const ordered = shards.toSorted((a, b) => a.shard!.index - b.shard!.index);
  const { of, startAt } = ordered[0]!.shard!;
  const indices = ordered.map(({ shard }) => shard!.index);
  const twice = indices.find((index, at) => indices.indexOf(index) !== at);
  if (twice !== undefined) {
    throw new LedgerError(
      'E_LEDGER_TWICE',
      `shard ${twice} of ${of} is there twice`,
      'Give each shard once; shards of another run begin at another PLIMSOLL_START_AT.',
    );
  }
  for (const ledger of ordered) label(ledger, `shard-${ledger.shard!.index}`);
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !indices.includes(index));
  const gone = missing.map(
    (index): EventRecord => ({
      type: 'event',
      atMs: 0,
      kind: 'disturbance',
      message: `shard ${index} of ${of} is missing: its people and its part of the crowd are not in these figures`,
    }),
  );
  const together = joined(
    ordered,
    ordered.map((ledger) => segmentOf(ledger, 0)),
  );
  const { shard: _, ...merged } = together;
  return {
    ...merged,
    zeroAt: startAt!,
    stages: stagesTogether(ordered),
    events: [...gone, ...merged.events].sort((a, b) => a.atMs - b.atMs),
    caveats: [
      ...merged.caveats,
      'The shards began when each machine’s own clock said so: how well those clocks agreed was not measured.',
    ],
  };
}

/** A stage of all shards: from when the last of them had begun it, with what all of them were asked for. */
function stagesTogether(shards: readonly LedgerData[]): StageRecord[] {
  const byIndex = new Map<number, StageRecord[]>();
  for (const stage of shards.flatMap(({ stages }) => stages))
    byIndex.set(stage.index, [...(byIndex.get(stage.index) ?? []), stage]);
  return [...byIndex.values()]
    .map((parts) => {
      const [first] = parts as [StageRecord, ...StageRecord[]];
      const rates = parts.flatMap(({ perSecond }) => perSecond ?? []);
      const ends = parts.flatMap(({ toMs }) => toMs ?? []);
      const ended = parts.find((part) => part.ended === 'aborted') ?? first;
      const merged: Mutable<StageRecord> = {
        ...first,
        streams: parts.reduce((sum, { streams }) => sum + streams, 0),
        rampMs: Math.max(...parts.map(({ rampMs }) => rampMs)),
        fromMs: Math.max(...parts.map(({ fromMs }) => fromMs)),
      };
      if (rates.length > 0) merged.perSecond = rates.reduce((sum, rate) => sum + rate, 0);
      delete merged.toMs;
      delete merged.ended;
      if (ends.length > 0) merged.toMs = Math.max(...ends);
      if (ended.ended !== undefined) merged.ended = ended.ended;
      return merged;
    })
    .sort((a, b) => a.index - b.index);
}

function mergeReplicates(runs: readonly LedgerData[]): LedgerData {
  let endMs = Number.NEGATIVE_INFINITY;
  const segments: MergedSegment[] = [];
  const moved = runs.map((run, replicate) => {
    const name = `replicate-${replicate + 1}`;
    const before = run.merged?.segments;
    label(run, name);
    segments.push(
      ...(before === undefined
        ? [segmentOf(run, replicate, name)]
        : before.map((one) => ({ ...one, label: `${name} ${one.label}`, replicate }))),
    );
    for (const stage of run.stages as Mutable<StageRecord>[]) stage.replicate = replicate;
    const firstMs = Math.min(0, ...run.events.map(({ atMs }) => atMs), ...firstTimesOf(run));
    const byMs = replicate === 0 ? 0 : Math.ceil((endMs + APART_MS - firstMs) / SECOND_MS) * SECOND_MS;
    let lastMs = run.lastMs;
    if (byMs > 0) {
      for (const record of recordsOf(run)) shiftRecordTimes(record, byMs);
      lastMs = lastMs === null ? null : lastMs + byMs;
    }
    // Not by the last record: what carries a run is packed while its watch still writes.
    endMs = run.stages.at(-1)?.toMs ?? lastMs ?? endMs;
    return { ...run, lastMs };
  });
  const { shard: _, ...merged } = joined(moved, segments);
  return {
    ...merged,
    merged: { segments, replicates: runs.length },
    stages: moved.flatMap(({ stages }) => stages),
  };
}

const firstTimesOf = ({ buckets, hosts, turns, controls, streams }: LedgerData): number[] => [
  ...buckets.slice(0, 1).map(({ fromMs }) => fromMs),
  ...hosts.slice(0, 1).map(({ fromMs }) => fromMs),
  ...turns.slice(0, 1).map(({ stamps }) => stamps.submittedMs),
  ...controls.slice(0, 1).map(({ atMs }) => atMs),
  ...streams.slice(0, 1).map(({ scheduledMs }) => scheduledMs),
];

const segmentOf = ({ run, shard }: LedgerData, replicate: number, name?: string): MergedSegment => ({
  label: name ?? `shard-${shard?.index}`,
  run,
  replicate,
});

/** All records of several ledgers on one axis; the first says what is true of the whole. */
function joined(ledgers: readonly LedgerData[], segments: readonly MergedSegment[]): LedgerData {
  const all = <T>(of: (ledger: LedgerData) => readonly T[]): T[] => {
    const list: T[] = [];
    // Not by spreading into push: an argument list has a limit, a ledger has none.
    for (const ledger of ledgers) for (const one of of(ledger)) list.push(one);
    return list;
  };
  const sum = (of: (ledger: LedgerData) => number): number =>
    ledgers.reduce((total, ledger) => total + of(ledger), 0);
  const lasts = ledgers.flatMap(({ lastMs }) => lastMs ?? []);
  return {
    ...ledgers[0]!,
    headers: all(({ headers }) => headers),
    zeroKnown: ledgers.every(({ zeroKnown }) => zeroKnown),
    lastMs: lasts.length === 0 ? null : Math.max(...lasts),
    merged: { segments, replicates: 1 },
    turns: all(({ turns }) => turns).sort((a, b) => a.stamps.submittedMs - b.stamps.submittedMs),
    controls: all(({ controls }) => controls).sort((a, b) => a.atMs - b.atMs),
    streams: all(({ streams }) => streams).sort((a, b) => a.scheduledMs - b.scheduledMs),
    buckets: all(({ buckets }) => buckets).sort((a, b) => a.fromMs - b.fromMs),
    hosts: all(({ hosts }) => hosts).sort((a, b) => a.fromMs - b.fromMs),
    // All shards asked the same backend: together they asked it more often.
    backends: all(({ backends }) => backends).sort((a, b) => a.toMs - b.toMs),
    events: all(({ events }) => events).sort((a, b) => a.atMs - b.atMs),
    files: sum(({ files }) => files),
    records: sum(({ records }) => records),
    cutLines: sum(({ cutLines }) => cutLines),
    badLines: sum(({ badLines }) => badLines),
    caveats: [...new Set(all(({ caveats }) => caveats))],
  };
}

/** The id of what was merged: the same for the same runs, in whatever order they came. */
export function mergedRunId(runs: readonly string[]): string {
  const [first, ...others] = [...new Set(runs)].sort();
  return `${first}-merged${others.length === 0 ? '' : `-with-${others.length}`}`;
}

/** Marks everything that must be told apart with where it comes from. */
function label(ledger: LedgerData, name: string): void {
  const mark = (id: string): string => `${name}/${id}`;
  const markShard = (record: { shard?: string | undefined }): void => {
    record.shard = record.shard === undefined ? name : `${name} ${record.shard}`;
  };
  for (const turn of ledger.turns as Mutable<LedgerData['turns'][number]>[]) {
    turn.id = mark(turn.id);
    turn.person = mark(turn.person);
    // The picture stayed with its run.
    delete turn.screenshot;
  }
  for (const stream of ledger.streams as Mutable<LedgerData['streams'][number]>[])
    stream.id = mark(stream.id);
  for (const control of ledger.controls as Mutable<LedgerData['controls'][number]>[]) {
    control.person = mark(control.person);
    markShard(control);
  }
  for (const bucket of ledger.buckets as Mutable<LedgerData['buckets'][number]>[]) markShard(bucket);
  for (const host of ledger.hosts as Mutable<LedgerData['hosts'][number]>[]) markShard(host);
  for (const event of ledger.events as Mutable<EventRecord>[]) event.message = `${name}: ${event.message}`;
  const caveats = ledger.caveats.map((caveat) => `${name}: ${caveat}`);
  (ledger as Mutable<LedgerData>).caveats = caveats;
}
