import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import type { BackendRecord } from '../../dist/src/model/records.js';
import { clockSince } from '../../dist/src/run/clock.js';
import { parseExposition } from '../../dist/src/run/metrics/parse-exposition.js';
import { createRates } from '../../dist/src/run/metrics/rates.js';
import { MOST_SERIES, readSeries } from '../../dist/src/run/metrics/read-series.js';
import { startScraper } from '../../dist/src/run/metrics/scraper.js';

/** From the description of the format, and what vLLM and OpenMetrics write. */
const EXPOSITION = `# HELP http_requests_total The total number of HTTP requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000
http_requests_total{method="post",code="400"}    3 1395066363000

# Escaping in label values:
msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

# Minimalistic line:
metric_without_timestamp_and_labels 12.47
something_weird{problem="division by zero"} +Inf -3982045

# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.05"} 24054
http_request_duration_seconds_bucket{le="+Inf"} 144320
http_request_duration_seconds_sum 53423
http_request_duration_seconds_count 144320

# TYPE rpc_duration_seconds summary
rpc_duration_seconds{quantile="0.01"} 3102
rpc_duration_seconds_sum 1.7560473e+07
rpc_duration_seconds_count 2693
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{model_name="a/b",} 5.0
# TYPE foo counter
foo_total 17.0 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
foo_created 1520872607.123
unknown_now NaN
# EOF
`;

test('an exposition is read as its format says', () => {
  const { samples, types, badLines } = parseExposition(EXPOSITION);
  expect(badLines).toBe(0);
  expect(samples).toHaveLength(16);
  expect(samples[0]).toEqual({
    name: 'http_requests_total',
    labels: [
      ['method', 'post'],
      ['code', '200'],
    ],
    value: 1027,
  });
  expect(samples[2]!.labels).toEqual([
    ['path', 'C:\\DIR\\FILE.TXT'],
    ['error', 'Cannot find file:\n"FILE.TXT"'],
  ]);
  expect(samples[4]!.value).toBe(Number.POSITIVE_INFINITY);
  expect(types.get('vllm:num_requests_running')).toBe('gauge');
});

test('what is no exposition is counted line by line', () => {
  const { samples, badLines } = parseExposition(
    '<html>\n<p>1</p>\nok 1\nname{a="b" 2\nname{a=b} 2\nname two\n',
  );
  expect(samples).toEqual([{ name: 'ok', labels: [], value: 1 }]);
  expect(badLines).toBe(5);
});

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

test('whatever labels and values are written, the same are read', () => {
  const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,20}$/);
  const label = fc.tuple(
    fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,10}$/),
    fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\u2028\u2029]/.test(text)),
  );
  const sample = fc.record({
    name,
    labels: fc.array(label, { maxLength: 4 }),
    value: fc.double({ noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 10 }), (samples) => {
      const text = samples
        .map((one) => {
          const labels = one.labels.map(([key, value]) => `${key}="${escaped(value)}"`).join(',');
          const value = Number.isFinite(one.value) ? String(one.value) : one.value > 0 ? '+Inf' : '-Inf';
          return `${one.name}${labels === '' ? '' : `{${labels}}`} ${Object.is(one.value, -0) ? '-0' : value}\n`;
        })
        .join('');
      const read = parseExposition(text);
      expect(read.badLines).toBe(0);
      expect(read.samples).toEqual(samples);
    }),
  );
});

test('no text stops the reader', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { samples, badLines } = parseExposition(text);
      expect(samples.length + badLines).toBeLessThanOrEqual(text.split('\n').length);
    }),
  );
  // Quadratic reading would take minutes.
  const long = `a{${'l="v",'.repeat(50_000)}} 1`;
  expect(parseExposition(long).samples[0]!.labels).toHaveLength(50_000);
  expect(parseExposition(`a{b="${'\\'.repeat(100_001)}`).badLines).toBe(1);
});

test('gauges are kept as they are, counters by their rate; buckets, quantiles and what is not known are left out', () => {
  const { gauges, counters, leftOut } = readSeries(parseExposition(EXPOSITION), ['*']);
  expect([...gauges.keys()]).toEqual([
    'msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""}',
    'metric_without_timestamp_and_labels',
    'vllm:num_requests_running{model_name="a/b"}',
  ]);
  expect([...counters]).toEqual([
    ['http_requests_total{method="post",code="200"}', 1027],
    ['http_requests_total{method="post",code="400"}', 3],
    ['http_request_duration_seconds_sum', 53423],
    ['http_request_duration_seconds_count', 144320],
    ['rpc_duration_seconds_sum', 17560473],
    ['rpc_duration_seconds_count', 2693],
    ['foo_total', 17],
  ]);
  expect(leftOut).toBe(0);
  const named = readSeries(parseExposition(EXPOSITION), ['vllm:*', 'foo_total', 'http.requests*']);
  expect([...named.gauges.keys(), ...named.counters.keys()]).toEqual([
    'vllm:num_requests_running{model_name="a/b"}',
    'foo_total',
  ]);
});

test('so many series and no more', () => {
  const text = Array.from({ length: MOST_SERIES + 5 }, (_, nth) => `gauge{nth="${nth}"} ${nth}`).join('\n');
  const { gauges, leftOut } = readSeries(parseExposition(text), ['gauge']);
  expect(gauges.size).toBe(MOST_SERIES);
  expect(leftOut).toBe(5);
});

test('a rate is that between two scrapes; a counter that began anew has none', () => {
  const ratesOf = createRates();
  const scraped = (count: number) => ({
    gauges: new Map([['g', 4]]),
    counters: new Map([['c', count]]),
    leftOut: 0,
  });
  expect(ratesOf(scraped(100), 0, 1000)).toEqual({ g: 4 });
  expect(ratesOf(scraped(150), 1000, 3000)).toEqual({ g: 4, 'c/s': 25 });
  expect(ratesOf(scraped(10), 3000, 4000)).toEqual({ g: 4 });
  expect(ratesOf(scraped(10), 4000, 5000)).toEqual({ g: 4, 'c/s': 0 });
});

async function scrapesOf(answer: RequestListener, count: number): Promise<BackendRecord[]> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const records: BackendRecord[] = [];
  let end: () => void = () => undefined;
  await new Promise<void>((resolve) => {
    end = startScraper({
      metrics: { url: `http://127.0.0.1:${port}/metrics`, names: ['*'] },
      nowMs: clockSince(process.hrtime.bigint()),
      emit: (record) => {
        records.push(record);
        if (records.length === count) resolve();
      },
    });
  });
  end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return records;
}

test('a backend is asked once a second, and what fails is told and does not stop it', async () => {
  let asked = 0;
  const records = await scrapesOf((_request, response) => {
    asked++;
    if (asked === 2) response.writeHead(503).end('no');
    else if (asked === 3) response.end('<html>');
    else response.end(`# TYPE done counter\ndone_total ${asked * 50}\nrunning ${asked}\n`);
  }, 4);
  expect(records.map(({ error }) => error)).toEqual([
    undefined,
    'HTTP 503',
    'what came back holds no metric',
    undefined,
  ]);
  const [first, , , last] = records;
  expect(first!.series).toEqual({ running: 1 });
  // Three times fifty since the first, over the time since then.
  const seconds = (last!.toMs - first!.toMs) / 1000;
  expect(last!.fromMs).toBe(first!.toMs);
  expect(last!.series.running).toBe(4);
  expect(last!.series['done_total/s']).toBeCloseTo(150 / seconds, 9);
});

test('a backend that never ends its answer is given up', async () => {
  const [record] = await scrapesOf((_request, response) => {
    const chunk = Buffer.alloc(2 ** 20, 'a 1\n');
    const more = (): void => {
      if (!response.destroyed) response.write(chunk, more);
    };
    more();
  }, 1);
  expect(record!.error).toMatch(/longer than 8 MiB/);
});

test('names without an address, and secrets in an address, are refused', () => {
  const withMetrics = (metrics: object) => resolvePlan({ config: { target: { metrics } }, env: {} });
  expect(() => withMetrics({ names: ['a'] })).toThrow(/not where the backend shows them/);
  expect(() => withMetrics({ url: 'http://me:secret@127.0.0.1/metrics' })).toThrow(/user name/);
  expect(withMetrics({ url: 'http://127.0.0.1:1/metrics' }).target.metrics).toEqual({
    url: 'http://127.0.0.1:1/metrics',
    names: ['*'],
  });
  const fromEnvironment = resolvePlan({
    config: {},
    env: { PLIMSOLL_METRICS_URL: 'http://127.0.0.1:1/metrics', PLIMSOLL_METRICS: 'a*, b' },
  });
  expect(fromEnvironment.target.metrics!.names).toEqual(['a*', 'b']);
});
