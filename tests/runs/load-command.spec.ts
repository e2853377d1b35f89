import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { readLedger } from '../../dist/src/ledger/read-ledger.js';
import type { Findings } from '../../dist/src/model/findings.js';
import type { LoadSummary } from '../../dist/src/model/load-summary.js';
import { startPeer } from '../load/mcp-peers.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ROOT = at('../..');

interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly runDir: string | undefined;
  findings(): Findings;
  summary(): LoadSummary;
}

let reportsDir = '';
test.beforeEach(() => {
  reportsDir = mkdtempSync(join(tmpdir(), 'plimsoll-load-'));
});
test.afterEach(() => rmSync(reportsDir, { recursive: true }));

/** `plimsoll load …`; `interruptAt` sends Ctrl-C once that was printed. */
async function load(args: readonly string[], interruptAt?: string): Promise<Finished> {
  const { PLIMSOLL_RUN_ID: _id, LOAD_URL: _url, CHAT_URL: _chat, ...env } = process.env;
  const child = spawn(process.execPath, [at('../../dist/src/cli/main.js'), 'load', ...args], {
    cwd: ROOT,
    env: { ...env, PLIMSOLL_REPORTS_DIR: reportsDir },
  });
  let output = '';
  let interrupted = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (interrupted || interruptAt === undefined || !output.includes(interruptAt)) return;
      interrupted = true;
      child.kill('SIGINT');
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const run = readdirSync(reportsDir).find((name) => /^\d{4}-/.test(name));
  const runDir = run === undefined ? undefined : join(reportsDir, run);
  const json = <T>(name: string): T => JSON.parse(readFileSync(join(runDir!, name), 'utf8')) as T;
  return {
    code,
    output,
    runDir,
    findings: () => json<Findings>('findings.json'),
    summary: () => json<LoadSummary>('load-summary.json'),
  };
}

test('a plan in TypeScript runs without browsers, and what it counts is what the backend served', async () => {
  const run = await load(['tests/plans/chat.plan.ts']);
  const findings = run.findings();
  // On a machine that others keep busy the run is invalid, and says so: never failed, never wrong.
  expect([0, 3], run.output).toContain(run.code);
  expect(findings.run.people).toEqual([]);
  expect(findings.phases.map(({ name }) => name)).toEqual(['baseline', 'climb', 'peak', 'recovery']);
  const { metrics, outcomes, root_group } = run.summary();
  const truth = readFileSync(join(run.runDir!, 'truth', 'api.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id?: string; requestId?: string });
  const asked = new Set(
    truth.map((line) => line.requestId ?? line.id).filter((id) => id?.startsWith('crowd-')),
  );
  asked.delete('crowd-proving');
  expect(metrics.http_reqs.count).toBe(asked.size);
  expect(metrics.iterations.count).toBe(outcomes.ok);
  expect(metrics.checks).toMatchObject({ fails: 0, passes: 3 * outcomes.ok! });
  expect(root_group.checks.map(({ name }) => name)).toEqual([
    'status is 200',
    'no error event',
    'says something',
  ]);
  expect(run.output).toContain('✓ says something');
  expect(run.output).not.toContain('perceived');
});

test('a threshold that does not hold fails the command, and is named', async () => {
  const run = await load([
    ...['--streams', '2', '--seconds', '4', '--threshold', 'hold: load.goodShare >= 0'],
    ...['--threshold', 'checkShare >= 1', '--check', 'no MCP isError', '--check', 'answer has text'],
    ...['--threshold', 'streams <= 1'],
  ]);
  expect([1, 3], run.output).toContain(run.code);
  expect(run.findings().budgets.map(({ status }) => status)).toEqual(['pass', 'pass', 'fail']);
  expect(run.output).toContain('✗ number of streams offered of the run is at most 1');
});

test('the plan for a tool of an MCP server runs against one', async () => {
  const peer = await startPeer({ kind: 'streamable-http' });
  process.env.MCP_URL = peer.url;
  try {
    const run = await load(['tests/plans/mcp-tool.plan.ts']);
    // On a busy machine the run is invalid, or its good share too small; whatever it was asked was answered as it should be.
    expect([0, 1, 3], run.output).toContain(run.code);
    const { metrics } = run.summary();
    expect(metrics.http_reqs.count).toBeGreaterThan(20);
    expect(metrics.checks).toMatchObject({ fails: 0, passes: 3 * metrics.iterations.count });
    expect(run.findings().budgets[0]).toMatchObject({ metric: 'checkShare', status: 'pass' });
  } finally {
    delete process.env.MCP_URL;
    await peer.close();
  }
});

test('on two threads it is one crowd: one ledger of seconds, every stream once, the backend’s metrics beside them', async () => {
  const metrics = createServer((_request, response) => {
    response.end(`# TYPE ticks counter\nticks_total ${Math.floor(performance.now())}\n`);
  });
  await new Promise<void>((resolve) => metrics.listen(0, '127.0.0.1', resolve));
  const { port } = metrics.address() as AddressInfo;
  const run = await load([
    ...['--threads', '2', '--streams', '5', '--seconds', '5'],
    ...['--metrics', `http://127.0.0.1:${port}/metrics`, '--metric', 'ticks_*'],
  ]);
  metrics.closeAllConnections();
  metrics.close();
  expect([0, 3], run.output).toContain(run.code);
  const ledger = await readLedger(run.runDir!);
  const processes = ledger.headers.map((header) => header.process);
  expect(processes.filter((name) => name.startsWith('crowd')).sort()).toEqual([
    'crowd',
    'crowd-1',
    'crowd-2',
  ]);
  expect(new Set(ledger.streams.map(({ id }) => id)).size).toBe(ledger.streams.length);
  const starts = ledger.buckets.reduce((sum, bucket) => sum + bucket.starts, 0);
  expect(starts).toBe(ledger.streams.length);
  expect(run.summary().metrics.http_reqs.count).toBe(ledger.streams.length);
  expect(ledger.buckets.every(({ threads }) => threads?.length === 2)).toBe(true);
  // A thousand ticks a second.
  const rates = ledger.backends
    .map(({ series }) => series['ticks_total/s'])
    .filter((rate) => rate !== undefined);
  expect(rates.length).toBeGreaterThan(1);
  for (const rate of rates) expect(rate).toBeGreaterThan(500);
  expect(run.findings().backend!.failed).toBe(0);
});

test('Ctrl-C writes the report of what had been measured, marked interrupted', async () => {
  const run = await load(['--per-second', '5', '--seconds', '60'], 'the crowd is ready');
  expect(run.code, run.output).toBe(130);
  expect(run.findings().run.interrupted).toBe(true);
  expect(run.output).toContain('The run was interrupted');
  expect(run.summary().state.interrupted).toBe(true);
});

test.describe('what cannot be done is said before anything is sent', () => {
  for (const [what, args, message] of [
    ['a file that is not there', ['nowhere.plan.ts'], /nowhere\.plan\.ts: there is no such file/],
    [
      'somebody else’s host',
      ['https://api.example.org/v1/chat/completions'],
      /may not load api\.example\.org/,
    ],
    ['both kinds of load', ['--streams', '2', '--per-second', '2'], /were both given/],
    ['a metric that nobody measures', ['--threshold', 'latency <= 1'], /There is no metric "latency"/],
    ['a check that nobody knows', ['--check', 'is nice'], /no check "is nice"/],
    ['a header without a colon', ['-H', 'secret'], /--header has no colon/],
  ] as const) {
    test(what, async () => {
      const run = await load(args);
      expect(run.code).toBe(2);
      expect(run.output).toMatch(message);
      expect(run.runDir).toBeUndefined();
    });
  }

  test('nobody listens: what was tried and what came back', async () => {
    const run = await load(['http://127.0.0.1:9/v1/chat/completions', '--streams', '1', '--seconds', '1']);
    expect(run.code).toBe(2);
    expect(run.output).toContain(
      'a first stream from http://127.0.0.1:9/v1/chat/completions ended as connect',
    );
  });
});
