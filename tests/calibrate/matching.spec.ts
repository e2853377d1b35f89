import { expect, test } from '@playwright/test';
import { mergeCalibration } from './calibration-file.js';
import { errorQuantiles, spreadMs } from './error-quantiles.js';
import { judgeAttribution, judgeOverhead, judgePage, judgeStalls, judgeWire } from './judge.js';
import { matchPaints } from './match-paints.js';
import { matchStalls } from './match-stalls.js';
import type { OverheadResult } from './measure-overhead.js';
import { wireErrors } from './measure-wire.js';
import { medianInterval } from './median-interval.js';
import { PAGE_KINDS } from './page-kinds.js';
import type { Transport } from './stream-script.js';

const TRUTH = [
  { presentedMs: 100, text: 'one' },
  { presentedMs: 150, text: 'one two' },
  { presentedMs: 200, text: 'one two three' },
];

test('the error of a paint is its time minus the presentation of the frame that had its text', () => {
  const record = {
    answer: 'one two three',
    paints: [
      [101, 3],
      [147, 7],
      [260, 13],
    ],
  } as const;
  expect(matchPaints(TRUTH, record)).toEqual({ errorsMs: [1, -3, 60], missing: 0 });
});

test('white space may differ, letters may not, and what is never there is missing', () => {
  const spaced = { answer: 'one\n two\n\nthree', paints: [[150, 8] as const, [201, 15] as const] };
  expect(matchPaints(TRUTH, spaced)).toEqual({ errorsMs: [50, 0, 1], missing: 0 });
  const other = { answer: 'one too three', paints: [[100, 13] as const] };
  expect(matchPaints(TRUTH, other)).toEqual({ errorsMs: [0], missing: 2 });
  const onlyTheEnd = { answer: 'two three', paints: [[200, 9] as const] };
  expect(matchPaints(TRUTH, onlyTheEnd)).toEqual({ errorsMs: [], missing: 3 });
  expect(matchPaints(TRUTH, { answer: undefined, paints: [] }).missing).toBe(3);
});

test('a stall is found where it was, and not merely as many', () => {
  const truth = [0, 50, 1550, 1600, 4000];
  expect(matchStalls(truth, [3, 52, 1548, 1602, 4003])).toEqual({ scripted: 2, found: 2, invented: 0 });
  expect(matchStalls(truth, [3, 1100, 1548, 1602, 4003])).toEqual({ scripted: 2, found: 1, invented: 1 });
  expect(matchStalls([0, 900], [0, 1100])).toEqual({ scripted: 0, found: 0, invented: 1 });
});

test('quantiles of an error keep its sign, and the worst is the one farthest from 0', () => {
  const errors = Array.from({ length: 100 }, (_, index) => index - 59);
  expect(errorQuantiles(errors)).toEqual({ p5: -55, p50: -10, p95: 35, max: -59 });
  expect(spreadMs(errorQuantiles(errors))).toBe(55);
  expect(spreadMs(errorQuantiles([]))).toBeNull();
});

test('a page fails by its spread, by a stall and by a text that is missing', () => {
  const good = {
    page: 'steady',
    n: 200,
    runs: 3,
    errorMs: { p5: -4.9, p50: 0, p95: 5, max: 80 },
    stalls: { scripted: 2, found: 2, invented: 0 },
    missing: 0,
    unseen: 0,
    failures: [],
  };
  expect(judgePage(good).met).toBe(true);
  const bad = [
    { errorMs: { ...good.errorMs, p95: 5.1 } },
    { errorMs: { ...good.errorMs, p5: -5.1 } },
    { errorMs: { p5: null, p50: null, p95: null, max: null } },
    { stalls: { scripted: 2, found: 1, invented: 0 } },
    { stalls: { scripted: 2, found: 2, invented: 1 } },
    { missing: 1 },
    { unseen: 1 },
    { failures: ['timed_out'] },
  ];
  for (const change of bad) expect(judgePage({ ...good, ...change }).met, JSON.stringify(change)).toBe(false);
});

test('a script is the same for the same seed, and every piece can be told apart by its letters', () => {
  for (const [name, kind] of Object.entries(PAGE_KINDS)) {
    const script = kind.script(3, 12);
    expect(script, name).toEqual(kind.script(3, 12));
    expect(script, name).not.toEqual(kind.script(4, 12));
    for (const { piece } of script) expect(piece, name).toMatch(/^[a-z ]*[a-z]$/);
  }
});

test('the wire is late by what its curve says, and what never came is missing', () => {
  const wire = [
    [101, 3],
    [140, 7],
  ] as const;
  expect(wireErrors(['abc', 'de', 'fg', 'h'], [100, 110, 139, 150], wire)).toEqual({
    errorsMs: [1, 30, 1],
    missing: 1,
  });
});

test('each figure fails by its own target', () => {
  const errorMs = { p5: -1, p50: 0, p95: 4, max: 9 };
  const wire = { transport: 'fetch', n: 200, errorMs, sources: ['netlog'], missing: 0, caveats: [] } as const;
  expect(judgeWire(wire).met).toBe(true);
  expect(judgeWire({ ...wire, errorMs: { ...errorMs, p95: 6 } }).met).toBe(false);
  expect(judgeWire({ ...wire, missing: 1 }).met).toBe(false);
  expect(judgeStalls({ kind: 'long task', n: 40, right: 38, wrong: { upstream: 2 } }).met).toBe(true);
  expect(judgeStalls({ kind: 'long task', n: 40, right: 37, wrong: { upstream: 3 } }).met).toBe(false);
  expect(judgeAttribution({ part: 'inputMs', n: 21, errorMs, within: 20 }).met).toBe(true);
  expect(judgeAttribution({ part: 'inputMs', n: 21, errorMs, within: 19 }).met).toBe(false);
  const same = { median: 1, interval: [0.99, 1.01] } as const;
  const overhead = {
    pairs: 20,
    frames: same,
    mainThread: same,
    mainThreadCpu: same,
    mainThreadNoise: same,
    mainThreadCpuNoise: same,
  };
  const met = (change: Partial<OverheadResult>): boolean[] =>
    judgeOverhead({ ...overhead, ...change }).map((line) => line.met);
  expect(met({})).toEqual([true, true]);
  expect(met({ frames: { ...same, median: 0.98 } })).toEqual([false, true]);
  expect(met({ mainThread: { ...same, interval: [0.99, 1.03] } })).toEqual([true, false]);
  expect(met({ mainThread: { ...same, median: 1.011 } })).toEqual([true, false]);
});

test('the interval of a median holds it, and is the same every time', () => {
  const values = Array.from({ length: 21 }, (_, index) => 1 + index / 100);
  const [from, to] = medianInterval(values, 1);
  expect(from).toBeLessThan(1.1);
  expect(to).toBeGreaterThan(1.1);
  expect(to - from).toBeLessThan(0.15);
  expect(medianInterval(values, 1)).toEqual([from, to]);
});

test('what is measured again takes the place of what was, and another browser begins anew', () => {
  const path = test.info().outputPath('calibration.json');
  const one = { chromium: 'one', loadPerCore: 0 };
  const wire = (transport: Transport, n: number) => ({
    transport,
    n,
    errorMs: errorQuantiles([]),
    sources: [],
    missing: 0,
    caveats: [],
  });
  mergeCalibration(path, one, { wire: [wire('fetch', 1), wire('websocket', 1)] });
  const again = mergeCalibration(path, one, { wire: [wire('fetch', 2)] });
  expect(again.wire.map(({ transport, n }) => [transport, n])).toEqual([
    ['websocket', 1],
    ['fetch', 2],
  ]);
  expect(mergeCalibration(path, { ...one, chromium: 'two' }, {})).toMatchObject({
    chromium: 'two',
    wire: [],
    overhead: null,
  });
});
