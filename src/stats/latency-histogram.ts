import { inflateSync } from 'node:zlib';
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
  /** The same as adding what the text decodes to, without a histogram in between: ten times as fast. */
  addEncoded(encoded: string): void;
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
    addEncoded: (encoded) => addEncoded(histogram, encoded),
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

/** What the package's own histograms can besides what it says of them. */
interface IndexedValues {
  valueFromIndex(index: number): number;
  highestEquivalentValue(value: number): number;
}

/** HDR V2: what stands before the counts, uncompressed and compressed; bytes. */
const COMPRESSED_HEADER = 8;
const HEADER = 40;
const DIGITS_AT = 12;

/**
 * Counts are ZigZag LEB128 numbers in the order of their values: above 0 a count, below 0 so many values without any.
 * An encoding with other digits has other values and goes the long way.
 */
function addEncoded(histogram: Histogram, encoded: string): void {
  const js = histogram as Histogram & IndexedValues;
  const bytes = inflateSync(Buffer.from(encoded, 'base64').subarray(COMPRESSED_HEADER));
  if (bytes.readInt32BE(DIGITS_AT) !== SIGNIFICANT_DIGITS) {
    histogram.add(hidden.get(decodeLatencyHistogram(encoded))!);
    return;
  }
  const end = HEADER + bytes.readInt32BE(4);
  let index = 0;
  for (let at = HEADER; at < end; ) {
    let [raw, scale] = [0, 1];
    let byte = 0;
    do {
      byte = bytes[at++]!;
      raw += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 0x80);
    const count = raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
    if (count < 0) index -= count;
    else {
      if (count > 0)
        histogram.recordValueWithCount(js.highestEquivalentValue(js.valueFromIndex(index)), count);
      index++;
    }
  }
}
