import type { Exposition, Sample } from './parse-exposition.js';

/** Values of one scrape that were asked for, by name and labels as they stood there. */
export interface Scraped {
  readonly gauges: ReadonlyMap<string, number>;
  /** Counts since the backend began. */
  readonly counters: ReadonlyMap<string, number>;
  /** Series that were asked for, but came after as many as are kept. */
  readonly leftOut: number;
}

/** Series of one scrape that are kept: more would be a database. */
export const MOST_SERIES = 64;

const PARTS = /_(total|count|sum|bucket|created)$/;

/** What of an exposition is asked for: `names` may hold `*`; in their order, then in that of the exposition. */
export function readSeries({ samples, types }: Exposition, names: readonly string[]): Scraped {
  const gauges = new Map<string, number>();
  const counters = new Map<string, number>();
  let leftOut = 0;
  for (const pattern of names.map(patternOf)) {
    for (const sample of samples) {
      if (!pattern.test(sample.name)) continue;
      const kind = kindOf(sample.name, types);
      const key = keyOf(sample);
      // NaN is how a backend says that it does not know; an infinity is nothing that can be drawn.
      if (kind === undefined || !Number.isFinite(sample.value) || gauges.has(key) || counters.has(key))
        continue;
      if (gauges.size + counters.size >= MOST_SERIES) leftOut++;
      else (kind === 'counter' ? counters : gauges).set(key, sample.value);
    }
  }
  return { gauges, counters, leftOut };
}

const patternOf = (name: string): RegExp =>
  new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

/** `undefined`: buckets and quantiles, which are of all time and not of this second, and times of creation. */
function kindOf(name: string, types: ReadonlyMap<string, string>): 'gauge' | 'counter' | undefined {
  const part = PARTS.exec(name)?.[1];
  const type = types.get(name) ?? (part === undefined ? undefined : types.get(name.replace(PARTS, '')));
  switch (type) {
    case 'histogram':
    case 'summary':
    case 'gaugehistogram':
      return part === 'count' || part === 'sum' ? 'counter' : undefined;
    case 'counter':
      return part === 'created' ? undefined : 'counter';
    case 'gauge':
      return 'gauge';
    default:
      return part === 'total' ? 'counter' : 'gauge';
  }
}

function keyOf({ name, labels }: Sample): string {
  if (labels.length === 0) return name;
  return `${name}{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',')}}`;
}
