import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import type { LoadSummary } from '../../dist/src/model/load-summary.js';

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
