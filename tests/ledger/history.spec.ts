import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { appendHistory, readHistory } from '../../dist/src/ledger/history.js';
import type { HistoryLine } from '../../dist/src/model/trend.js';

let folder: string;
let file: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-history-'));
  file = join(folder, 'deep', 'history.jsonl');
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (run: string): HistoryLine => ({
  schema: 'plimsoll.history/1',
  run,
  startedAt: '2026-01-01T00:00:00.000Z',
  profile: 'quick',
  target: 'embedded demo (smooth)',
  verdict: 'pass',
  validity: 'valid',
  errorMs: 2,
  fingerprint: { hash: 'abc', parts: { cores: '2' } },
  figures: { loadLine: 8, loadLineStatus: 'found', ceilingPerSecond: 3.5, recoveredMs: 400 },
  measures: [
    { metric: 'perceivedTtftMs', phase: 'peak', values: [900, null, 1_000.25] },
    { metric: 'goodShare', phase: 'peak', good: 2, n: 3 },
  ],
});

test('runs are kept in the order in which they came, each once, however often its report is built', () => {
  expect(readHistory(file)).toEqual({ lines: [], unread: 0 });
  expect([
    appendHistory(file, line('a')),
    appendHistory(file, line('b')),
    appendHistory(file, line('a')),
  ]).toEqual([true, true, false]);
  expect(readHistory(file)).toEqual({ lines: [line('a'), line('b')], unread: 0 });
});

test('a line that was cut at any byte costs itself and no other', () => {
  appendHistory(file, line('a'));
  appendHistory(file, line('b'));
  const whole = readFileSync(file);
  const first = whole.indexOf('\n') + 1;
  for (let length = first + 1; length < whole.length - 1; length += 37) {
    writeFileSync(file, whole);
    truncateSync(file, length);
    expect(readHistory(file)).toEqual({ lines: [line('a')], unread: 1 });
    appendHistory(file, line('c'));
    expect(readHistory(file).lines.map(({ run }) => run)).toEqual(['a', 'c']);
  }
});

test('what is no line of this version is counted', () => {
  appendHistory(file, line('a'));
  appendFileSync(file, '{"schema":"plimsoll.history/9","run":"x"}\nnot JSON\n');
  appendHistory(file, line('b'));
  const { lines, unread } = readHistory(file);
  expect([lines.map(({ run }) => run), unread]).toEqual([['a', 'b'], 2]);
});
