import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { readPageClock } from '../../dist/src/page/page-clock.js';
import { monotonicMs } from '../../dist/src/run/clock.js';

/** A page whose clock is `offsetMs` behind; each question takes these milliseconds there and back. */
function slowPage(offsetMs: number, trips: readonly (readonly [number, number])[]) {
  let nowMs = 10_000;
  let trip = 0;
  const page = {
    evaluate: async () => {
      const [there, back] = trips[trip++ % trips.length]!;
      nowMs += there;
      const pageMs = nowMs - offsetMs;
      nowMs += back;
      return pageMs;
    },
  } as unknown as Page;
  return { page, hostMs: () => nowMs };
}

test('from round trips: the one with the least delay, wrong by half of it at most', async () => {
  const trips = [
    [40, 2],
    [3, 1],
    [0.5, 30],
  ] as const;
  const { page, hostMs } = slowPage(4_000, trips);
  const { offsetMs, errorMs } = await readPageClock(page, undefined, hostMs);
  expect(errorMs).toBeCloseTo(2, 9);
  expect(Math.abs(offsetMs - 4_000)).toBeLessThanOrEqual(errorMs + 1e-9);
});

test('a browser that does not say when it navigated is asked by round trips', async () => {
  const { page, hostMs } = slowPage(100, [[1, 1]]);
  const cdp = { send: async () => ({ metrics: [] }) } as unknown as CDPSession;
  expect((await readPageClock(page, cdp, hostMs)).offsetMs).toBeCloseTo(100, 9);
});

test('in a real browser both ways agree, also after a reload', async ({ page, context }) => {
  test.skip(process.platform !== 'linux', 'elsewhere there is only the round trip');
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'timeTicks' });
  for (const step of [() => page.goto('data:text/html,<p>one'), () => page.reload()]) {
    await step();
    const own = await readPageClock(page, cdp, monotonicMs);
    const asked = await readPageClock(page, undefined, monotonicMs);
    expect(own.errorMs).toBeLessThan(0.5);
    expect(Math.abs(own.offsetMs - asked.offsetMs)).toBeLessThanOrEqual(own.errorMs + asked.errorMs + 0.1);
  }
});
