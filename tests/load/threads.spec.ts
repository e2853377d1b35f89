import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { arrivalTimes } from '../../dist/src/load/arrival-times.js';
import type { Crowd } from '../../dist/src/load/crowd.js';
import { createOpenLoad } from '../../dist/src/load/open-load.js';
import { dealt, WHOLE } from '../../dist/src/load/share.js';
import { createCrowdThreads } from '../../dist/src/load/threads/crowd-threads.js';
import { mergeBuckets } from '../../dist/src/load/threads/merge-buckets.js';
import type { BucketRecord, LedgerRecord, StreamRecord } from '../../dist/src/model/records.js';
import { clockSince } from '../../dist/src/run/clock.js';
import { createLatencyHistogram, decodeLatencyHistogram } from '../../dist/src/stats/latency-histogram.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';
import { startFaultServer } from './fault-server.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;
const ENTRY = new URL('../../dist/src/cli/processes/crowd-thread.js', import.meta.url);
const SEED = 7;
/** Far under the least that lies between two arrivals: the same doubles, added up in another order. */
const SAME_MS = 1e-6;

interface Driven {
  readonly crowd: Crowd;
  readonly url: string;
  readonly buckets: BucketRecord[];
  readonly limits: string[];
  readonly open: ReadonlySet<ServerResponse>;
  requests(): number;
  /** Ends it; what each thread has written. */
  end(): Promise<readonly StreamRecord[][]>;
}

async function drive(
  threads: number,
  answer: (response: ServerResponse) => unknown,
  limits: { maxRequests?: number; maxStreams?: number } = {},
): Promise<Driven> {
  const open = new Set<ServerResponse>();
  const server = await startFaultServer((response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    answer(response);
  });
  const plan = resolvePlan({
    config: {
      seed: SEED,
      target: { chatUrl: server.url, loadUrl: server.url, loadDialect: 'openai-chat' },
      crowd: { threads },
      limits,
    },
    env: {},
  });
  const runDir = mkdtempSync(join(tmpdir(), 'plimsoll-threads-'));
  const baseNs = String(process.hrtime.bigint());
  const buckets: BucketRecord[] = [];
  const limitMessages: string[] = [];
  const crowd = await createCrowdThreads({
    start: { plan, run: 'threads', runDir, baseNs, baseAt: 0, loadUrl: server.url },
    threads,
    entry: ENTRY,
    nowMs: clockSince(BigInt(baseNs)),
    emit: (bucket) => buckets.push(bucket),
    onSecond: () => undefined,
    onLimit: (message) => limitMessages.push(message),
  });
  return {
    crowd,
    url: server.url,
    buckets,
    limits: limitMessages,
    open,
    requests: () => server.requests.length,
    async end() {
      await crowd.drain();
      await crowd.close();
      await server.close();
      const written = Array.from({ length: threads }, (_, index) =>
        readFileSync(join(runDir, 'ledger', `crowd-${index + 1}.jsonl`), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as LedgerRecord)
          .filter((record): record is StreamRecord => record.type === 'stream'),
      );
      rmSync(runDir, { recursive: true });
      return written;
    },
  };
}

const complete = (response: ServerResponse): unknown =>
  response
    .writeHead(200, { 'content-type': wire.contentType })
    .end(wire.head + wire.text('North.') + wire.text(' By east.') + wire.end);
const hang = (response: ServerResponse): unknown =>
  response.writeHead(200, { 'content-type': wire.contentType }).write(wire.text('Nor'));

const total = (buckets: readonly BucketRecord[], of: (bucket: BucketRecord) => number): number =>
  buckets.reduce((sum, bucket) => sum + of(bucket), 0);

test('two threads offer exactly the plan: every arrival of the one schedule, each to one of them in turn', async () => {
  const run = await drive(2, complete);
  expect((await run.crowd.tryOne()).record.outcome).toBe('ok');
  run.crowd.hold({ model: 'open', perSecond: 150, arrivals: 'poisson' }, 500);
  await expect.poll(run.requests, { timeout: 15_000 }).toBeGreaterThan(220);
  const threads = await run.end();
  // The threads end one after the other: what came until the first of them did.
  const untilMs = Math.min(...threads.map((own) => Math.max(...own.map(({ scheduledMs }) => scheduledMs))));
  const streams = threads
    .flat()
    .filter(({ scheduledMs }) => scheduledMs <= untilMs)
    .sort((a, b) => a.scheduledMs - b.scheduledMs);
  expect(streams.length).toBeGreaterThan(150);

  const rate = { fromMs: 0, fromPerSecond: 0, toPerSecond: 150, rampMs: 500 };
  const due = arrivalTimes(rate, 'poisson', seededRandom(SEED));
  const planned = streams.map(() => due());
  const fromMs = streams[0]!.scheduledMs - planned[0]!;
  for (const [nth, { scheduledMs, user }] of streams.entries()) {
    expect(Math.abs(scheduledMs - fromMs - planned[nth]!)).toBeLessThan(SAME_MS);
    // Numbered as the arrivals of one thread would be.
    expect(user).toBe(nth + 1);
    expect(threads[nth % 2]!.some(({ id }) => id === streams[nth]!.id)).toBe(true);
  }
  expect(new Set(streams.map(({ id }) => id)).size).toBe(streams.length);
});

test('the seconds of two threads, merged, count what their records count', async () => {
  const run = await drive(2, complete);
  run.crowd.hold({ model: 'closed', streams: 5 }, 0);
  await expect.poll(() => run.buckets.length, { timeout: 15_000 }).toBeGreaterThan(1);
  const streams = (await run.end()).flat();
  expect(streams.length).toBeGreaterThan(50);
  const { buckets } = run;
  const count = (outcome: string): number => streams.filter((stream) => stream.outcome === outcome).length;
  expect(total(buckets, ({ starts }) => starts)).toBe(streams.length);
  expect(total(buckets, ({ completions }) => completions)).toBe(count('ok'));
  expect(total(buckets, ({ cancelled }) => cancelled)).toBe(count('cancelled'));
  expect(total(buckets, ({ failures }) => failures)).toBe(streams.length - count('ok') - count('cancelled'));
  expect(total(buckets, ({ events }) => events)).toBe(totalOf(streams, ({ events }) => events));
  expect(total(buckets, ({ bytes }) => bytes)).toBe(totalOf(streams, ({ bytes }) => bytes));
  const lags = buckets.map(({ dispatchLagUs }) => dispatchLagUs).filter((text) => text !== null);
  expect(lags.reduce((sum, text) => sum + decodeLatencyHistogram(text).n, 0)).toBe(streams.length);
  // One second begins where the one before ended.
  for (const [nth, { fromMs }] of buckets.slice(1).entries()) {
    expect(fromMs).toBe(buckets[nth]!.fromMs + buckets[nth]!.durationMs);
  }
  // All threads hear of the load between the same two seconds.
  expect(new Set(buckets.map(({ offeredStreams }) => offeredStreams))).toContain(5);
  for (const { threads, offeredStreams } of buckets) {
    expect([0, 5]).toContain(offeredStreams);
    expect(threads).toHaveLength(2);
    expect(threads!.every(({ loopLagP99Ms, gcMs }) => loopLagP99Ms >= 0 && gcMs >= 0)).toBe(true);
  }
});

const totalOf = (streams: readonly StreamRecord[], of: (stream: StreamRecord) => number): number =>
  streams.reduce((sum, stream) => sum + of(stream), 0);

test('a closed load is held to the number over all threads, up and down', async () => {
  const run = await drive(3, hang);
  for (const streams of [1, 5, 2, 7]) {
    run.crowd.hold({ model: 'closed', streams }, 100);
    await expect.poll(() => run.open.size).toBe(streams);
  }
  const streams = (await run.end()).flat();
  // One of them stayed from the beginning; four came and three went, five came, and all left at the end.
  expect(streams).toHaveLength(10);
  expect(new Set(streams.map(({ user }) => user)).size).toBe(10);
});

test('the limits hold over the sum, and are told once', async () => {
  const run = await drive(2, complete, { maxRequests: 41, maxStreams: 64 });
  run.crowd.hold({ model: 'closed', streams: 9 }, 0);
  await expect.poll(() => run.limits).toEqual(['limits.maxRequests (41) is used up: the crowd has stopped']);
  const streams = (await run.end()).flat();
  // Who was under way when the limit was met is called back, maybe before a byte was sent.
  expect(run.requests()).toBeLessThanOrEqual(41);
  expect(streams).toHaveLength(41);
});

test('what a thread cannot use is said as by a single one', async () => {
  const plan = resolvePlan({
    config: {
      target: { chatUrl: 'http://127.0.0.1:9/', loadUrl: 'http://127.0.0.1:9/' },
      crowd: { threads: 2, checks: ['answer is blue'] },
    },
    env: {},
  });
  const runDir = mkdtempSync(join(tmpdir(), 'plimsoll-threads-'));
  const baseNs = String(process.hrtime.bigint());
  await expect(
    createCrowdThreads({
      start: { plan, run: 'threads', runDir, baseNs, baseAt: 0, loadUrl: 'http://127.0.0.1:9/' },
      threads: 2,
      entry: ENTRY,
      nowMs: clockSince(BigInt(baseNs)),
      emit: () => undefined,
      onSecond: () => undefined,
      onLimit: () => undefined,
    }),
  ).rejects.toThrow(/no check "answer is blue"[\s\S]*Built in are/);
  rmSync(runDir, { recursive: true });
});

test('threads that hear of a change of rate one after the other still share one schedule', async () => {
  const nowMs = clockSince(process.hrtime.bigint());
  const came: { by: number; scheduledMs: number }[] = [];
  const make = (by: number, share: { index: number; of: number }) =>
    createOpenLoad({
      nowMs,
      randomOf: (nth) => seededRandom(100 + nth),
      share,
      arrive: (scheduledMs) => came.push({ by, scheduledMs }),
    });
  const whole = make(0, WHOLE);
  const parts = [make(1, { index: 0, of: 2 }), make(2, { index: 1, of: 2 })];
  const of = (...by: number[]): number[] =>
    came
      .filter((each) => by.includes(each.by))
      .map(({ scheduledMs }) => scheduledMs)
      .sort((a, b) => a - b);
  const begin = nowMs() + 5;
  for (const load of [whole, ...parts]) load.set(400, 'poisson', 0, begin);
  const changeMs = begin + 2000;
  whole.set(900, 'poisson', 50, changeMs);
  parts[0]!.set(900, 'poisson', 50, changeMs);
  await expect.poll(() => of(0).length, { intervals: [5] }).toBeGreaterThan(40);
  parts[1]!.set(900, 'poisson', 50, changeMs);
  expect(nowMs()).toBeLessThan(changeMs);
  await expect.poll(() => of(0).length, { intervals: [20], timeout: 15_000 }).toBeGreaterThan(1300);
  // None of them is so far behind that a part of this would be missing.
  await expect.poll(() => Math.min(of(1).length, of(2).length), { timeout: 15_000 }).toBeGreaterThan(625);
  for (const load of [whole, ...parts]) load.stop();
  expect(of(1, 2).slice(0, 1250)).toEqual(of(0).slice(0, 1250));
  expect(of(1).length).toBeGreaterThan(100);
  expect(whole.perSecond(changeMs)).toBe(null);
});

test('what is dealt adds up to what there is', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 64 }), (count, of) => {
      const shares = Array.from({ length: of }, (_, index) => dealt(count, { index, of }));
      expect(shares.reduce((a, b) => a + b, 0)).toBe(count);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }),
  );
});

test('merged histograms are those of all values together', () => {
  const micros = fc.array(fc.integer({ min: 0, max: 60_000_000 }), { maxLength: 50 });
  fc.assert(
    fc.property(fc.array(micros, { minLength: 1, maxLength: 5 }), (threads) => {
      const histogram = (values: readonly number[]): string | null => {
        if (values.length === 0) return null;
        const made = createLatencyHistogram();
        for (const value of values) made.record(value);
        return made.encode();
      };
      const merged = mergeBuckets(
        threads.map((values, nth) => bucket({ gapsUs: histogram(values), fromMs: nth })),
        0,
      );
      const all = histogram(threads.flat());
      const figures = (text: string | null) => text && decodeLatencyHistogram(text).toDistributionMs();
      expect(figures(merged.gapsUs)).toEqual(figures(all));
      expect(merged.durationMs).toBe(1000 + threads.length - 1);
    }),
  );
});

const bucket = (given: Partial<BucketRecord>): BucketRecord => ({
  type: 'bucket',
  fromMs: 0,
  durationMs: 1000,
  offeredStreams: 1,
  starts: 1,
  completions: 1,
  failures: 0,
  cancelled: 0,
  inFlight: 1,
  streaming: 1,
  events: 1,
  textEvents: 1,
  bytes: 1,
  gapsUs: null,
  dispatchLagUs: null,
  loopLagP99Ms: 1,
  loopLagMaxMs: 2,
  cpuMs: 5,
  ...given,
});
