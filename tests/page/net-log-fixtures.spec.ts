import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test as base, expect } from '@playwright/test';
import { netLogFixtures } from '../../dist/fixtures/net-log-fixtures.js';

const mine = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`plimsoll-net-log-${process.pid}-`));

const test = base
  .extend<Record<never, never>, Record<never, never>>({
    launchOptions: [
      async ({ launchOptions }, use) =>
        use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--js-flags=--expose-gc'] }),
      { scope: 'worker' },
    ],
  })
  .extend(netLogFixtures);

test('the browser writes its log beside the user’s switches, and no file of it is to be seen', async ({
  page,
  netLog,
}) => {
  expect(await page.evaluate(() => typeof (globalThis as { gc?: unknown }).gc)).toBe('function');
  await expect
    .poll(() => {
      netLog?.read();
      return netLog?.isOn;
    })
    .toBe(true);
  expect(mine()).toEqual([]);
});

test('a browser that is killed leaves nothing, and what it had written is there', async ({
  playwright,
  launchOptions,
}) => {
  const { openNetLog } = await import('../../dist/src/page/net-log/net-log.js');
  const log = openNetLog();
  const own = (launchOptions.args ?? []).filter((arg) => !arg.startsWith('--log-net-log'));
  const server = await playwright.chromium.launchServer({ ...launchOptions, args: log.args(own) ?? [] });
  await expect
    .poll(() => {
      log.read();
      return log.reachedMs;
    })
    .toBeGreaterThan(0);
  await server.kill();
  log.read();
  expect(mine()).toEqual([]);
  log.close();
});
