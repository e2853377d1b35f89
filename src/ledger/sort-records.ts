import type { HeaderRecord, LedgerRecord, StreamRecord } from '../model/records.js';
import type { PackedStreams } from './packed-streams.js';
import { shiftRecordTimes } from './record-times.js';

type Body = Exclude<LedgerRecord, HeaderRecord | StreamRecord>;

/** What one process wrote, in its order. */
export interface Part {
  readonly header: HeaderRecord;
  readonly records: Body[];
  readonly streams: PackedStreams;
}

/** What a later record takes the place of; `null`: of none. */
function keyOf(record: Body): string | null {
  if (record.type === 'turn') return `turn ${record.id}`;
  if (record.type === 'turn-wire') return `turn-wire ${record.turn}`;
  return record.type === 'stage' ? `stage ${record.index}` : null;
}

type ByType = { readonly [T in Body['type']]: Extract<Body, { type: T }>[] } & {
  /** In the order of the parts. */
  readonly streams: StreamRecord[];
};

/** Records by their type, each where the first of its key stood, as the last of its key was written. */
export function sortRecords(
  parts: readonly Part[],
  shiftOf: (header: HeaderRecord) => number,
): ByType & { last: number } {
  const byType: ByType = {
    zero: [],
    shard: [],
    stage: [],
    turn: [],
    'turn-wire': [],
    control: [],
    streams: ([] as StreamRecord[]).concat(...parts.map(({ streams }) => streams.rows)),
    bucket: [],
    host: [],
    backend: [],
    event: [],
  };
  const places = new Map<string, number>();
  let last = Number.NEGATIVE_INFINITY;
  const latest = new Map<string, number>();
  for (const { header, records, streams } of parts) {
    const shift = shiftOf(header);
    last = Math.max(last, streams.shift(shift));
    for (const record of records) {
      const ms = shiftRecordTimes(record, shift);
      const key = keyOf(record);
      const list = byType[record.type] as Body[];
      if (key === null) {
        if (ms > last) last = ms;
        list.push(record);
        continue;
      }
      latest.set(key, ms);
      const place = places.get(key);
      if (place === undefined) {
        places.set(key, list.length);
        list.push(record);
      } else list[place] = record;
    }
    // What was sorted out is held by its type from here on.
    records.length = 0;
  }
  for (const ms of latest.values()) if (ms > last) last = ms;
  return { ...byType, last };
}
