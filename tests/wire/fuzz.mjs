// `npm run fuzz -- [--total 10000000] [--from 0]`: random chunks through every dialect. `--from` continues a run that
// was stopped, or repeats a stream that failed.
import { parseArgs } from 'node:util';
import { fuzzStream } from './fuzz-wire.mjs';

/** No stream here has more than a few kilobytes, and a busy machine may well pause for a while. */
const SLOWEST_STREAM_MS = 2000;
const MOST_GROWTH_BYTES = 256 * 1024 * 1024;
const REPORT_EVERY_MS = 10_000;

const { values } = parseArgs({
  options: { total: { type: 'string', default: '10000000' }, from: { type: 'string', default: '0' } },
});
const total = Number(values.total);
const from = Number(values.from);
if (!Number.isSafeInteger(total) || total < 1 || !Number.isSafeInteger(from) || from < 0) {
  console.error('Usage: npm run fuzz -- [--total <chunks>] [--from <stream>]');
  process.exit(2);
}

const startedMs = performance.now();
const residentAtStart = process.memoryUsage().rss;
let chunks = 0;
let slowestMs = 0;
let reportedMs = startedMs;
let index = from;
for (; chunks < total; index++) {
  const beforeMs = performance.now();
  const done = fuzzStream(index);
  const afterMs = performance.now();
  chunks += done.chunks;
  slowestMs = Math.max(slowestMs, afterMs - beforeMs);
  if (afterMs - beforeMs > SLOWEST_STREAM_MS) throw new Error(`${done.what} took ${afterMs - beforeMs} ms`);
  if (afterMs - reportedMs < REPORT_EVERY_MS) continue;
  reportedMs = afterMs;
  const grownBytes = process.memoryUsage().rss - residentAtStart;
  if (grownBytes > MOST_GROWTH_BYTES)
    throw new Error(`Memory grew by ${grownBytes} bytes up to ${done.what}`);
  console.log(`${chunks} chunks; continue with --from ${index + 1} --total ${total - chunks}`);
}
const grownMiB = Math.round((process.memoryUsage().rss - residentAtStart) / 1024 / 1024);
console.log(
  `${chunks} chunks in ${index - from} streams, ${Math.round((performance.now() - startedMs) / 1000)} s; ` +
    `slowest stream ${slowestMs.toFixed(1)} ms, memory grew by ${grownMiB} MiB`,
);
