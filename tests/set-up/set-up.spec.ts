import { existsSync, readFileSync } from 'node:fs';
import { test as base, expect } from '@playwright/test';
import { dependenciesAreStale } from '../../src/cli/dependencies-stale.mjs';
import { TemporaryCheckout } from './temporary-checkout.js';

const test = base.extend<{ checkout: TemporaryCheckout }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of other fixtures here
  checkout: async ({}, use) => {
    const checkout = new TemporaryCheckout();
    await use(checkout);
    checkout.remove();
  },
});

const SET_UP = 'src/cli/set-up.mjs';

/** A stand-in for npm that installs what the lock file asks for and writes down how it was called. */
const NPM = `import { appendFileSync, copyFileSync } from 'node:fs';
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

test('wrong use is said, with exit code 2', async ({ checkout }) => {
  for (const args of [[], ['dance'], ['toString']]) {
    const { exitCode, stderr } = await checkout.run([SET_UP, ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '<experience|nightly|sample|experience:model|test|demo|report|report:allure|build>',
    );
  }
});

test('an old Node is refused by name', async ({ checkout }) => {
  const preload =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });";
  const { exitCode, stderr } = await checkout.run([
    `--import=data:text/javascript,${encodeURIComponent(preload)}`,
    SET_UP,
    'build',
  ]);
  expect(exitCode).toBe(2);
  expect(stderr).toBe('Failed to start: Plimsoll needs Node 20.19 or newer, and this is Node 20.18.3.\n');
});

test('a fresh checkout: installs, builds, runs with the arguments; the second time it only runs', async ({
  checkout,
}) => {
  checkout.write('npm/npm-cli.js', NPM);
  checkout.install('0.9.0');
  checkout.write('src/cli/main.ts', 'console.log(process.argv.slice(2).join());\nprocess.exitCode = 3;\n');
  const env = { npm_execpath: checkout.path('npm/npm-cli.js') };

  const first = await checkout.run([SET_UP, 'report', '--one', 'two'], env);
  expect(first).toEqual({
    exitCode: 3,
    stdout: 'report,--one,two\n',
    stderr: 'plimsoll: installing packages with `npm ci` …\nplimsoll: building …\n',
  });
  const second = await checkout.run([SET_UP, 'report'], env);
  expect(second).toEqual({ exitCode: 3, stdout: 'report\n', stderr: '' });
  expect(readFileSync(checkout.path('npm-calls'), 'utf8')).toBe('ci --no-audit --no-fund\n');
});

test('packages that cannot be installed end it', async ({ checkout }) => {
  checkout.write('npm/npm-cli.js', "console.error('npm error network');\nprocess.exit(1);\n");
  checkout.install('0.9.0');
  const { exitCode, stderr } = await checkout.run([SET_UP, 'build'], {
    npm_execpath: checkout.path('npm/npm-cli.js'),
  });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/npm error network\nFailed to install packages: .*\n$/);
  expect(existsSync(checkout.path('dist'))).toBe(false);
});

test('a build that fails ends it', async ({ checkout }) => {
  checkout.write('src/stats/double.ts', 'export const double: string = 2;\n');
  const { exitCode, stderr } = await checkout.run([SET_UP, 'report']);
  expect(exitCode).toBe(1);
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('Failed to build: the compiler found the errors above');
});

test('a browser is provided and handed on where the command needs one', async ({ checkout }) => {
  checkout.write('src/cli/main.ts', 'console.log(process.argv[2], process.env.PLIMSOLL_BROWSER ?? null);\n');
  checkout.write(
    'src/cli/provide-browser.ts',
    `export async function provideBrowser({ env }: { env: NodeJS.ProcessEnv }) {
      if (env.NO_BROWSER) throw Object.assign(new Error('Failed to find'), { code: 'E_NO_BROWSER', hint: 'Do this.' });
      env.PLIMSOLL_BROWSER = 'handed on';
    }`,
  );
  const env = { PLIMSOLL_BROWSER: undefined };
  expect((await checkout.run([SET_UP, 'experience'], env)).stdout).toBe('run handed on\n');
  expect((await checkout.run([SET_UP, 'experience:model'], env)).stdout).toBe('run-model handed on\n');
  expect((await checkout.run([SET_UP, 'report'], env)).stdout).toBe('report null\n');
  expect(await checkout.run([SET_UP, 'experience'], { NO_BROWSER: '1' })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'Failed to find\nDo this. (E_NO_BROWSER)\n',
  });
});

test.describe('signals', () => {
  /** Counts what it hears and takes its time to end, as a run does that still writes its report. */
  const COUNTING = `let heard = 0;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        heard += 1;
        setTimeout(() => {
          console.log(signal, heard);
          process.exit(signal === 'SIGINT' ? 130 : 9);
        }, 300);
      });
    }
    setInterval(() => undefined, 1000);
    console.log('ready');`;

  test('Ctrl-C reaches the command once, and its end is waited for', async ({ checkout }) => {
    checkout.write('src/cli/main.ts', COUNTING);
    const setUp = checkout.start([SET_UP, 'report']);
    await expect.poll(setUp.printed, { timeout: 15_000 }).toBe('ready\n');
    process.kill(-setUp.pid, 'SIGINT');
    expect(await setUp.ended).toMatchObject({ exitCode: 130, stdout: 'ready\nSIGINT 1\n' });
  });

  test('a command that dies of Ctrl-C is 130 too', async ({ checkout }) => {
    checkout.write('src/cli/main.ts', "setInterval(() => undefined, 1000);\nconsole.log('ready');\n");
    const setUp = checkout.start([SET_UP, 'report']);
    await expect.poll(setUp.printed, { timeout: 15_000 }).toBe('ready\n');
    process.kill(-setUp.pid, 'SIGINT');
    expect((await setUp.ended).exitCode).toBe(130);
  });

  test('a request to end, which only we hear, is handed on', async ({ checkout }) => {
    checkout.write('src/cli/main.ts', COUNTING);
    const setUp = checkout.start([SET_UP, 'report']);
    await expect.poll(setUp.printed, { timeout: 15_000 }).toBe('ready\n');
    process.kill(setUp.pid, 'SIGTERM');
    expect(await setUp.ended).toMatchObject({ exitCode: 9, stdout: 'ready\nSIGTERM 1\n' });
  });
});

test.describe('packages are installed when', () => {
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' } };
  const cases: [string, object | null, boolean][] = [
    ['nothing is installed', null, true],
    ['one is missing', {}, true],
    ['one has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'x' } }, true],
    ['one has another content', { 'node_modules/a': { version: '1.0.0', integrity: 'y' } }, true],
  ];
  const not: [string, object, boolean][] = [
    ['all are there', wanted, false],
    ['more is there than asked for', { ...wanted, 'node_modules/b': { version: '2.0.0' } }, false],
  ];
  for (const [what, installed, stale] of [...cases, ...not]) {
    test(`${what}: ${stale ? 'yes' : 'no'}`, ({ checkout }) => {
      checkout.write('package-lock.json', JSON.stringify({ packages: wanted }));
      if (installed)
        checkout.write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
      else checkout.forgetInstall();
      expect(dependenciesAreStale(checkout.root)).toBe(stale);
    });
  }

  test('the lock file does not know the content of one: no', ({ checkout }) => {
    const installed = { ...wanted, 'node_modules/b': { version: '2.0.0', integrity: 'z' } };
    const packages = { ...wanted, 'node_modules/b': { version: '2.0.0', optional: true } };
    checkout.write('package-lock.json', JSON.stringify({ packages }));
    checkout.write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
    expect(dependenciesAreStale(checkout.root)).toBe(false);
  });

  test('one that does not fit this platform is not missed: no', ({ checkout }) => {
    const packages = { ...wanted, 'node_modules/fsevents': { version: '2.0.0', optional: true } };
    checkout.write('package-lock.json', JSON.stringify({ packages }));
    checkout.write('node_modules/.package-lock.json', JSON.stringify({ packages: wanted }));
    expect(dependenciesAreStale(checkout.root)).toBe(false);
  });
});
