import type { Page } from '@playwright/test';
import type { DevicePlan } from '../../dist/src/model/device.js';
import { expect, test } from './chat-page-test.js';

const SLOW: DevicePlan = {
  name: 'slow',
  cpuSlowdown: 20,
  network: null,
  viewport: null,
  isMobile: false,
  reducedMotion: false,
  emulates: null,
};

const FINE = [
  [0, 'busy'],
  [60, 'say', 'The tide'],
  [60, 'say', ' rises'],
  [40, 'free'],
] as const;

/** How long the page takes for the same work, in its own milliseconds: the middle one of a few. */
const workMs = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const work = (): number => {
      const fromMs = performance.now();
      let sum = 0;
      for (let index = 0; index < 1e6; index++) sum += Math.sqrt(index) % 7;
      return sum < 0 ? 0 : performance.now() - fromMs;
    };
    return Array.from({ length: 5 }, work).sort((a, b) => a - b)[2]!;
  });

test('a slow device: its tab is slow, also when opened anew and after a crash; other tabs are not', async ({
  open,
  browser,
}) => {
  const person = await open({ fine: FINE }, { device: SLOW });
  // In a context of its own, as the control is.
  const other = await (await browser.newContext()).newPage();
  await other.goto('about:blank');
  /** The machine itself may be busy: then both are slow for a while, and the two are compared again. */
  const isSlow = () =>
    expect(async () => {
      const plainMs = await workMs(other);
      expect(await workMs(person.chat.page)).toBeGreaterThan(3 * plainMs);
    }).toPass();
  await isSlow();
  expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', device: 'slow' });
  await person.chat.open();
  await isSlow();
  const crashed = person.chat.page;
  const gone = crashed.waitForEvent('crash');
  const cdp = await person.context.newCDPSession(crashed);
  // Never answered: whoever would answer is gone.
  cdp.send('Page.crash').catch(() => undefined);
  await gone;
  await person.chat.open();
  expect(person.chat.page).not.toBe(crashed);
  await isSlow();
});

test('a slow network: what is on the wire comes late, and the page shows it late', async ({ open }) => {
  const network = { latencyMs: 400, downloadKbps: 400, uploadKbps: 400 };
  const person = await open(
    {
      fine: [
        [0, 'busy'],
        [0, 'stream', { writes: [[0, '[DONE]']] }],
        [700, 'say', 'Hi'],
        [40, 'free'],
      ],
    },
    { device: { ...SLOW, name: 'far', cpuSlowdown: 1, network } },
  );
  const { stamps, device } = await person.ask('fine');
  expect(device).toBe('far');
  expect(stamps.responseStartedMs! - stamps.requestSentMs!).toBeGreaterThanOrEqual(390);
});

test('without a device nothing says one', async ({ open }) => {
  const person = await open({ fine: FINE });
  expect((await person.ask('fine')).device).toBeUndefined();
});
