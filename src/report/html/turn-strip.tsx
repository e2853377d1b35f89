import type { TurnSample } from '../../model/findings.js';
import type { Curve } from '../../model/records.js';
import { formatMs } from '../format.js';

const WIDTH = 1000;
const HEIGHT = 24;
const STALL_MS = 1000;

/** Time from sending to the last thing that happened in the turn; at least a little, so that a scale exists. */
export function turnEndMs(turn: TurnSample): number {
  const last = Math.max(turn.paints.at(-1)?.[0] ?? 0, turn.wire.at(-1)?.[0] ?? 0);
  return Math.max(last - turn.submittedMs, 100);
}

/** What arrived against what was painted, on one scale from sending. */
export function TurnStrip({ turn, spanMs }: { readonly turn: TurnSample; readonly spanMs: number }) {
  const stepMs = tickStep(spanMs);
  const ticks = Array.from({ length: Math.floor(spanMs / stepMs) + 1 }, (_, index) => index * stepMs);
  const x = (ms: number): number => Math.round(((ms - turn.submittedMs) / spanMs) * WIDTH * 10) / 10;
  return (
    <div class="strip" role="img" aria-label={alternative(turn)}>
      <Row name="wire" curve={turn.wire} x={x} />
      <Row name="felt" curve={turn.paints} x={x} stalls />
      {turn.longFrames.length > 0 && (
        <>
          <span class="label">busy</span>
          <svg class="busy" viewBox={`0 0 ${WIDTH} 6`} preserveAspectRatio="none" aria-hidden="true">
            <path d={framePath(turn.longFrames, x)} />
          </svg>
        </>
      )}
      <div class="axis">
        {ticks.map((ms) => (
          <span key={ms} style={{ left: `${((ms / spanMs) * 100).toFixed(2)}%` }}>
            {ms === 0 ? '0' : formatMs(ms)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly name: 'wire' | 'felt';
  readonly curve: Curve;
  readonly x: (ms: number) => number;
  readonly stalls?: boolean;
}

function Row({ name, curve, x, stalls = false }: RowProps) {
  const total = curve.at(-1)?.[1] ?? 0;
  const first = curve[0];
  return (
    <>
      <span class="label">{name === 'wire' ? 'wire' : 'painted'}</span>
      {first === undefined || total <= 0 ? (
        <span class="none">nothing {name === 'wire' ? 'was seen on the wire' : 'was painted'}</span>
      ) : (
        <svg class={name} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {stalls && <path class="stall" d={stallPath(curve, x)} />}
          <path class="fill" d={fillPath(curve, total, x)} />
          <path class="ticks" d={tickPath(curve, x)} />
        </svg>
      )}
    </>
  );
}

/** Share of the answer so far, as steps from the first arrival to the last. */
function fillPath(curve: Curve, total: number, x: (ms: number) => number): string {
  const y = (chars: number): number => Math.round((1 - chars / total) * HEIGHT * 10) / 10;
  const start = x(curve[0]?.[0] ?? 0);
  const steps = curve.map(([ms, chars]) => `H${x(ms)}V${y(chars)}`).join('');
  return `M${start} ${HEIGHT}${steps}V${HEIGHT}Z`;
}

/** One tick for each arrival; those that would share a tenth of a per cent of the width are one. */
function tickPath(curve: Curve, x: (ms: number) => number): string {
  const places = [...new Set(curve.map(([ms]) => Math.round(x(ms))))];
  return places.map((place) => `M${place} ${HEIGHT}V${HEIGHT - 7}`).join('');
}

function stallPath(curve: Curve, x: (ms: number) => number): string {
  let path = '';
  let before: number | undefined;
  for (const [ms] of curve) {
    if (before !== undefined && ms - before >= STALL_MS)
      path += `M${x(before)} 0H${x(ms)}V${HEIGHT}H${x(before)}Z`;
    before = ms;
  }
  return path;
}

/** Frames that took over 50 ms, as long as they were. */
function framePath(frames: TurnSample['longFrames'], x: (ms: number) => number): string {
  return frames
    .map(({ startMs, durationMs }) => `M${x(startMs)} 0H${x(startMs + durationMs)}V6H${x(startMs)}Z`)
    .join('');
}

/** A round step that leaves four to eight ticks. */
function tickStep(spanMs: number): number {
  const rough = spanMs / 5;
  const size = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * size >= rough) ?? 10) * size;
}

function alternative(turn: TurnSample): string {
  const at = (point: readonly [number, number] | undefined): string =>
    point === undefined ? 'never' : formatMs(point[0] - turn.submittedMs);
  const busyMs = turn.longFrames.reduce((sum, frame) => sum + frame.durationMs, 0);
  return [
    `Wire: first text after ${at(turn.wire[0])}, last after ${at(turn.wire.at(-1))}, in ${turn.wire.length} arrivals.`,
    `Painted: first after ${at(turn.paints[0])}, last after ${at(turn.paints.at(-1))}, in ${turn.paints.length} paints.`,
    ...(busyMs > 0 ? [`Long frames: ${turn.longFrames.length}, together ${formatMs(busyMs)}.`] : []),
  ].join(' ');
}
