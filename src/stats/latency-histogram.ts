import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';
import type { Distribution } from '../model/findings.js';

/** 3 digits: a value read back is at most 0.1 % off. */
const SIGNIFICANT_DIGITS = 3;

/** A mergeable count of durations: HDR histogram of whole microseconds. */
export interface LatencyHistogram {
  readonly n: number;
  /** Rounds to whole microseconds; what is below 0 counts as 0. */
  record(us: number): void;
  add(other: LatencyHistogram): void;
  /** HDR V2, compressed, base64. */
  encode(): string;
  /** In milliseconds; the same rules of least n as everywhere, values within 0.1 %. */
  toDistributionMs(): Distribution;
}

const hidden = new WeakMap<LatencyHistogram, Histogram>();

export const createLatencyHistogram = (): LatencyHistogram =>
  wrap(build({ bitBucketSize: 32, autoResize: true, numberOfSignificantValueDigits: SIGNIFICANT_DIGITS }));

/** Throws where the text is no histogram. */
export function decodeLatencyHistogram(encoded: string): LatencyHistogram {
  const histogram = decodeFromCompressedBase64(encoded, 32);
  // Not carried by the encoding: without it a longer duration than this one held could not be added.
  histogram.autoResize = true;
  return wrap(histogram);
}

function wrap(histogram: Histogram): LatencyHistogram {
  const wrapped: LatencyHistogram = {
    get n() {
      return histogram.totalCount;
    },
    record: (us) => histogram.recordValue(Math.max(0, Math.round(us))),
    add: (other) => histogram.add(hidden.get(other)!),
    encode: () => encodeIntoCompressedBase64(histogram),
    toDistributionMs: () => toDistributionMs(histogram),
  };
  hidden.set(wrapped, histogram);
  return wrapped;
}

function toDistributionMs(histogram: Histogram): Distribution {
  const n = histogram.totalCount;
  const at = (percent: number, atLeast: number): number | null =>
    n < atLeast ? null : Math.min(histogram.getValueAtPercentile(percent), histogram.maxValue) / 1_000;
  const [p50, p95, p99] = [at(50, 4), at(95, 40), at(99, 200)];
  const why = n === 0 ? ('no-data' as const) : ('too-few' as const);
  const missing = {
    ...(p50 === null ? { p50: why } : {}),
    ...(p95 === null ? { p95: why } : {}),
    ...(p99 === null ? { p99: why } : {}),
    ...(n === 0 ? { max: why } : {}),
  };
  return {
    n,
    unanswered: 0,
    p50,
    p95,
    p99,
    max: n === 0 ? null : histogram.maxValue / 1_000,
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
  };
}
