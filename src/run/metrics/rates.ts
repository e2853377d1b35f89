import type { Scraped } from './read-series.js';

/**
 * Turns what one scrape after the other found into values of that time: gauges as they are, counters as their rate per
 * second since the scrape before, named `…/s`. A counter that fell began anew, and one that is new has no rate yet: missing.
 */
export function createRates(): (scraped: Scraped, fromMs: number, toMs: number) => Record<string, number> {
  let before: ReadonlyMap<string, number> = new Map();
  return ({ gauges, counters }, fromMs, toMs) => {
    const series: Record<string, number> = Object.fromEntries(gauges);
    for (const [key, count] of counters) {
      const earlier = before.get(key);
      if (earlier === undefined || count < earlier || toMs <= fromMs) continue;
      series[`${key}/s`] = ((count - earlier) * 1000) / (toMs - fromMs);
    }
    before = counters;
    return series;
  };
}
