import type { StreamRecord } from '../model/stream-record.js';
import { isPointInTime } from './record-times.js';

/** Fields of a stream that are numbers. */
type NumberField = {
  [K in keyof StreamRecord]-?: Exclude<StreamRecord[K], undefined> extends number ? K : never;
}[keyof StreamRecord];

/** The compiler asks for a new field of a stream here or in {@link OTHER_FIELDS}. */
const NUMBER_FIELDS: Readonly<Record<NumberField, true>> = {
  user: true,
  status: true,
  scheduledMs: true,
  dispatchedMs: true,
  sentMs: true,
  headersMs: true,
  firstByteMs: true,
  firstEventMs: true,
  firstTextMs: true,
  lastTextMs: true,
  terminalMs: true,
  eofMs: true,
  endedMs: true,
  events: true,
  bytes: true,
  textChars: true,
  reads: true,
  coalescedShare: true,
  maxGapMs: true,
  flowQoe: true,
  turn: true,
  promptChars: true,
  sessionFromMs: true,
  sessionReadyMs: true,
  resumes: true,
};
const NUMBERS = Object.keys(NUMBER_FIELDS) as NumberField[];
/** Places of the columns that hold points in time. */
const POINTS = NUMBERS.flatMap((field, at) => (isPointInTime('stream', field) ? [at] : []));

type OtherField = Exclude<keyof StreamRecord, NumberField | 'type' | 'id' | 'outcome' | 'traceId'>;
type Others = Pick<StreamRecord, OtherField>;
const OTHER_FIELDS: Readonly<Record<OtherField, true>> = {
  detail: true,
  stopped: true,
  checks: true,
  lane: true,
  tool: true,
  task: true,
  sessionLost: true,
};
const OTHERS = Object.keys(OTHER_FIELDS) as OtherField[];
const FIELDS = [...NUMBERS, ...OTHERS];

const ROWS_A_BLOCK = 8192;

/** Numbers of some thousand streams: a column for each field that one of them has, with NaN for those without it. */
interface Block {
  readonly columns: (Float64Array | null)[];
  /** What is no number, of those rows that have such. */
  readonly others: Map<number, Others>;
  rows: number;
}

/** One row, which reads like the record that it was made from. */
class PackedStream {
  readonly id: string;
  readonly outcome: StreamRecord['outcome'];
  readonly traceId: string | undefined;
  readonly block: Block;
  readonly row: number;

  constructor(block: Block, row: number, record: StreamRecord) {
    this.id = record.id;
    this.outcome = record.outcome;
    this.traceId = record.traceId;
    this.block = block;
    this.row = row;
  }

  get type(): 'stream' {
    return 'stream';
  }

  toJSON(): object {
    const { type, id, outcome, traceId } = this;
    return {
      type,
      id,
      outcome,
      traceId,
      ...Object.fromEntries(FIELDS.map((field) => [field, this[field as 'id']])),
    };
  }
}

for (const [at, field] of NUMBERS.entries()) {
  Object.defineProperty(PackedStream.prototype, field, {
    get(this: PackedStream): number | undefined {
      const value = this.block.columns[at]?.[this.row];
      return value === undefined || Number.isNaN(value) ? undefined : value;
    },
    set(this: PackedStream, value: number) {
      columnOf(this.block, at)[this.row] = value;
    },
  });
}
for (const field of OTHERS) {
  Object.defineProperty(PackedStream.prototype, field, {
    get(this: PackedStream): unknown {
      return this.block.others.get(this.row)?.[field];
    },
  });
}

/**
 * Streams as read, their numbers in columns. A ledger may hold a million of them: as objects with a box for each number
 * they take twice the memory, and every collection of garbage has fifteen million boxes to look at. See decisions.md.
 */
export class PackedStreams {
  readonly rows: StreamRecord[] = [];
  readonly #blocks: Block[] = [];

  add(record: StreamRecord): void {
    let block = this.#blocks.at(-1);
    if (block === undefined || block.rows === ROWS_A_BLOCK) {
      block = { columns: NUMBERS.map(() => null), others: new Map(), rows: 0 };
      this.#blocks.push(block);
    }
    const row = block.rows++;
    for (let at = 0; at < NUMBERS.length; at++) {
      const value = record[NUMBERS[at]!];
      if (value !== undefined) columnOf(block, at)[row] = value;
    }
    const others = othersOf(record);
    if (others !== undefined) block.others.set(row, others);
    this.rows.push(new PackedStream(block, row, record) as unknown as StreamRecord);
  }

  /**
   * Moves every point in time by so much.
   *
   * @returns the latest point in time that a stream names now; −∞ without any
   */
  shift(byMs: number): number {
    let latest = Number.NEGATIVE_INFINITY;
    for (const { columns } of this.#blocks) {
      for (const at of POINTS) {
        const column = columns[at];
        if (column === null || column === undefined) continue;
        for (let row = 0; row < column.length; row++) {
          column[row]! += byMs;
          if (column[row]! > latest) latest = column[row]!;
        }
      }
    }
    return latest;
  }
}

function columnOf({ columns }: Block, at: number): Float64Array {
  columns[at] ??= new Float64Array(ROWS_A_BLOCK).fill(Number.NaN);
  return columns[at];
}

function othersOf(record: StreamRecord): Others | undefined {
  let others: Record<string, unknown> | undefined;
  for (const field of OTHERS) {
    if (record[field] === undefined) continue;
    others ??= {};
    others[field] = record[field];
  }
  return others;
}
