import type { Second } from '../model/findings.js';
import type { ChartData, ChartMark } from './chart-data.js';
import { type PackedRows, packRows, unpackRows } from './packed-rows.js';

const SECOND_FIELDS = [
  'atMs',
  'inFlight',
  'startsPerSecond',
  'completionsPerSecond',
  'eventsPerSecond',
  'failures',
  'wireTtftMs',
  'wireTtftMinMs',
  'wireTtftMaxMs',
  'gapP50Ms',
  'gapP95Ms',
  'cpuBusyShare',
  'foreignCpuShare',
  'loopLagMaxMs',
] as const satisfies readonly (keyof Second)[];

const MARK_FIELDS = [
  'person',
  'phase',
  'submittedMs',
  'perceivedTtftMs',
  'settledMs',
  'outcome',
  'good',
] as const satisfies readonly (keyof ChartMark)[];

/** The chart data as the report carries it. */
interface Packed extends Omit<ChartData, 'seconds' | 'marks'> {
  readonly seconds: PackedRows;
  readonly marks: PackedRows;
  /** Few turns stall: by the place of their mark. */
  readonly stalls: readonly (readonly [mark: number, stalls: ChartMark['stalls']])[];
}

/** As JSON that is safe inside a `<script>` element. */
export function packChartData({ seconds, marks, ...rest }: ChartData): string {
  const packed: Packed = {
    ...rest,
    seconds: packRows(seconds, SECOND_FIELDS),
    marks: packRows(marks, MARK_FIELDS),
    stalls: marks.flatMap(({ stalls }, index) => (stalls.length === 0 ? [] : [[index, stalls] as const])),
  };
  return JSON.stringify(packed, shortNumbers).replaceAll('<', '\\u003c');
}

export function unpackChartData(json: string): ChartData {
  const { seconds, marks, stalls, ...rest } = JSON.parse(json) as Packed;
  const stalled = new Map(stalls);
  return {
    ...rest,
    seconds: unpackRows<Second>(seconds),
    marks: unpackRows<Omit<ChartMark, 'stalls'>>(marks).map((mark, index) => ({
      ...mark,
      stalls: stalled.get(index) ?? [],
    })),
  };
}

/** Charts draw pixels: a thousandth of anything is enough for them, and of what is large a whole one. */
function shortNumbers(_: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Math.abs(value) >= 1000 ? Math.round(value) : Math.round(value * 1000) / 1000;
}
