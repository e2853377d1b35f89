import { expect, test } from '@playwright/test';
import { failureReasons } from '../../dist/src/findings/failure-reasons.js';
import type { RunStage } from '../../dist/src/findings/run-stages.js';
import type { StreamRecord } from '../../dist/src/model/records.js';

const stages = [
  { name: 'warm-up', kind: 'warm-up', fromMs: 0, toMs: 1000 },
  { name: 'baseline', kind: 'baseline', fromMs: 1000, toMs: 2000 },
  { name: 'peak', kind: 'peak', fromMs: 2000, toMs: 3000 },
].map((stage) => ({ ...stage, windows: [stage] })) as unknown as RunStage[];

let ids = 0;
const stream = (scheduledMs: number, more: Partial<StreamRecord> = {}): StreamRecord =>
  ({
    type: 'stream',
    id: `s${++ids}`,
    user: 1,
    outcome: 'ok',
    scheduledMs,
    endedMs: scheduledMs + 10,
    ...more,
  }) as StreamRecord;

test('reasons are counted by what was said, the most frequent first; the warm-up and what is no failure are in none', () => {
  const limited = {
    outcome: 'http_429',
    detail: 'HTTP 429: limit of 20 reached, request 6f1c2d3e-0a1b-4c5d-8e9f-001122334455',
  } as const;
  const streams = [
    stream(500, { outcome: 'reset', detail: 'in the warm-up' }),
    stream(1100),
    stream(1200, { outcome: 'incomplete' }),
    stream(1300, { outcome: 'cancelled', detail: 'the user pressed Stop' }),
    stream(1400, { outcome: 'dropped', detail: 'the cap' }),
    stream(1500, { outcome: 'http_5xx', detail: 'HTTP 503' }),
    stream(2100, limited),
    stream(2200, {
      ...limited,
      detail: 'HTTP 429: limit of 30 reached, request 7a2b3c4d-1111-4c5d-8e9f-aabbccddeeff',
    }),
    stream(1600, limited),
    stream(2250, { outcome: 'http_5xx', detail: 'HTTP 500' }),
    stream(2300, { outcome: 'reset' }),
    stream(2400, { outcome: 'http_5xx', detail: 'HTTP 503', lane: 'mcp' }),
  ];
  expect(failureReasons({ streams }, { stages })).toEqual([
    { outcome: 'http_429', detail: limited.detail, n: 3, phases: ['baseline', 'peak'] },
    { outcome: 'http_5xx', detail: 'HTTP 503', n: 1, phases: ['baseline'] },
    { outcome: 'http_5xx', detail: 'HTTP 500', n: 1, phases: ['peak'] },
    { outcome: 'reset', n: 1, phases: ['peak'] },
    { outcome: 'http_5xx', lane: 'mcp', detail: 'HTTP 503', n: 1, phases: ['peak'] },
  ]);
});

test('a server that says something else each time is not remembered word by word', () => {
  const word = (nth: number): string => [...String(nth)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  const streams = Array.from({ length: 3000 }, (_, nth) =>
    stream(1500, { outcome: 'inband_error', detail: `sorry ${word(nth)}` }),
  );
  const [most, ...others] = failureReasons({ streams }, { stages });
  // Nobody's words stand for all of them.
  expect(most).toEqual({ outcome: 'inband_error', n: 2000, phases: ['baseline'] });
  expect(others).toHaveLength(7);
});

test('nothing failed: there are no reasons', () => {
  expect(failureReasons({ streams: [stream(1500)] }, { stages })).toEqual([]);
});
