import type { Findings, LoadLine, Phase, TurnMark } from '../model/findings.js';

/** What the charts draw: numbers and names only, nothing that the target said. Embedded in the report as JSON. */
export interface ChartData {
  readonly durationMs: number;
  readonly phases: readonly ChartPhase[];
  readonly seconds: Findings['seconds'];
  readonly marks: readonly TurnMark[];
  readonly loadLine: LoadLine;
  readonly wireLoadLine: LoadLine;
  /** Longest wait of a good turn and of a good stream. */
  readonly waitLimitMs: number;
}

export interface ChartPhase extends Pick<Phase, 'name' | 'kind' | 'fromMs' | 'toMs'> {
  /** Conversations at once; `null`: not measured. */
  readonly load: number | null;
  readonly felt: MedianPoint;
  readonly wire: MedianPoint;
  /** Mean of each part of the wait, in the order of `ATTRIBUTION_PARTS`; `null`: not measured. */
  readonly parts: readonly (number | null)[];
}

/** A median, or the limit that it lies above. */
export interface MedianPoint {
  readonly p50: number | null;
  readonly p50Over: number | null;
}

export const CHART_DATA_ID = 'plimsoll-chart-data';
