import type { Curve, LedgerRecord, TurnRecord } from '../model/records.js';

type RecordOf<T extends LedgerRecord['type']> = Extract<LedgerRecord, { type: T }>;
type MsField<R> = Extract<keyof R, `${string}Ms`>;

/**
 * For every field in milliseconds: a point in time, which is re-based, or a duration, which is not. The compiler
 * asks for a new `…Ms` field of a record here. Points that lie deeper are in {@link shiftTurn}.
 */
const MS_FIELDS: {
  readonly [T in LedgerRecord['type']]: Readonly<Record<MsField<RecordOf<T>>, 'point' | 'duration'>>;
} = {
  header: { clockOffsetMs: 'duration', clockErrorMs: 'duration' },
  zero: { atMs: 'point' },
  shard: {},
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
    sessionFromMs: 'point',
    sessionReadyMs: 'point',
  },
  bucket: {
    fromMs: 'point',
    durationMs: 'duration',
    loopLagP99Ms: 'duration',
    loopLagMaxMs: 'duration',
    cpuMs: 'duration',
    gcMs: 'duration',
    gcMaxMs: 'duration',
  },
  host: { fromMs: 'point', toMs: 'point' },
  backend: { fromMs: 'point', toMs: 'point' },
  event: { atMs: 'point' },
};

/** The same records, as they may be written to. */
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

/** Fields of each type that are points in time. */
const POINTS: Readonly<Record<LedgerRecord['type'], readonly string[]>> = Object.fromEntries(
  Object.entries(MS_FIELDS).map(([type, fields]) => [
    type,
    Object.entries(fields).flatMap(([field, meaning]) => (meaning === 'point' ? [field] : [])),
  ]),
) as Record<LedgerRecord['type'], string[]>;

/** Whether a field of a record is a point in time, which counts from the zero of its file. */
export const isPointInTime = (type: LedgerRecord['type'], field: string): boolean =>
  POINTS[type].includes(field);

/**
 * Moves every point in time of a record by so much, in the record itself: a ledger may hold millions, and copies of
 * all of them would take the memory twice.
 *
 * @returns the latest point in time that it names now; −∞ where it names none
 */
export function shiftRecordTimes(record: LedgerRecord, byMs: number): number {
  let latest = Number.NEGATIVE_INFINITY;
  const shifted = (ms: number): number => {
    const moved = ms + byMs;
    if (moved > latest) latest = moved;
    return moved;
  };
  const fields = record as unknown as Record<string, unknown>;
  for (const field of POINTS[record.type]) {
    const ms = fields[field];
    if (typeof ms === 'number') fields[field] = shifted(ms);
  }
  if (record.type === 'turn') shiftTurn(record as Mutable<TurnRecord>, shifted);
  else if (record.type === 'turn-wire') shiftCurve(record.wire, shifted);
  else if (record.type === 'bucket') latest = record.fromMs + record.durationMs;
  return latest;
}

/** All stamps of a turn are points in time. */
function shiftTurn(turn: Mutable<TurnRecord>, shifted: (ms: number) => number): void {
  const stamps = turn.stamps as unknown as Record<string, unknown>;
  for (const [name, ms] of Object.entries(stamps)) if (typeof ms === 'number') stamps[name] = shifted(ms);
  shiftCurve(turn.paints, shifted);
  shiftCurve(turn.wire, shifted);
  for (const frame of turn.longFrames) frame.startMs = shifted(frame.startMs);
  if (turn.mainThread !== undefined) shiftCurve(turn.mainThread, shifted);
  for (const one of turn.interactions ?? []) one.atMs = shifted(one.atMs);
}

function shiftCurve(curve: Curve, shifted: (ms: number) => number): void {
  for (const point of curve as [number, number][]) point[0] = shifted(point[0]);
}
