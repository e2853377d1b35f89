import { followFrames } from '../../dist/src/page/follow-frames.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { type Bench, byLog, expect, test } from './net-log-bench.js';
import { wholeText } from './written-streams.js';

/** Less than what would be another event's time; other tests keep the machine busy. */
const FAR_MS = 75;

const fetchAll = async (address: string): Promise<void> => {
  await (await fetch(address, { method: 'POST', body: '{}' })).text();
};

async function whole({ wire }: Bench, sinceMs: number) {
  await expect.poll(() => wire.observed(sinceMs, wholeText())?.text).toBe(wholeText());
  return wire.observed(sinceMs, wholeText())!;
}

test('two identical requests at once: each has its own times', async ({ bench }) => {
  const { page, wire, log } = bench;
  const sinceMs = monotonicMs();
  await page.evaluate(() =>
    Promise.all(
      [0, 1].map(async () => {
        await (await fetch('/sse?name=twin', { method: 'POST', body: '{}' })).text();
      }),
    ),
  );
  const seen = await whole(bench, sinceMs);
  const curve = await byLog(bench, seen);
  expect(log.requests.filter(({ url }) => url.endsWith('/sse?name=twin'))).toHaveLength(2);
  expect(curve.at(-1)?.[1]).toBe(wholeText().length);
  // The page is idle: what it saw of this one request is what the log has of it, and not of the other.
  expect(Math.abs(curve[0]![0] - wire.observed(sinceMs)!.curve[0]![0])).toBeLessThan(FAR_MS);
});

test('a compressed body is matched by its decoded bytes', async ({ bench }) => {
  const sinceMs = monotonicMs();
  await bench.page.evaluate(fetchAll, '/sse?name=zipped&gzip');
  const curve = await byLog(bench, await whole(bench, sinceMs));
  expect(curve.length).toBeGreaterThan(20);
  expect(curve.at(-1)?.[1]).toBe(wholeText().length);
});

test('a stream that was there before the turns: each has what came after it was asked', async ({ bench }) => {
  const { page, wire, served } = bench;
  await page.evaluate(
    () => new Promise((resolve) => new EventSource('/news').addEventListener('open', resolve)),
  );
  for (const name of ['first', 'second']) {
    wire.reset();
    const sinceMs = monotonicMs();
    await page.evaluate((address) => fetch(address, { method: 'POST' }), `/order?name=${name}`);
    const seen = await whole(bench, sinceMs);
    const written = served.written[name]!;
    // What was asked is the order; what came over the stream has no start of its own.
    expect(seen.requestSentMs).toBeGreaterThan(sinceMs - 1);
    expect(seen.requestSentMs).toBeLessThan(written[0]!);
    expect(seen.responseStartedMs).toBeUndefined();
    const curve = await byLog(bench, seen);
    expect(Math.abs(curve[0]![0] - written[0]!)).toBeLessThan(FAR_MS);
    expect(curve.at(-1)?.[1]).toBe(wholeText().length);
  }
});

test('a socket that was there before the turns has no request of its own', async ({ bench }) => {
  const { page, wire } = bench;
  await page.evaluate(() => {
    const socket = new WebSocket('/socket?name=socket');
    Object.assign(window, { socket });
    return new Promise((resolve) => socket.addEventListener('open', resolve));
  });
  wire.reset();
  const sinceMs = monotonicMs();
  await page.evaluate(() => (window as unknown as { socket: WebSocket }).socket.send('go'));
  const seen = await whole(bench, sinceMs);
  expect(seen).toMatchObject({
    requestSentMs: undefined,
    connectedMs: undefined,
    responseStartedMs: undefined,
  });
  expect((await byLog(bench, seen)).at(-1)?.[1]).toBe(wholeText().length);
});

test('a frame in a process of its own is followed', async ({ bench }) => {
  const { page, wire, served } = bench;
  let framesFollowed = 0;
  followFrames(page, async (session) => {
    await wire.follow(session);
    framesFollowed++;
  });
  const sinceMs = monotonicMs();
  await page.setContent(`<iframe src="${served.url.replace('127.0.0.1', 'localhost')}"></iframe>`);
  await expect.poll(() => page.frames()[1]?.url()).toContain('localhost');
  await page.frames()[1]!.waitForLoadState();
  await expect.poll(() => framesFollowed).toBeGreaterThan(0);
  await page.frames()[1]!.evaluate(fetchAll, '/sse?name=frame');
  const curve = await byLog(bench, await whole(bench, sinceMs));
  expect(curve.at(-1)?.[1]).toBe(wholeText().length);
});

for (const kind of ['fresh', 'kept'] as const) {
  test(`the server's part on a ${kind} connection: connected, answered, first text`, async ({ bench }) => {
    const { page, served } = bench;
    // Another host name has no connection yet.
    const host = kind === 'fresh' ? served.url.replace('127.0.0.1', 'localhost') : served.url;
    const sinceMs = monotonicMs();
    await page.evaluate(async (address) => {
      await (await fetch(address)).text();
    }, `${host}sse?name=part`);
    const { requestSentMs, connectedMs, responseStartedMs, firstTextMs } = await whole(bench, sinceMs);
    expect(requestSentMs!).toBeLessThanOrEqual(connectedMs!);
    // The browser stamps its writing when that returns, which may be after the server has it.
    expect(connectedMs!).toBeLessThan(served.headed.part!);
    expect(responseStartedMs!).toBeGreaterThan(served.headed.part!);
    expect(responseStartedMs!).toBeLessThan(served.written.part!.at(-1)!);
    expect(firstTextMs!).toBeGreaterThan(served.written.part![0]!);
  });
}
