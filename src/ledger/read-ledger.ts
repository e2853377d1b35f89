import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  BackendRecord,
  BucketRecord,
  ControlRecord,
  EventRecord,
  HeaderRecord,
  HostRecord,
  ShardRecord,
  StageRecord,
  StreamRecord,
  TurnRecord,
  ZeroRecord,
} from '../model/records.js';
import { chunksOf } from './chunks-of.js';
import { joinWire } from './join-wire.js';
import { LedgerError } from './ledger-error.js';
import { PackedStreams } from './packed-streams.js';
import { parseLine } from './record-schema.js';
import { type Part, sortRecords } from './sort-records.js';
import { splitLines } from './split-lines.js';

/** One run among those that were merged. */
export interface MergedSegment {
  /** What its records and its people are marked with, e.g. `shard-2`. */
  readonly label: string;
  readonly run: string;
  /** Which of the replicates it belongs to, from 0. */
  readonly replicate: number;
}

/** Runs that were merged: shards of one zero side by side, replicates one after another. */
export interface MergedRuns {
  readonly segments: readonly MergedSegment[];
  readonly replicates: number;
}

/** Everything a run wrote, on one axis: milliseconds since the run's zero, monotonic clock. */
export interface LedgerData {
  readonly run: string;
  readonly headers: readonly HeaderRecord[];
  /** False when the run ended before its zero: times then count from the earliest process's start. */
  readonly zeroKnown: boolean;
  /** Which part of what this run is; absent where it stands alone. */
  readonly shard?: ShardRecord | undefined;
  /** What was merged; absent where nothing was. */
  readonly merged?: MergedRuns | undefined;
  /** Wall clock at the axis' zero, epoch milliseconds; a label. */
  readonly zeroAt: number;
  /** Latest point in time that any record names; `null` when none names one. */
  readonly lastMs: number | null;
  /** One per stage, in order; the record of its end replaces that of its beginning. */
  readonly stages: readonly StageRecord[];
  /** One per turn id, the last that was written, by time of submission; with its wire by the network log. */
  readonly turns: readonly TurnRecord[];
  readonly controls: readonly ControlRecord[];
  readonly streams: readonly StreamRecord[];
  readonly buckets: readonly BucketRecord[];
  readonly hosts: readonly HostRecord[];
  readonly backends: readonly BackendRecord[];
  readonly events: readonly EventRecord[];
  readonly files: number;
  readonly records: number;
  /** Last lines that were cut while they were written, and dropped. */
  readonly cutLines: number;
  /** Lines elsewhere that are no record: damage, not interruption. */
  readonly badLines: number;
  readonly caveats: readonly string[];
}

interface Reading {
  readonly headers: HeaderRecord[];
  readonly parts: Part[];
  records: number;
  cutLines: number;
  badLines: number;
  firstBad: string | null;
}

/** Reads `<runDir>/ledger/*.jsonl` line by line. */
export async function readLedger(runDir: string): Promise<LedgerData> {
  const folder = join(runDir, 'ledger');
  const files = await listLedgers(folder);
  const reading: Reading = {
    headers: [],
    parts: [],
    records: 0,
    cutLines: 0,
    badLines: 0,
    firstBad: null,
  };
  for (const file of files) await readFile(join(folder, file), file, reading);
  if (reading.headers.length === 0) {
    throw new LedgerError(
      'E_LEDGER_NO_HEADER',
      `no file in ${folder} has a header`,
      'The run ended before any process wrote its first line; start it again.',
    );
  }
  return assemble(reading, files.length);
}

async function listLedgers(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new LedgerError(
      'E_LEDGER_MISSING',
      `${folder} cannot be opened (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      "Name a run's folder, e.g. reports/latest; it holds a folder `ledger`.",
      error,
    );
  }
  const files = names.filter((name) => name.endsWith('.jsonl')).sort();
  if (files.length === 0) {
    throw new LedgerError(
      'E_LEDGER_EMPTY',
      `${folder} holds no .jsonl file`,
      'The run ended before any process wrote; start it again.',
    );
  }
  return files;
}

async function readFile(path: string, name: string, reading: Reading): Promise<void> {
  let part: Part | null = null;
  /** The reason why the line before was no record: only once another line follows is it damage in the middle. */
  let pending: string | null = null;
  const read = (text: string): void => {
    if (text === '') return;
    if (pending !== null) noteBad(reading, pending);
    pending = null;
    const parsed = parseLine(text);
    if ('reason' in parsed) {
      refuseUnknownSchema(text, name);
      pending = `${name}: ${parsed.reason}`;
      return;
    }
    const { record } = parsed;
    if (record.type === 'header') {
      part = { header: record, records: [], streams: new PackedStreams() };
      reading.headers.push(record);
      reading.parts.push(part);
    } else if (part === null) {
      throw new LedgerError(
        'E_LEDGER_NO_HEADER',
        `${name} begins with a "${record.type}" and no header`,
        'Without a header its times cannot be placed; remove the file to read the others.',
      );
    } else if (record.type === 'stream') part.streams.add(record);
    else part.records.push(record);
    reading.records++;
  };
  for await (const lines of splitLines(chunksOf(path))) for (const { text } of lines) read(text);
  if (pending !== null) reading.cutLines++;
}

function noteBad(reading: Reading, reason: string): void {
  reading.badLines++;
  reading.firstBad ??= reason;
}

/** A header of another version must not pass for a damaged line. */
function refuseUnknownSchema(text: string, name: string): void {
  const schema = /"schema":"(plimsoll\.ledger\/[^"]*)"/.exec(text)?.[1];
  if (!text.startsWith('{"type":"header"') || schema === undefined || schema === 'plimsoll.ledger/1') return;
  throw new LedgerError(
    'E_LEDGER_SCHEMA',
    `${name} is written in "${schema}", this version reads "plimsoll.ledger/1"`,
    'Read it with the version of Plimsoll that wrote it.',
  );
}

function assemble(reading: Reading, files: number): LedgerData {
  const { headers } = reading;
  const runs = [...new Set(headers.map(({ run }) => run))];
  if (runs.length > 1) {
    throw new LedgerError(
      'E_LEDGER_MIXED_RUNS',
      `its files belong to different runs (${runs.join(', ')})`,
      'Keep each run in a folder of its own.',
    );
  }
  const zeros = reading.parts.flatMap(({ header, records }) =>
    records
      .filter((record): record is ZeroRecord => record.type === 'zero')
      .map((record) => ({ header, record })),
  );
  const zero = zeros.at(-1);
  const earliest = headers.reduce((a, b) => (BigInt(b.baseNs) < BigInt(a.baseNs) ? b : a));
  const origin = zero?.header ?? earliest;
  const originMs = zero?.record.atMs ?? 0;
  const shiftOf = (header: HeaderRecord): number =>
    Number(BigInt(header.baseNs) - BigInt(origin.baseNs)) / 1e6 -
    (header.clockOffsetMs - origin.clockOffsetMs) -
    originMs;

  const found = sortRecords(reading.parts, shiftOf);
  const joined = joinWire(found.turn, found['turn-wire']);
  return {
    run: runs[0] ?? '',
    headers,
    zeroKnown: zero !== undefined,
    ...(found.shard[0] === undefined ? {} : { shard: found.shard[0] }),
    zeroAt: origin.baseAt + originMs,
    lastMs: Number.isFinite(found.last) ? found.last : null,
    stages: found.stage.sort((a, b) => a.index - b.index),
    turns: [...joined.turns].sort((a, b) => a.stamps.submittedMs - b.stamps.submittedMs),
    controls: found.control.sort((a, b) => a.atMs - b.atMs),
    streams: found.streams.sort((a, b) => a.scheduledMs - b.scheduledMs),
    buckets: found.bucket.sort((a, b) => a.fromMs - b.fromMs),
    hosts: found.host.sort((a, b) => a.fromMs - b.fromMs),
    backends: found.backend.sort((a, b) => a.toMs - b.toMs),
    events: found.event.sort((a, b) => a.atMs - b.atMs),
    files,
    records: reading.records,
    cutLines: reading.cutLines,
    badLines: reading.badLines,
    caveats: [...caveatsOf(reading, zeros.length), ...joined.caveats],
  };
}

function caveatsOf(reading: Reading, zeros: number): string[] {
  const caveats: string[] = [];
  if (reading.badLines > 0) {
    caveats.push(
      `${reading.badLines} line(s) in the middle of the ledger could not be read and are missing here; the first: ${reading.firstBad}.`,
    );
  }
  if (reading.cutLines > 0)
    caveats.push(`${reading.cutLines} last line(s) were cut while being written and dropped.`);
  if (zeros === 0)
    caveats.push('The run ended before its zero; times count from the start of its first process.');
  if (zeros > 1) caveats.push(`The ledger holds ${zeros} zeros; times count from the last.`);
  const errorMs = Math.max(...reading.headers.map(({ clockErrorMs }) => clockErrorMs));
  if (errorMs > 2) caveats.push(`The clocks of the machines agree only within ${errorMs.toFixed(1)} ms.`);
  return caveats;
}
