import { expect, test } from '@playwright/test';
import { runBounded } from '../../dist/src/cli/run-bounded.js';

/** A shell line, stopped after `timeoutMs`. */
const shell = (line: string, timeoutMs: number, rest: Partial<Parameters<typeof runBounded>[0]> = {}) =>
  runBounded({ title: line, command: '/bin/sh', args: ['-c', line], timeoutMs, ...rest });

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

test('both outputs and the exit code come back', async () => {
  expect(await shell('echo out; echo err >&2; exit 3', 5000)).toEqual({
    exitCode: 3,
    ended: 'exited',
    output: expect.stringMatching(/out\n[\s\S]*err\n|err\n[\s\S]*out\n/),
  });
});

test('a command that hangs is stopped together with what it started', async () => {
  const result = await shell('sleep 60 & echo $!; wait', 300);
  expect(result).toMatchObject({ exitCode: null, ended: 'timed-out' });
  await expect.poll(() => isGone(Number(result.output))).toBe(true);
});

test('what a finished command leaves running does not hold us up', async () => {
  const result = await shell('sleep 60 & echo $!', 10_000);
  expect(result).toMatchObject({ exitCode: 0, ended: 'exited' });
  await expect.poll(() => isGone(Number(result.output))).toBe(true);
});

test('progress buys time, but not for ever', async () => {
  const steps = 'for i in 1 2 3 4 5 6; do echo "$i% of it"; sleep 0.2; done';
  expect(await shell(steps, 600, { progress: /% of/ })).toMatchObject({ ended: 'exited' });
  expect(await shell(steps, 600)).toMatchObject({ ended: 'timed-out' });
  expect(await shell(steps, 600, { progress: /% of/, maxMs: 800 })).toMatchObject({ ended: 'timed-out' });
});

test('an interrupt ends it', async () => {
  const controller = new AbortController();
  const running = shell('sleep 60', 60_000, { signal: controller.signal });
  controller.abort();
  expect(await running).toMatchObject({ exitCode: null, ended: 'aborted' });
  expect(await shell('echo never', 1000, { signal: controller.signal })).toMatchObject({
    ended: 'aborted',
    output: '',
  });
});

test('a command that does not exist is an answer, not a crash', async () => {
  const result = await runBounded({ title: 'x', command: '/no/such/command', args: [], timeoutMs: 1000 });
  expect(result).toMatchObject({
    exitCode: null,
    ended: 'not-started',
    output: expect.stringContaining('ENOENT'),
  });
});
