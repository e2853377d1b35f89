import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { createHostSampler } from '../../dist/src/run/host-sampler.js';
import { environmentOf, killProcesses, processesOfRun } from '../../dist/src/run/processes-of-run.js';
import { ROLE_VARIABLE, RUN_TOKEN_VARIABLE } from '../../dist/src/run/protocol.js';

test.skip(process.platform !== 'linux', 'needs /proc');
test.describe.configure({ mode: 'serial' });

const TOKEN = 'token-of-this-test';
const started: ChildProcess[] = [];
let before: string | undefined;

/** A process that says that it runs, uses a CPU for 250 ms when it is told to, and ends with its input. */
const PROGRAM = `process.stdout.write('up'); process.stdin.on('data', () => {
  for (const used = process.cpuUsage(); process.cpuUsage(used).user < 250_000;);
  process.stdout.write('done');
}).on('end', () => process.exit());`;

async function child(env: Record<string, string>): Promise<ChildProcess> {
  const { [RUN_TOKEN_VARIABLE]: _token, [ROLE_VARIABLE]: _role, ...rest } = process.env;
  const process_ = spawn(process.execPath, ['-e', PROGRAM], {
    env: { ...rest, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(process_);
  await once(process_.stdout!, 'data');
  return process_;
}

test.beforeEach(() => {
  before = process.env[RUN_TOKEN_VARIABLE];
  process.env[RUN_TOKEN_VARIABLE] = TOKEN;
});

test.afterEach(() => {
  if (before === undefined) delete process.env[RUN_TOKEN_VARIABLE];
  else process.env[RUN_TOKEN_VARIABLE] = before;
  for (const one of started.splice(0)) one.kill('SIGKILL');
});

test('a process with the run’s token is found with its environment; others are not', async () => {
  const [ours, other, none] = await Promise.all([
    child({ [RUN_TOKEN_VARIABLE]: TOKEN, [ROLE_VARIABLE]: 'crowd', EMPTY: '', EQUALS: 'a=b=c' }),
    child({ [RUN_TOKEN_VARIABLE]: `${TOKEN}-of-another` }),
    child({}),
  ]);
  const found = processesOfRun();
  const pids = found.map(({ pid }) => pid);
  expect(pids).toContain(ours.pid);
  expect(pids).not.toContain(other.pid);
  expect(pids).not.toContain(none.pid);
  const { environment } = found.find(({ pid }) => pid === ours.pid)!;
  expect(environment.get(ROLE_VARIABLE)).toBe('crowd');
  expect(environment.get('EQUALS')).toBe('a=b=c');
  expect(environment.get('EMPTY')).toBe('');
});

test('killing ends those that were found, but for whom to keep, and minds nobody who is gone', async () => {
  const [gone, kept, killed] = await Promise.all([
    child({ [RUN_TOKEN_VARIABLE]: TOKEN }),
    child({ [RUN_TOKEN_VARIABLE]: TOKEN }),
    child({ [RUN_TOKEN_VARIABLE]: TOKEN }),
  ]);
  const ours = processesOfRun().filter(({ pid }) => started.some((one) => one.pid === pid));
  expect(ours).toHaveLength(3);
  gone.stdin!.end();
  await once(gone, 'exit');
  const ended = once(killed, 'exit');
  killProcesses(ours, new Set([kept.pid!]));
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(kept.exitCode ?? kept.signalCode).toBeNull();
  expect(environmentOf(kept.pid!)?.get(RUN_TOKEN_VARIABLE)).toBe(TOKEN);
});

test('without a run there are no processes of it, and none is invented', () => {
  delete process.env[RUN_TOKEN_VARIABLE];
  expect(processesOfRun()).toEqual([]);
  expect(environmentOf(2 ** 30)).toBeUndefined();
});

/** Of the whole machine, however many CPUs it has and whoever else uses them. */
const A_LITTLE = 0.005;

test('the sampler tells what our processes used from what others did', async () => {
  const [ours, foreign] = await Promise.all([
    child({ [RUN_TOKEN_VARIABLE]: TOKEN, [ROLE_VARIABLE]: 'crowd' }),
    child({}),
  ]);
  // No runner: what one starts is ours, token or not, and both of these are started here.
  const sample = createHostSampler(0);
  const first = sample(0);
  expect(first).toMatchObject({ type: 'host', cpuBusyShare: null, foreignCpuShare: null, shares: {} });
  const work = async (worker: ChildProcess): Promise<void> => {
    worker.stdin!.write('.');
    await once(worker.stdout!, 'data');
  };
  await work(ours);
  const busy = sample(400);
  await work(foreign);
  const elsewhere = sample(800);
  expect(busy).toMatchObject({ fromMs: 0, toMs: 400 });
  expect(busy.cpuBusyShare!).toBeLessThanOrEqual(1);
  expect(busy.shares.crowd!).toBeGreaterThan(A_LITTLE);
  expect(elsewhere.shares.crowd ?? 0).toBeLessThan(busy.shares.crowd! / 2);
  expect(elsewhere.foreignCpuShare!).toBeGreaterThan(A_LITTLE);
});
