import type { Curve, LedgerRecord, TurnRecord } from '../model/records.js';

type RecordOf<T extends LedgerRecord['type']> = Extract<LedgerRecord, { type: T }>;
type MsField<R> = Extract<keyof R, `${string}Ms`>;

/**
 * For every field in milliseconds: a point in time, which is re-based, or a duration, which is not. The compiler
 * asks for a new `…Ms` field of a record here. Points that lie deeper are in {@link mapTurnTimes}.
 */
const MS_FIELDS: {
  readonly [T in LedgerRecord['type']]: Readonly<Record<MsField<RecordOf<T>>, 'point' | 'duration'>>;
} = {
  header: { clockOffsetMs: 'duration', clockErrorMs: 'duration' },
  zero: { atMs: 'point' },
  stage: { fromMs: 'point', toMs: 'point', rampMs: 'duration' },
  turn: { probeCostMs: 'duration', frameMs: 'duration' },
  'turn-wire': {
    requestSentMs: 'point',
    connectedMs: 'point',
    responseStartedMs: 'point',
    firstWireTextMs: 'point',
  },
  control: { atMs: 'point', frameMs: 'duration', paintErrorMs: 'duration', wireErrorMs: 'duration' },
  stream: {
    scheduledMs: 'point',
    dispatchedMs: 'point',
    sentMs: 'point',
    headersMs: 'point',
    firstByteMs: 'point',
    firstEventMs: 'point',
    firstTextMs: 'point',
    lastTextMs: 'point',
    terminalMs: 'point',
    eofMs: 'point',
    endedMs: 'point',
    maxGapMs: 'duration',
  },
  bucket: {
    fromMs: 'point',
    durationMs: 'duration',
    loopLagP99Ms: 'duration',
    loopLagMaxMs: 'duration',
    cpuMs: 'duration',
  },
  host: { fromMs: 'point', toMs: 'point' },
  event: { atMs: 'point' },
};

const mapCurve = (curve: Curve, map: (ms: number) => number): Curve =>
  curve.map(([ms, chars]) => [map(ms), chars]);

/** All stamps of a turn are points in time. */
function mapTurnTimes(turn: TurnRecord, map: (ms: number) => number): TurnRecord {
  const stamps = Object.fromEntries(
    Object.entries(turn.stamps).map(([name, ms]) => [name, typeof ms === 'number' ? map(ms) : ms]),
  ) as unknown as TurnRecord['stamps'];
  return {
    ...turn,
    stamps,
    paints: mapCurve(turn.paints, map),
    wire: mapCurve(turn.wire, map),
    longFrames: turn.longFrames.map((frame) => ({ ...frame, startMs: map(frame.startMs) })),
    ...(turn.mainThread === undefined ? {} : { mainThread: mapCurve(turn.mainThread, map) }),
    ...(turn.interactions === undefined
      ? {}
      : { interactions: turn.interactions.map((one) => ({ ...one, atMs: map(one.atMs) })) }),
  };
}

/** A copy of a record with every point in time put through `map`. */
export function mapRecordTimes<R extends LedgerRecord>(record: R, map: (ms: number) => number): R {
  if (record.type === 'turn') return mapTurnTimes(record, map) as R;
  const copy: Record<string, unknown> = { ...record };
  for (const [field, meaning] of Object.entries(MS_FIELDS[record.type])) {
    const ms = copy[field];
    if (meaning === 'point' && typeof ms === 'number') copy[field] = map(ms);
  }
  if (record.type === 'turn-wire') copy.wire = mapCurve(record.wire, map);
  return copy as unknown as R;
}

/** The latest point in time that a record names; `null` when it names none. */
export function latestMs(record: LedgerRecord): number | null {
  let latest: number | null = null;
  mapRecordTimes(record, (ms) => {
    if (latest === null || ms > latest) latest = ms;
    return ms;
  });
  return record.type === 'bucket' ? record.fromMs + record.durationMs : latest;
}
