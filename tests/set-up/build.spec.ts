import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { test as base, expect } from '@playwright/test';
import { isStale, stampOf } from '../../src/cli/build-stamp.mjs';
import { TemporaryCheckout } from './temporary-checkout.js';

const test = base.extend<{ checkout: TemporaryCheckout }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of other fixtures here
  checkout: async ({}, use) => {
    const checkout = new TemporaryCheckout();
    await use(checkout);
    checkout.remove();
  },
});

test('a build compiles, bundles, makes the entry executable and is fresh', async ({ checkout }) => {
  expect(isStale(checkout.root)).toBe(true);
  expect(await checkout.build()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  expect(isStale(checkout.root)).toBe(false);
  expect(existsSync(checkout.path('dist/bundled'))).toBe(true);
  expect(statSync(checkout.path('dist/src/cli/main.js')).mode & 0o111).toBe(0o111);
  expect((await checkout.run(['dist/src/cli/main.js'])).stdout).toBe('42\n');
  expect(existsSync(checkout.path('dist/.lock'))).toBe(false);
});

test('every change of an input makes it stale, and only that', async ({ checkout }) => {
  await checkout.build();
  const same = 'export const double = (n: number) => 2 * n;\n';
  const changes: [string, string | null][] = [
    ['src/stats/double.ts', `${same}// changed\n`],
    ['src/report/client/chart.css', 'p {}'],
    ['fixtures/index.ts', 'export {};'],
    ['tsconfig.json', '{}'],
    ['package-lock.json', '{}'],
    ['src/stats/double.ts', null],
  ];
  for (const [path, text] of changes) {
    const before = stampOf(checkout.root).hash;
    if (text === null) rmSync(checkout.path(path));
    else checkout.write(path, text);
    expect(isStale(checkout.root), path).toBe(true);
    expect(stampOf(checkout.root).hash, path).not.toBe(before);
  }
});

test('touching a file without changing it, or files that are no input, leave it fresh', async ({
  checkout,
}) => {
  await checkout.build();
  checkout.write('src/stats/double.ts', 'export const double = (n: number) => 2 * n;\n');
  checkout.write('README.md', 'changed');
  checkout.write('tests/a.spec.ts', 'changed');
  expect(isStale(checkout.root)).toBe(false);
});

test('moving text from one file to the next is a change', async ({ checkout }) => {
  checkout.write('src/a.ts', 'export {};\nexport {};\n');
  checkout.write('src/b.ts', '');
  const before = stampOf(checkout.root).hash;
  checkout.write('src/a.ts', 'export {};\n');
  checkout.write('src/b.ts', 'export {};\n');
  expect(stampOf(checkout.root).hash).not.toBe(before);
});

test('the output of a source that is gone goes too', async ({ checkout }) => {
  checkout.write('src/stats/half.tsx', 'export const half = 0.5;\n');
  await checkout.build();
  expect(existsSync(checkout.path('dist/src/stats/half.js'))).toBe(true);
  rmSync(checkout.path('src/stats/half.tsx'));
  await checkout.build();
  for (const suffix of ['js', 'js.map', 'd.ts']) {
    expect(existsSync(checkout.path(`dist/src/stats/half.${suffix}`))).toBe(false);
  }
});

test('output that someone removed is made again', async ({ checkout }) => {
  await checkout.build();
  rmSync(checkout.path('dist/src'), { recursive: true });
  expect((await checkout.build()).exitCode).toBe(0);
  expect(existsSync(checkout.path('dist/src/stats/double.js'))).toBe(true);
});

test("a failed build shows the compiler's words, ends in a clear line and stays stale", async ({
  checkout,
}) => {
  checkout.write('src/stats/double.ts', 'export const double: string = 2;\n');
  const { exitCode, stderr } = await checkout.build();
  expect(exitCode).toBe(1);
  expect(stderr).toContain('src/stats/double.ts(1,14): error TS2322');
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('Failed to build: the compiler found the errors above');
  expect(isStale(checkout.root)).toBe(true);
  expect(existsSync(checkout.path('dist/.lock'))).toBe(false);
});

test('a bundle that fails or is missing is named', async ({ checkout }) => {
  checkout.write('src/demo/build-page.mjs', "console.error('no such style');\nprocess.exit(1);\n");
  expect((await checkout.build()).stderr).toBe(
    'no such style\nFailed to build: src/demo/build-page.mjs ended with the error above\n',
  );
  rmSync(checkout.path('src/demo/build-page.mjs'));
  expect((await checkout.build()).stderr).toBe('Failed to build: src/demo/build-page.mjs is missing\n');
});

test('two builds at once follow each other, and the second finds its work done', async ({ checkout }) => {
  checkout.write(
    'src/probe/build-probe.mjs',
    "import { appendFileSync } from 'node:fs';\nappendFileSync('dist/runs', 'x');\n",
  );
  const ends = await Promise.all([checkout.build(), checkout.build()]);
  expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(statSync(checkout.path('dist/runs')).size).toBe(1);
});

test('the lock of a build that was killed is taken over', async ({ checkout }) => {
  const dead = checkout.start(['-e', '']);
  await dead.ended;
  mkdirSync(checkout.path('dist/.lock'), { recursive: true });
  writeFileSync(checkout.path('dist/.lock/pid'), String(dead.pid));
  expect((await checkout.build()).exitCode).toBe(0);
  expect(existsSync(checkout.path('dist/.lock'))).toBe(false);
});

test.describe('before a Playwright run', () => {
  const CONFIG = ['--input-type=module', '-e', "import './src/cli/fresh-build.mjs'; console.log('loaded');"];

  test('a stale build is renewed, with one line, and a fresh one left alone', async ({ checkout }) => {
    expect(await checkout.run(CONFIG)).toEqual({
      exitCode: 0,
      stdout: 'loaded\n',
      stderr: 'plimsoll: sources have changed since the last build; building …\n',
    });
    expect(isStale(checkout.root)).toBe(false);
    expect(await checkout.run(CONFIG)).toEqual({ exitCode: 0, stdout: 'loaded\n', stderr: '' });
  });

  test('a worker never builds', async ({ checkout }) => {
    expect((await checkout.run(CONFIG, { TEST_WORKER_INDEX: '0' })).stderr).toBe('');
    expect(isStale(checkout.root)).toBe(true);
  });

  test('a build that fails stops the run', async ({ checkout }) => {
    checkout.write('src/stats/double.ts', 'export const double: string = 2;\n');
    const { exitCode, stdout, stderr } = await checkout.run(CONFIG);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('error TS2322');
    expect(stderr).toContain('Failed to build Plimsoll from its sources');
  });
});
