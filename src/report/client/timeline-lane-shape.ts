import type { SeriesOption } from 'echarts';
import type { Second } from '../../model/findings.js';
import type { ChartMark } from '../chart-data.js';
import type { scaleTo } from './look.js';
import type { Axes } from './phase-bands.js';

export type Scale = ReturnType<typeof scaleTo>;

/** What of the run is to be drawn, already thinned to the pixels there are. */
export interface Visible {
  readonly seconds: readonly Second[];
  readonly marks: readonly ChartMark[];
}

export interface TimelineLane {
  readonly title: string;
  /** Where the whole title has no room. */
  readonly shortTitle: string;
  readonly height: number;
  readonly left: Scale;
  readonly right?: Scale;
  /** `right` is the axis on the right, where the lane has one. Always the same series in the same order. */
  readonly series: (left: Axes, right: Axes, visible: Visible) => SeriesOption[];
}
