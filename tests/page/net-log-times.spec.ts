import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { byLog, expect, test } from './net-log-bench.js';
import { wholeText } from './written-streams.js';

/** Long tasks one behind the other: what the page sees of its own streams is late. */
const makeBusy = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const work = (): void => {
      for (const end = performance.now() + 60; performance.now() < end; );
      setTimeout(work, 0);
    };
    work();
  });

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;

/** How late each written piece is in a curve of the text that it brought. */
function lateness(written: readonly number[], curve: readonly (readonly [number, number])[]): number[] {
  const lengths = wholeText().split(/(?<= )/);
  let chars = 0;
  return written.map((atMs, index) => {
    chars += lengths[index]!.length;
    const point = curve.find(([, upTo]) => upTo >= chars);
    if (point === undefined) throw new Error(`piece ${index} never came`);
    return point[0] - atMs;
  });
}

/** A timer of this process is this late at most, in all but one of a hundred, where nothing else runs. */
const QUIET_LAG_MS = 4;

const STREAMS = {
  fetch: async () => {
    const response = await fetch('/sse?name=fetch&key=sesame', { method: 'POST', body: '{}' });
    const reader = response.body!.getReader();
    while (!(await reader.read()).done);
  },
  xhr: () =>
    new Promise<void>((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', '/sse?name=xhr');
      request.onload = () => resolve();
      request.send('{}');
    }),
  events: () =>
    new Promise<void>((resolve) => {
      const source = new EventSource('/sse?name=events');
      source.onmessage = ({ data }) => {
        if (data !== '[DONE]') return;
        source.close();
        resolve();
      };
    }),
  socket: () =>
    new Promise<void>((resolve) => {
      const socket = new WebSocket('/socket?name=socket');
      let messages = 0;
      socket.onopen = () => socket.send('go');
      socket.onmessage = () => {
        if (++messages === 40) resolve();
      };
    }),
  custom: async () => {
    await (await fetch('/custom?name=custom', { method: 'POST', body: '{}' })).text();
  },
};

for (const [name, stream] of Object.entries(STREAMS)) {
  test(`${name}: on a busy page the log is on time and the page is not`, async ({ bench }) => {
    await makeBusy(bench.page);
    const sinceMs = monotonicMs();
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    bench.wire.reset();
    await bench.page.evaluate(stream);
    await expect.poll(() => bench.wire.observed(sinceMs, wholeText())?.text).toBe(wholeText());
    loop.disable();
    const seen = bench.wire.observed(sinceMs, wholeText())!;
    const written = bench.served.written[name]!;
    const late = lateness(written, await byLog(bench, seen));
    const pageLate = lateness(written, seen.curve);
    const [p50, p95] = [percentile(late, 0.5), percentile(late, 0.95)];
    const [pageP50, pageP95] = [percentile(pageLate, 0.5), percentile(pageLate, 0.95)];
    test.info().annotations.push({
      type: 'late by ms',
      description: `log p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)}, page p95 ${pageP95.toFixed(1)}`,
    });
    // Where this process itself is late, the machine is busy with other work, and the bytes themselves come late.
    const isQuiet = loop.percentile(99) / 1e6 < QUIET_LAG_MS;
    expect(p50).toBeLessThan(isQuiet ? 2 : pageP50 / 2);
    expect(p95).toBeLessThan(isQuiet ? 5 : pageP95);
    expect(pageP95).toBeGreaterThan(30);
    // A log that is cut to whole milliseconds cannot be earlier by more than half of one.
    expect(Math.min(...late)).toBeGreaterThan(-0.6);
  });
}
