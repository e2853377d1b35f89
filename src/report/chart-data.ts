import type { Findings, LoadLine, Phase, Second, TurnMark } from '../model/findings.js';
import type { BackendLines } from './backend-lines.js';

/** What the charts draw: numbers and names only, nothing that the target said. Embedded in the report as JSON. */
export interface ChartData {
  readonly durationMs: number;
  readonly phases: readonly ChartPhase[];
  readonly seconds: readonly Second[];
  readonly marks: readonly ChartMark[];
  readonly backend: BackendLines;
  readonly moments: readonly Moment[];
  readonly loadLine: LoadLine;
  readonly wireLoadLine: LoadLine;
  readonly saturation: Pick<Findings['saturation'], 'status' | 'atMs' | 'atLoad'>;
  /** Longest wait of a good turn and of a good stream. */
  readonly waitLimitMs: number;
}

export interface ChartPhase extends Pick<Phase, 'name' | 'kind' | 'fromMs' | 'toMs' | 'windows'> {
  /** Conversations at once; `null`: not measured. */
  readonly load: number | null;
  readonly startsPerSecond: number | null;
  readonly completionsPerSecond: number | null;
  readonly eventsPerSecond: number | null;
  readonly felt: MedianPoint;
  readonly wire: MedianPoint;
  /** Mean of each part of the wait, in the order of `ATTRIBUTION_PARTS`; `null`: not measured. */
  readonly parts: readonly (number | null)[];
}

export type ChartMark = Omit<TurnMark, 'id' | 'overlappedLoad'>;

/** Something that happened to the run at one instant, and is drawn through all lanes. */
export interface Moment {
  readonly atMs: number;
  readonly name: string;
}

/** A median, or the limit that it lies above. */
export interface MedianPoint {
  readonly p50: number | null;
  readonly p50Over: number | null;
}

export const CHART_DATA_ID = 'plimsoll-chart-data';
