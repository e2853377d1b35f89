import { buildMissing } from '../build-missing.js';
import type { svgCharts, svgTimeline } from '../client/svg-charts.js';

/** What draws the report's charts as pictures. */
export interface ChartDrawer {
  readonly svgCharts: typeof svgCharts;
  readonly svgTimeline: typeof svgTimeline;
}

/** Seen from `dist/src/report/allure/`. */
const BUNDLE = new URL('../../../report-client/svg-charts.js', import.meta.url);

/** Loads it as `build-client.mjs` has built it: the library that draws is in it, and in no package of a user's. */
export async function chartDrawer(): Promise<ChartDrawer> {
  try {
    return (await import(BUNDLE.href)) as ChartDrawer;
  } catch (cause) {
    throw buildMissing('Failed to draw the charts: what draws them is not built', BUNDLE, cause);
  }
}
