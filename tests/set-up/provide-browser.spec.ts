import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type ProvideBrowserOptions, provideBrowser } from '../../dist/src/cli/provide-browser.js';
import type { BoundedCommand, CommandResult } from '../../dist/src/cli/run-bounded.js';
import { playwrightFolders } from '../../dist/src/config/browser-sources/playwright-folders.js';

const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n';
const UBUNTU = 'ID=ubuntu\nID_LIKE=debian\n';

const ok: CommandResult = { exitCode: 0, ended: 'exited', output: '' };
const failed = (output: string): CommandResult => ({ exitCode: 1, ended: 'exited', output });

/** What a command answers, and the file that it puts in place. */
type Answer = CommandResult & { readonly puts?: string };

/** A bare machine: a set of files, a package manager that answers as told, and a list of what was run and said. */
function bareMachine(answers: Record<string, Answer>) {
  const files = new Set<string>();
  const ran: BoundedCommand[] = [];
  const said: string[] = [];
  const env: NodeJS.ProcessEnv = { PLAYWRIGHT_BROWSERS_PATH: '/browsers' };
  const options: ProvideBrowserOptions = {
    env,
    isRoot: true,
    osRelease: DEBIAN,
    say: (line) => said.push(line),
    prove: async () => null,
    run: async (command) => {
      ran.push(command);
      const answer: Answer = answers[command.title] ?? failed(`E: unexpected ${command.title}`);
      if (answer.puts) files.add(answer.puts);
      return answer;
    },
    search: {
      platform: 'linux',
      exists: (path) => files.has(path),
      head: () => null,
      installations: () => [...files].filter((file) => file === '/usr/bin/chromium'),
    },
  };
  return { options, files, ran, said, env, titles: () => ran.map(({ title }) => title) };
}

const SHELL = join(
  playwrightFolders({ PLAYWRIGHT_BROWSERS_PATH: '/browsers' }, 'linux').headlessShell,
  'INSTALLATION_COMPLETE',
);
const BLOCKED = failed(
  'Error: connect ECONNREFUSED\n    at x\nFailed to install browsers\nError: Download failure, code=1',
);

test('a browser that is there is taken: nothing is run, nothing said, and it is handed on', async () => {
  const machine = bareMachine({});
  machine.files.add('/opt/google/chrome/chrome');
  expect(await provideBrowser(machine.options)).toMatchObject({ source: 'chrome', channel: 'chrome' });
  expect(machine.ran).toEqual([]);
  expect(machine.said).toEqual([]);
  expect(JSON.parse(machine.env.PLIMSOLL_BROWSER!)).toMatchObject({ source: 'chrome' });
});

test.describe('playwright-install', () => {
  test('downloads, within bounds', async () => {
    const machine = bareMachine({ 'playwright install chromium': { ...ok, puts: SHELL } });
    expect(await provideBrowser(machine.options)).toMatchObject({ source: 'playwright' });
    expect(machine.ran[0]).toMatchObject({ timeoutMs: 60_000, maxMs: 600_000 });
    expect(machine.titles()).toEqual(['playwright install chromium']);
  });

  test('adds the libraries when the browser does not start without', async () => {
    const machine = bareMachine({
      'playwright install chromium': { ...ok, puts: SHELL },
      'playwright install-deps chromium': ok,
    });
    const proofs = ['a library is missing', null];
    const browser = await provideBrowser({ ...machine.options, prove: async () => proofs.shift()! });
    expect(browser.source).toBe('playwright');
    expect(machine.titles()).toEqual(['playwright install chromium', 'playwright install-deps chromium']);
  });

  test('one that never starts is passed over, with the reason', async () => {
    const machine = bareMachine({ 'playwright install chromium': { ...ok, puts: SHELL } });
    const providing = provideBrowser({
      ...machine.options,
      isRoot: false,
      prove: async () => 'a library is missing',
    });
    await expect(providing).rejects.toThrow(/playwright-install: .*does not start: a library is missing/);
  });
});

test.describe('apt', () => {
  test('comes after a blocked download and installs the package', async () => {
    const machine = bareMachine({
      'playwright install chromium': BLOCKED,
      'apt-get update': ok,
      'apt-get install': { ...ok, puts: '/usr/bin/chromium' },
    });
    const browser = await provideBrowser(machine.options);
    expect(browser).toMatchObject({ source: 'system', executablePath: '/usr/bin/chromium' });
    expect(machine.titles()).toEqual(['playwright install chromium', 'apt-get update', 'apt-get install']);
    const install = machine.ran[2]!;
    expect(install.args).toEqual([
      'install',
      '-y',
      '--no-install-recommends',
      'chromium',
      'fonts-liberation',
    ]);
    expect(install.env).toMatchObject({ DEBIAN_FRONTEND: 'noninteractive' });
    expect(install.timeoutMs).toBeLessThanOrEqual(300_000);
  });

  test('tries the lists at hand when they cannot be renewed', async () => {
    const machine = bareMachine({
      'apt-get update': failed('E: no network'),
      'apt-get install': { ...ok, puts: '/usr/bin/chromium' },
    });
    machine.env.PLIMSOLL_BROWSER_SOURCES = 'apt';
    expect((await provideBrowser(machine.options)).source).toBe('system');
  });

  for (const [what, changes, why] of [
    ['not root', { isRoot: false }, /needs root/],
    ['Ubuntu', { osRelease: UBUNTU }, /snap/],
    ['a child of Ubuntu', { osRelease: 'ID=linuxmint\nID_LIKE="ubuntu debian"\n' }, /snap/],
    ['another Linux', { osRelease: 'ID=alpine\n' }, /no Debian \(alpine\)/],
    ['no Linux', { osRelease: null }, /no Debian/],
  ] as const) {
    test(`is left alone where it cannot work: ${what}`, async () => {
      const machine = bareMachine({});
      machine.env.PLIMSOLL_BROWSER_SOURCES = 'apt';
      await expect(provideBrowser({ ...machine.options, ...changes })).rejects.toThrow(why);
      expect(machine.ran).toEqual([]);
    });
  }
});

test('no browser at all: the error lists every source with its reason, and each was one line', async () => {
  const machine = bareMachine({
    'playwright install chromium': BLOCKED,
    'apt-get update': failed('Err:1 no route\nE: Some index files failed'),
    'apt-get install': failed("E: Package 'chromium' has no installation candidate"),
  });
  const error = await provideBrowser(machine.options).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'E_NO_BROWSER',
    hint: expect.stringContaining('PLIMSOLL_CHROMIUM_PATH'),
  });
  const lines = (error as Error).message.split('\n').slice(1);
  expect(lines).toEqual([
    expect.stringMatching(/^ {2}path: neither/),
    expect.stringMatching(/^ {2}playwright: .* not installed/),
    expect.stringMatching(/^ {2}chrome: not installed/),
    expect.stringMatching(/^ {2}msedge: not installed/),
    expect.stringMatching(/^ {2}system: no Chrome or Chromium/),
    '  playwright-install: `playwright install chromium` failed (exit code 1): Error: connect ECONNREFUSED',
    expect.stringMatching(
      /^ {2}apt: `apt-get update` failed .*; then `apt-get install` failed .*no installation candidate$/,
    ),
  ]);
  for (const line of lines) expect(machine.said).toContain(`browser: ${line.trim()}`);
});

test('a real download from a host that refuses fails soon, and the next source is reached', async () => {
  const registry = mkdtempSync(join(tmpdir(), 'plimsoll-browsers-'));
  const machine = bareMachine({});
  const { run: _, ...real } = machine.options;
  machine.files.add('/opt/google/chrome/chrome');
  Object.assign(machine.env, {
    PATH: process.env.PATH,
    PLAYWRIGHT_BROWSERS_PATH: registry,
    PLAYWRIGHT_DOWNLOAD_HOST: 'http://127.0.0.1:9',
    PLIMSOLL_BROWSER_SOURCES: 'playwright-install,chrome',
  });
  try {
    const browser = await provideBrowser(real);
    expect(browser.source).toBe('chrome');
    expect(browser.skipped[0]?.why).toMatch(/`playwright install chromium` failed .*ECONNREFUSED/);
  } finally {
    rmSync(registry, { recursive: true });
  }
});
