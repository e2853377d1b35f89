import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { browserForRun } from '../../dist/src/config/browser-for-run.js';
import { browserFromEnv, browserToEnv } from '../../dist/src/config/browser-from-env.js';
import { BROWSER_SOURCE_NAMES } from '../../dist/src/config/browser-sources/browser-source.js';
import { BROWSER_SOURCES } from '../../dist/src/config/browser-sources/index.js';
import { playwrightFolders } from '../../dist/src/config/browser-sources/playwright-folders.js';
import { type FindBrowserOptions, findBrowser } from '../../dist/src/config/find-browser.js';

/** A Linux machine on which only these files exist. */
function machine(files: readonly string[], rest: Partial<FindBrowserOptions> = {}): FindBrowserOptions {
  return {
    env: {},
    platform: 'linux',
    exists: (path) => files.includes(path),
    head: () => null,
    installations: () => [],
    ...rest,
  };
}

const env = { PLAYWRIGHT_BROWSERS_PATH: '/browsers' };
const { chromium: fullBuild, headlessShell } = playwrightFolders(env, 'linux');
const CHROME = '/opt/google/chrome/chrome';
const EDGE = '/opt/microsoft/msedge/msedge';

test.describe('each source', () => {
  test('path: PLIMSOLL_CHROMIUM_PATH goes before the configuration', () => {
    const options = machine(['/a', '/b'], { env: { PLIMSOLL_CHROMIUM_PATH: '/a' }, explicitPath: '/b' });
    expect(findBrowser(options)).toEqual({ source: 'path', executablePath: '/a', skipped: [] });
  });

  test('path: launchOptions.executablePath', () => {
    expect(findBrowser(machine(['/b', CHROME], { explicitPath: '/b' }))).toMatchObject({
      source: 'path',
      executablePath: '/b',
    });
  });

  test('path: one that does not exist is an error, not another browser', () => {
    const fromEnv = machine([CHROME], { env: { PLIMSOLL_CHROMIUM_PATH: '/gone' } });
    expect(() => findBrowser(fromEnv)).toThrow(
      expect.objectContaining({
        code: 'E_BROWSER_PATH',
        message: 'Failed to use the browser at /gone: there is no such file',
        hint: expect.stringContaining('PLIMSOLL_CHROMIUM_PATH'),
      }),
    );
    const configured = machine([CHROME], { explicitPath: '/gone' });
    expect(() => findBrowser(configured)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('launchOptions.executablePath') }),
    );
  });

  test('playwright: its headless shell needs no option, the full build alone needs its channel', () => {
    const withShell = findBrowser(machine([`${headlessShell}/INSTALLATION_COMPLETE`], { env }));
    expect(withShell).toMatchObject({ source: 'playwright' });
    expect(withShell).not.toHaveProperty('channel');
    expect(findBrowser(machine([`${fullBuild}/INSTALLATION_COMPLETE`], { env }))).toMatchObject({
      source: 'playwright',
      channel: 'chromium',
    });
  });

  test('playwright: a download that was cut short is no browser', () => {
    expect(findBrowser(machine([headlessShell], { env })).source).toBeNull();
  });

  test('playwright: the folder is the one that Playwright itself names', () => {
    const folder = playwrightFolders(process.env, process.platform).chromium;
    expect(chromium.executablePath()).toContain(`${folder}${sep}`);
  });

  test('chrome and msedge: at the places where their channel looks', () => {
    expect(findBrowser(machine([CHROME, EDGE]))).toMatchObject({ source: 'chrome', channel: 'chrome' });
    expect(findBrowser(machine([EDGE]))).toMatchObject({ source: 'msedge', channel: 'msedge' });
    const windows = machine(['C:\\Programs\\Google\\Chrome\\Application\\chrome.exe'], {
      platform: 'win32',
      env: { PROGRAMFILES: 'C:\\Programs' },
    });
    expect(findBrowser(windows)).toMatchObject({ source: 'chrome' });
  });

  test('system: what the machine has, but no pointer to a snap', () => {
    const installations = () => ['/usr/bin/chromium-browser', '/usr/bin/chromium'];
    const head = (path: string) =>
      path.endsWith('-browser') ? '#!/bin/sh\nexec /snap/bin/chromium "$@"' : '#!/bin/sh';
    expect(findBrowser(machine([], { installations, head }))).toMatchObject({
      source: 'system',
      executablePath: '/usr/bin/chromium',
    });
    const onlyPointer = findBrowser(
      machine([], { installations: () => ['/usr/bin/chromium-browser'], head }),
    );
    expect(onlyPointer.source).toBeNull();
    expect(onlyPointer.skipped).toContainEqual({
      source: 'system',
      why: '/usr/bin/chromium-browser only points to a snap that is not installed',
    });
  });

  test('system: a machine that cannot be searched is passed over', () => {
    const installations = () => {
      throw new Error('no such tool');
    };
    expect(findBrowser(machine([], { installations })).skipped).toContainEqual({
      source: 'system',
      why: 'the machine could not be searched (no such tool)',
    });
  });
});

test('every source that is passed over says why, in the order in which they were tried', () => {
  const { source, skipped } = findBrowser(machine([], { env }));
  expect(source).toBeNull();
  expect(skipped.map((skip) => skip.source)).toEqual([...BROWSER_SOURCE_NAMES]);
  for (const { why } of skipped) expect(why.length).toBeGreaterThan(10);
  expect(BROWSER_SOURCES.map(({ name }) => name)).toEqual([...BROWSER_SOURCE_NAMES]);
});

test.describe('PLIMSOLL_BROWSER_SOURCES', () => {
  test('names what is tried, and in which order', () => {
    const options = machine([CHROME, EDGE], {
      env: { PLIMSOLL_BROWSER_SOURCES: ' playwright, msedge,chrome ' },
    });
    const choice = findBrowser(options);
    expect(choice.source).toBe('msedge');
    expect(choice.skipped.map((skip) => skip.source)).toEqual(['playwright']);
  });

  test('an unknown name is an error that lists the known ones', () => {
    const options = machine([CHROME], { env: { PLIMSOLL_BROWSER_SOURCES: 'chrome,safari' } });
    expect(() => findBrowser(options)).toThrow(
      expect.objectContaining({
        code: 'E_BROWSER_SOURCES',
        message: expect.stringContaining('"safari"'),
        hint: expect.stringContaining(BROWSER_SOURCE_NAMES.join(', ')),
      }),
    );
  });
});

test.describe('handed on through the environment', () => {
  test('the search runs once in a run', () => {
    const runEnv: NodeJS.ProcessEnv = {};
    const first = browserForRun(machine([CHROME], { env: runEnv }));
    const inWorker = browserForRun(machine([EDGE], { env: { ...runEnv } }));
    expect(inWorker).toEqual(first);
    expect(inWorker.skipped.map((skip) => skip.source)).toEqual(['path', 'playwright']);
  });

  test("the user's own path goes before what was handed on", () => {
    const runEnv: NodeJS.ProcessEnv = {};
    browserToEnv(runEnv, { source: 'chrome', channel: 'chrome', skipped: [] });
    expect(browserForRun(machine(['/own'], { env: runEnv, explicitPath: '/own' })).source).toBe('path');
  });

  test('what is broken, foreign or gone is not believed', () => {
    const handedOn = (text: string) => browserFromEnv({ PLIMSOLL_BROWSER: text }, () => false);
    for (const text of [
      '',
      '{',
      'null',
      '{}',
      '{"source":"toaster"}',
      '{"source":"system","executablePath":"/gone"}',
    ]) {
      expect(handedOn(text)).toBeUndefined();
    }
  });
});

test.describe('on this machine', () => {
  const here = findBrowser({ env: { ...process.env, PLIMSOLL_BROWSER_SOURCES: 'system' } });

  test('a system Chromium, where there is one, really starts', async () => {
    test.skip(here.source === null, 'no system browser on this machine');
    const { executablePath } = here as { executablePath: string };
    const choice = findBrowser({ env: { PLIMSOLL_CHROMIUM_PATH: executablePath } });
    expect(choice).toMatchObject({ source: 'path', executablePath });
    const browser = await chromium.launch({ executablePath });
    expect(browser.version()).toMatch(/^\d+\./);
    await browser.close();
  });

  test('an unfinished download is seen on a real disk', () => {
    const registry = mkdtempSync(join(tmpdir(), 'plimsoll-browsers-'));
    try {
      const realEnv = { PLAYWRIGHT_BROWSERS_PATH: registry, PLIMSOLL_BROWSER_SOURCES: 'playwright' };
      const folder = playwrightFolders(realEnv, process.platform).headlessShell;
      mkdirSync(folder, { recursive: true });
      expect(findBrowser({ env: realEnv }).source).toBeNull();
      writeFileSync(join(folder, 'INSTALLATION_COMPLETE'), '');
      expect(findBrowser({ env: realEnv }).source).toBe('playwright');
    } finally {
      rmSync(registry, { recursive: true });
    }
  });
});
