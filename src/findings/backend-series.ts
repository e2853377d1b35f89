import type { BackendRecord } from '../model/records.js';
import { overlapMean } from './overlap-mean.js';

/** Series of the backend that did not stay what they were, in the order in which it told them. */
export function changingSeries(backends: readonly BackendRecord[]): string[] {
  const firsts = new Map<string, number>();
  const changing = new Set<string>();
  for (const { series } of backends) {
    for (const [name, value] of Object.entries(series)) {
      const first = firsts.get(name);
      if (first === undefined) firsts.set(name, value);
      else if (value !== first) changing.add(name);
    }
  }
  return [...firsts.keys()].filter((name) => changing.has(name));
}

/**
 * Mean of one of the series over a window; `null` where the backend said nothing then. Records are in order of their ends,
 * and hardly overlap.
 */
export function backendMean(
  backends: readonly BackendRecord[],
  name: string,
  fromMs: number,
  toMs: number,
): number | null {
  let [low, high] = [0, backends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (backends[middle]!.toMs <= fromMs) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < backends.length && backends[end]!.fromMs < toMs) end++;
  return overlapMean(
    backends.slice(low, end),
    { fromMs, toMs },
    (of) => of,
    ({ series }) => series[name] ?? null,
  );
}
