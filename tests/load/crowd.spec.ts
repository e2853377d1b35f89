import type { ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import type { CrowdBehaviour } from '../../dist/src/load/behaviour.js';
import { type Crowd, createCrowd } from '../../dist/src/load/crowd.js';
import type { RunPlan, StageLoad } from '../../dist/src/model/plan.js';
import type { BucketRecord, StreamRecord } from '../../dist/src/model/records.js';
import { nowMs } from './ask.js';
import { type FaultServer, startFaultServer } from './fault-server.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;
const COMPLETE = wire.head + wire.text('North.') + wire.end;

interface Watched {
  readonly crowd: Crowd;
  readonly server: FaultServer;
  readonly streams: StreamRecord[];
  readonly buckets: BucketRecord[];
  readonly limits: string[];
  /** Responses that are open now. */
  readonly open: Set<ServerResponse>;
  /** Settles as soon as that many requests have come. */
  came(requests: number): Promise<void>;
  close(): Promise<void>;
}

type Changes = Partial<Pick<RunPlan, 'limits'>> & {
  readonly behaviour?: CrowdBehaviour;
  readonly crowd?: Partial<RunPlan['crowd']>;
  readonly deadlines?: Partial<RunPlan['deadlines']['stream']>;
};

async function watch(
  answer: (response: ServerResponse, nth: number) => void,
  { limits, deadlines, crowd: users, behaviour = {} }: Changes = {},
): Promise<Watched> {
  const base = resolvePlan({
    config: { target: { loadDialect: 'openai-chat' } },
    env: {},
  });
  const plan: RunPlan = {
    ...base,
    ...(limits === undefined ? {} : { limits }),
    crowd: { ...base.crowd, ...users },
    deadlines: { ...base.deadlines, stream: { ...base.deadlines.stream, ...deadlines } },
  };
  const open = new Set<ServerResponse>();
  let waiting: { requests: number; resolve: () => void }[] = [];
  const server = await startFaultServer((response, _request, nth) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    waiting = waiting.filter(({ requests, resolve }) => {
      if (nth + 1 < requests) return true;
      resolve();
      return false;
    });
    answer(response, nth);
  });
  const streams: StreamRecord[] = [];
  const buckets: BucketRecord[] = [];
  const limitMessages: string[] = [];
  const crowd = createCrowd({
    plan,
    loadUrl: server.url,
    nowMs,
    behaviour,
    emit: (record) => {
      if (record.type === 'stream') streams.push(record);
      else buckets.push(record);
    },
    onSecond: () => undefined,
    onLimit: (message) => limitMessages.push(message),
  });
  return {
    crowd,
    server,
    streams,
    buckets,
    limits: limitMessages,
    open,
    came: (requests) =>
      new Promise((resolve) => {
        if (server.requests.length >= requests) resolve();
        else waiting.push({ requests, resolve });
      }),
    async close() {
      await crowd.drain();
      await crowd.close();
      await server.close();
    },
  };
}

const begin = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'content-type': wire.contentType });
const complete = (response: ServerResponse): unknown => begin(response).end(COMPLETE);
/** Begins an answer that never ends. */
const hang = (response: ServerResponse): unknown => begin(response).write(wire.text('Nor'));
const closed = (streams: number): StageLoad => ({ model: 'closed', streams });
const LIMITS = { maxRequests: 1000, maxStreams: 256, maxMinutes: 1, allowHosts: [] };

test('a closed crowd holds its number: each stream that ends is replaced by the next of the same user', async () => {
  const run = await watch((response, nth) => {
    if (nth < 40) complete(response);
    else hang(response);
  });
  run.crowd.hold(closed(5), 0);
  await run.came(45);
  expect(run.open.size).toBe(5);
  await run.close();
  expect(run.streams.filter(({ outcome }) => outcome === 'ok')).toHaveLength(40);
  expect(run.streams.filter(({ outcome }) => outcome === 'cancelled')).toHaveLength(5);
  expect(new Set(run.streams.map(({ user }) => user)).size).toBe(5);
  expect(run.server.requests).toHaveLength(45);
  // A user's next stream finds the connection of the one before.
  expect(run.server.connections()).toBeLessThanOrEqual(10);
});

test('a ramp spreads who joins', async () => {
  const run = await watch(hang);
  const fromMs = nowMs();
  run.crowd.hold(closed(5), 500);
  await run.came(5);
  await run.close();
  const starts = run.streams.map(({ scheduledMs }) => scheduledMs - fromMs).sort((a, b) => a - b);
  for (const [index, startMs] of starts.entries()) expect(startMs).toBeGreaterThanOrEqual(index * 100 - 2);
});

test('when the load falls the surplus is cancelled at once, the rest goes on', async () => {
  const run = await watch(hang);
  run.crowd.hold(closed(6), 0);
  await run.came(6);
  run.crowd.hold(closed(2), 0);
  await expect.poll(() => run.streams.length).toBe(4);
  expect(run.streams.map(({ outcome }) => outcome)).toEqual(Array(4).fill('cancelled'));
  await expect.poll(() => run.open.size).toBe(2);
  expect(run.server.requests).toHaveLength(6);
  await run.close();
});

test('a user whose stream failed waits before the next', async () => {
  const run = await watch((response) => response.writeHead(500).end());
  run.crowd.hold(closed(1), 0);
  await run.came(2);
  await run.close();
  const [first, second] = run.streams;
  expect(first?.outcome).toBe('http_5xx');
  expect(second!.scheduledMs - first!.endedMs).toBeGreaterThanOrEqual(495);
});

test('a refusal that asks to wait is obeyed, and the user can still be sent away', async () => {
  const run = await watch((response, nth) =>
    response.writeHead(429, { 'retry-after': nth === 0 ? '1' : '3600' }).end(),
  );
  run.crowd.hold(closed(1), 0);
  await run.came(2);
  await expect.poll(() => run.streams.length).toBe(2);
  const [first, second] = run.streams;
  expect(second!.scheduledMs - first!.endedMs).toBeGreaterThanOrEqual(995);
  // Drains although the second refusal asked for an hour.
  await run.close();
});

test('the limit on requests stops the crowd for good, and says so once', async () => {
  const run = await watch(complete, { limits: { ...LIMITS, maxRequests: 7 } });
  run.crowd.hold(closed(3), 0);
  await expect.poll(() => run.limits).toHaveLength(1);
  run.crowd.hold(closed(3), 0);
  await run.close();
  expect(run.limits).toEqual(['limits.maxRequests (7) is used up: the crowd has stopped']);
  expect(run.server.requests).toHaveLength(7);
  expect(run.streams).toHaveLength(7);
});

test('deadlines are watched for every stream', async () => {
  const run = await watch(hang, { deadlines: { stallMs: 200 } });
  run.crowd.hold(closed(3), 0);
  await expect.poll(() => run.streams.length).toBeGreaterThanOrEqual(3);
  await run.close();
  expect(run.streams.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['stall', 'stall', 'stall']);
});

test('what the cap delays counts from when it was due: eight at once through a cap of one', async () => {
  // Long beside what a busy machine takes between two of them.
  const SERVICE_MS = 180;
  const run = await watch((response) => setTimeout(() => complete(response), SERVICE_MS), {
    limits: { ...LIMITS, maxStreams: 1, maxRequests: 8 },
  });
  run.crowd.hold(closed(8), 0);
  await expect.poll(() => run.limits).toHaveLength(1);
  await run.close();
  expect(run.streams.map(({ outcome }) => outcome)).toEqual(Array(8).fill('ok'));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const fromSchedule = mean(run.streams.map((stream) => stream.firstTextMs! - stream.scheduledMs));
  const fromSend = mean(run.streams.map((stream) => stream.firstTextMs! - stream.sentMs!));
  // (1 + 2 + … + 8) / 8 = 4.5 services against one.
  expect(fromSchedule / fromSend).toBeGreaterThan(4);
  expect(fromSchedule / fromSend).toBeLessThan(5);
  const lag = run.streams.map((stream) => stream.dispatchedMs! - stream.scheduledMs);
  expect(Math.max(...lag)).toBeGreaterThan(6 * SERVICE_MS);
});

test('an answer whose response the server keeps open is recorded when the crowd leaves, as what it was', async () => {
  const run = await watch((response, nth) => {
    if (nth === 0) begin(response).write(COMPLETE);
    else hang(response);
  });
  run.crowd.hold(closed(1), 0);
  await run.came(2);
  await run.close();
  expect(run.streams.map(({ outcome }) => outcome).sort()).toEqual(['cancelled', 'ok']);
});

test('buckets add up to the streams', async () => {
  const run = await watch((response, nth) => {
    if (nth < 20) complete(response);
    else hang(response);
  });
  run.crowd.hold(closed(4), 0);
  await run.came(24);
  await run.close();
  const sum = (key: 'starts' | 'completions' | 'cancelled' | 'failures' | 'bytes') =>
    run.buckets.reduce((total, bucket) => total + bucket[key], 0);
  expect(sum('starts')).toBe(24);
  expect(sum('completions')).toBe(20);
  expect(sum('cancelled')).toBe(4);
  expect(sum('failures')).toBe(0);
  expect(sum('bytes')).toBe(run.streams.reduce((total, { bytes }) => total + bytes, 0));
});

test('one stream is tried alone and is in no bucket', async () => {
  const run = await watch((response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Login</h1>'),
  );
  const tried = await run.crowd.tryOne();
  expect(tried).toMatchObject({ contentType: 'text/html', bodySample: '<h1>Login</h1>' });
  expect(tried.record.outcome).toBe('not_a_stream');
  await run.close();
  expect(run.streams).toEqual([]);
  expect(run.buckets.every(({ starts }) => starts === 0)).toBe(true);
});

test.describe('an open load', () => {
  const open = (perSecond: number, arrivals: 'poisson' | 'constant' = 'constant'): StageLoad => ({
    model: 'open',
    perSecond,
    arrivals,
  });

  test('comes by its schedule although nothing is ever answered', async () => {
    const run = await watch(hang);
    const fromMs = nowMs();
    run.crowd.hold(open(40), 0);
    await run.came(20);
    await run.close();
    const due = run.streams.map(({ scheduledMs }) => scheduledMs).sort((a, b) => a - b);
    // One arrival every 25 ms from when the load was asked for, whenever the driver got round to it.
    for (const [index, ms] of due.entries()) expect(ms - due[0]!).toBeCloseTo(25 * index, 6);
    expect(due[0]! - fromMs).toBeGreaterThanOrEqual(12.5);
    for (const { scheduledMs, dispatchedMs } of run.streams)
      expect(dispatchedMs!).toBeGreaterThanOrEqual(scheduledMs);
    expect(new Set(run.streams.map(({ user }) => user)).size).toBe(run.streams.length);
    expect(run.buckets.at(-1)).toMatchObject({ offeredStreams: 0 });
  });

  test('whose arrivals the cap holds back counts them from when they were due, and says how many', async () => {
    // Long beside what a busy machine takes between two of them.
    const SERVICE_MS = 180;
    const run = await watch((response) => setTimeout(() => complete(response), SERVICE_MS), {
      limits: { ...LIMITS, maxStreams: 1, maxRequests: 8 },
    });
    run.crowd.hold(open(400), 0);
    await expect.poll(() => run.limits).toHaveLength(1);
    await run.close();
    const sent = run.streams.filter(({ outcome }) => outcome === 'ok');
    expect(sent).toHaveLength(8);
    for (const [index, stream] of sent.entries())
      expect(stream.dispatchedMs! - stream.scheduledMs).toBeGreaterThanOrEqual(index * (SERVICE_MS - 5));
    // Whoever was waiting when the crowd stopped was never sent, and is told by name.
    const dropped = run.streams.filter(({ outcome }) => outcome === 'dropped');
    expect(dropped.length).toBeGreaterThan(0);
    for (const stream of dropped) expect(stream).not.toHaveProperty('dispatchedMs');
    const sum = (key: 'deferred' | 'dropped' | 'starts') =>
      run.buckets.reduce((total, bucket) => total + bucket[key]!, 0);
    expect(sum('dropped')).toBe(dropped.length);
    expect(sum('deferred')).toBe(7 + dropped.length);
    expect(sum('starts')).toBe(8);
  });

  test('gives up whom the cap holds back for longer than anybody waits for text', async () => {
    const run = await watch(hang, {
      limits: { ...LIMITS, maxStreams: 1 },
      deadlines: { firstTextMs: 100, stallMs: 400 },
    });
    run.crowd.hold(open(50), 0);
    await expect
      .poll(() => run.streams.filter(({ outcome }) => outcome === 'dropped').length)
      .toBeGreaterThan(5);
    await run.close();
    const held = run.streams.filter(({ detail }) => detail?.startsWith('the cap on streams held it back'));
    expect(held.length).toBeGreaterThan(5);
    for (const { scheduledMs, endedMs } of held) expect(endedMs - scheduledMs).toBeGreaterThan(100);
  });

  test('is cancelled when the load falls to a closed one, and the other way round', async () => {
    const run = await watch(hang);
    run.crowd.hold(open(200), 0);
    await run.came(4);
    run.crowd.hold(closed(2), 0);
    await expect.poll(() => run.open.size).toBe(2);
    expect(run.streams.every(({ outcome }) => outcome === 'cancelled')).toBe(true);
    const before = run.streams.length;
    run.crowd.hold(open(200), 0);
    await expect.poll(() => run.streams.length).toBe(before + 2);
    await run.came(before + 2 + 4);
    await run.close();
    expect(run.streams.every(({ outcome }) => outcome === 'cancelled')).toBe(true);
  });

  test('whose rate changes leaves those who came before in peace', async () => {
    const run = await watch(hang);
    run.crowd.hold(open(200), 0);
    await run.came(4);
    run.crowd.hold(open(100), 0);
    await run.came(8);
    expect(run.streams).toEqual([]);
    await run.close();
  });
});
