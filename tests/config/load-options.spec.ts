import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { guessDialect } from '../../dist/src/config/guess-dialect.js';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { parseThreshold } from '../../dist/src/config/parse-threshold.js';
import { readPrompts } from '../../dist/src/config/read-prompts.js';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';

const alone = (config: PlimsollOptions) => resolvePlan({ config, env: {}, alone: true });
const stages = (...given: NonNullable<PlimsollOptions['stages']>) =>
  alone({ limits: { maxMinutes: 100, maxRequests: 1e6, maxStreams: 1000 }, stages: given }).stages.map(
    ({ name, kind, load, durationMs, rampMs }) => [
      name,
      kind,
      load.model === 'closed' ? load.streams : load.model === 'open' ? `${load.perSecond}/s` : 0,
      durationMs / 1000,
      rampMs / 1000,
    ],
  );

test.describe('shapes stand for stages', () => {
  test('a staircase ends in its peak', () => {
    expect(stages({ shape: 'staircase', from: 4, to: 16, steps: 3, seconds: 10 })).toEqual([
      ['climb-4', 'climb', 4, 10, 1],
      ['climb-10', 'climb', 10, 10, 1],
      ['peak', 'peak', 16, 10, 1],
    ]);
    expect(stages({ shape: 'staircase', unit: 'perSecond', from: 0.5, to: 2, steps: 4, seconds: 5 })).toEqual(
      [
        ['climb-0.5/s', 'climb', '0.5/s', 5, 1],
        ['climb-1/s', 'climb', '1/s', 5, 1],
        ['climb-1.5/s', 'climb', '1.5/s', 5, 1],
        ['peak', 'peak', '2/s', 5, 1],
      ],
    );
  });

  test('ramp and hold is one stage, which settles when the ramp is over', () => {
    expect(stages({ shape: 'ramp-and-hold', to: 20, rampSeconds: 30, seconds: 60 })).toEqual([
      ['peak', 'peak', 20, 90, 30],
    ]);
  });

  test('a spike stands between two stretches of its base load', () => {
    expect(stages({ shape: 'spike', base: 2, to: 40, baseSeconds: 10, seconds: 5 })).toEqual([
      ['before-spike', 'climb', 2, 10, 1],
      ['spike', 'peak', 40, 5, 0],
      ['after-spike', 'recovery', 2, 10, 1],
    ]);
  });

  test('a soak is cut into parts that can be compared', () => {
    expect(stages({ shape: 'soak', to: 5, minutes: 60, parts: 3 })).toEqual([
      ['soak-1', 'peak', 5, 1200, 1],
      ['soak-2', 'peak', 5, 1200, 1],
      ['soak-3', 'peak', 5, 1200, 1],
    ]);
  });

  test('many connections take longer to come', () => {
    expect(stages({ kind: 'peak', streams: 1000, seconds: 30 })).toEqual([['peak', 'peak', 1000, 30, 5]]);
  });
});

test('an open load has Poisson arrivals unless it says otherwise, and is not closed as well', () => {
  const load = (stage: object) => alone({ stages: [{ kind: 'peak', seconds: 5, ...stage }] }).stages[0]!.load;
  expect(load({ perSecond: 5 })).toEqual({ model: 'open', perSecond: 5, arrivals: 'poisson' });
  expect(load({ perSecond: 5, arrivals: 'constant' })).toMatchObject({ arrivals: 'constant' });
  expect(() => load({ perSecond: 5, streams: 2 })).toThrow(/both streams \(closed load\) and perSecond/);
  expect(() => load({ streams: 2, arrivals: 'poisson' })).toThrow(/arrivals but no perSecond/);
});

test('an open load that would need more requests than it may send is refused', () => {
  expect(() =>
    alone({ limits: { maxRequests: 100 }, stages: [{ kind: 'peak', perSecond: 30, seconds: 5 }] }),
  ).toThrow(/start about 150 streams, more than limits.maxRequests \(100\)/);
});

test('alone there are no people, no page and no budgets but those that were set', () => {
  const plan = alone({
    target: { loadUrl: 'http://127.0.0.1:9/v1' },
    thresholds: ['peak: load.goodShare >= 95%'],
  });
  expect(plan).toMatchObject({ people: 0, target: { chatUrl: null, demo: null } });
  expect(plan.budgets).toEqual([{ metric: 'load.goodShare', phase: 'peak', op: 'atLeast', limit: 0.95 }]);
  for (const { minTurns, durationMs, maxDurationMs } of plan.stages)
    expect([minTurns, maxDurationMs]).toEqual([0, durationMs]);
});

test.describe('thresholds in short', () => {
  for (const [text, budget] of [
    ['wireTtftMs.p95 <= 1500', { metric: 'wireTtftMs.p95', phase: 'run', op: 'atMost', limit: 1500 }],
    ['wireTtftMs.p95<=1.5s', { metric: 'wireTtftMs.p95', phase: 'run', op: 'atMost', limit: 1500 }],
    ['climb-5/s: gapMs.p99 <= 80ms', { metric: 'gapMs.p99', phase: 'climb-5/s', op: 'atMost', limit: 80 }],
    ['checkShare >= 99.5%', { metric: 'checkShare', phase: 'run', op: 'atLeast', limit: 0.995 }],
    ['checks >= 0.99', { metric: 'checkShare', phase: 'run', op: 'atLeast', limit: 0.99 }],
    [
      'checks{name:no MCP isError} >= 99%',
      { metric: 'checkShare{no MCP isError}', phase: 'run', op: 'atLeast', limit: 0.99 },
    ],
    [
      "peak: checks{check:'status is 200'} == 1",
      { metric: 'checkShare{status is 200}', phase: 'peak', op: 'is', limit: 1 },
    ],
    ['checkShare{a: b <= c}>=1', { metric: 'checkShare{a: b <= c}', phase: 'run', op: 'atLeast', limit: 1 }],
    ['recovered == true', { metric: 'recovered', phase: 'run', op: 'is', limit: true }],
    ['outcomes.http_5xx == 0', { metric: 'outcomes.http_5xx', phase: 'run', op: 'is', limit: 0 }],
  ] as const) {
    test(text, () => expect(parseThreshold(text)).toEqual(budget));
  }
  for (const text of ['', 'p(95)<500', 'wireTtftMs.p95 < 10', 'wireTtftMs.p95 <= soon', 'a b <= 1']) {
    test(`"${text}" is refused with how to write it`, () => {
      expect(() => parseThreshold(text)).toThrow(/cannot be read/);
    });
  }
});

test('limits.maxStreams is over all lanes, and each thread needs one', () => {
  const chat = 'http://127.0.0.1:9/';
  const withLane = (streams: number, perStream: number, threads = 1) =>
    resolvePlan({
      config: {
        target: {
          chatUrl: chat,
          loadUrl: chat,
          lanes: { mcp: { loadUrl: chat, loadDialect: 'mcp-2026', perStream } },
        },
        crowd: { threads },
        limits: { maxStreams: 30 },
        stages: [{ kind: 'peak', streams, seconds: 5 }],
      },
      env: {},
    });
  expect(withLane(20, 0.5).stages).toHaveLength(1);
  // Each of the two alone would be allowed.
  expect(() => withLane(22, 0.5)).toThrow(
    /33 streams \(22 chat \+ 11 mcp\), more than limits\.maxStreams \(30\)/,
  );
  expect(withLane(20, 0.5, 10).crowd.threads).toBe(10);
  expect(() => withLane(20, 0.5, 11)).toThrow(
    /crowd\.threads is 11, but a lane's part of limits\.maxStreams is 10/,
  );
});

test('what an endpoint speaks is told by its address', () => {
  for (const [url, dialect] of [
    ['http://h/v1/chat/completions', 'openai-chat'],
    ['https://h/v1/responses?x=1', 'openai-responses'],
    ['http://h/v1/messages', 'anthropic-messages'],
    ['http://h/api/chat', 'ai-sdk-ui'],
    ['http://h:11434/api/chat', 'ollama'],
    ['http://h/mcp', 'mcp-streamable-http'],
    ['http://h/anything', 'auto'],
  ] as const)
    expect(guessDialect(url)).toBe(dialect);
});

test('prompts come from lines or JSON lines, and what is no prompt is named by its line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-prompts-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    expect(readPrompts(file('a.txt', 'One?\r\n\nTwo?\n'))).toEqual(['One?', 'Two?']);
    expect(readPrompts(file('a.jsonl', '"One?"\n{"prompt":"Two?"}\n{"text":"Three\\n?"}\n'))).toEqual([
      'One?',
      'Two?',
      'Three\n?',
    ]);
    expect(() => readPrompts(file('b.jsonl', '"One?"\n{"q":1}\n'))).toThrow(/b\.jsonl, line 2, is no prompt/);
    expect(() => readPrompts(file('c.txt', '\n'))).toThrow(/holds no prompt/);
    expect(() => readPrompts(join(folder, 'none.txt'))).toThrow(/cannot be read \(ENOENT\)/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
