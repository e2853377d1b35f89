import { gaps } from '../../dist/src/stats/gaps.js';
import { expect, paintDelays, test } from './probe-test.js';
import type { Step } from './scripted-chat.js';

const FRAME_MS = 1000 / 60;
/** Most paints; the rest is what a busy machine may do to a frame. */
const MOST = 0.9;
const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A word each, the first after `firstMs`, the others `gapMs` apart; each piece ends with a letter. */
const words = (firstMs: number, gapMs: number, act = 'say'): Step[] =>
  WORDS.map((word, index) => [index === 0 ? firstMs : gapMs, act, index === 0 ? word : ` ${word}`]);

const answer = (...steps: Step[]): Step[] => [[0, 'busy'], ...steps, [30, 'free']];

const share = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;

test('on a light page, a paint is never before the change and within two frames after it', async ({
  watchTurns,
}) => {
  const [turn] = await watchTurns([answer(...words(120, 37))]);
  const delays = paintDelays(turn!);
  expect(delays).toHaveLength(WORDS.length);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
  expect(share(delays, (ms) => ms <= 2 * FRAME_MS)).toBeGreaterThanOrEqual(MOST);
  expect(turn!.aligned).toMatchObject({ finalText: WORDS.join(' '), retractedChars: 0 });
});

test('a change made while a frame is being prepared is stamped no more than a frame late', async ({
  watchTurns,
}) => {
  const [turn] = await watchTurns([answer(...words(120, 41, 'frame'))]);
  const delays = paintDelays(turn!);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
  expect(share(delays, (ms) => ms <= 2 * FRAME_MS)).toBeGreaterThanOrEqual(MOST);
});

test('on a page whose tasks go before ours, text is never stamped with a frame that did not show it', async ({
  watchTurns,
}) => {
  const blockMs = 60;
  const blocking = WORDS.flatMap((word, index): Step[] => [
    [index === 0 ? 100 : 1, 'say', index === 0 ? word : ` ${word}`],
    [0, 'block', blockMs],
  ]);
  const pieces = WORDS.map((word) => ` ${word}`);
  const [timers, messages] = await watchTurns([
    answer(...blocking),
    answer([100, 'tasks', [pieces, blockMs]], [900, 'say', ' end']),
  ]);
  // Each piece is added at the beginning of a task that blocks: no frame can show it before that is over.
  expect(Math.min(...paintDelays(timers!))).toBeGreaterThanOrEqual(blockMs - 1);
  expect(Math.min(...paintDelays(messages!).slice(0, -1))).toBeGreaterThanOrEqual(blockMs - 1);
});

test('text painted by a long frame is stamped with its presentation', async ({ watchTurns }) => {
  const blocking = WORDS.slice(0, 5).flatMap((word, index): Step[] => [
    [120, 'say', index === 0 ? word : ` ${word}`],
    [0, 'block', 200],
  ]);
  const [turn] = await watchTurns([answer(...blocking)]);
  const delays = paintDelays(turn!);
  // Changed first, then blocked: nothing can have been shown before the block was over …
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(199);
  // … and the browser says when it was.
  expect(share(delays, (ms) => ms <= 200 + 3 * FRAME_MS)).toBeGreaterThanOrEqual(0.8);
  const presented = turn!.seen.longFrames.flatMap(({ presentedMs }) => presentedMs ?? []);
  // It rounds up to 4 ms.
  const stamped = turn!.paints.filter(([ms]) =>
    presented.some((shownMs) => shownMs >= ms && shownMs - ms <= 4),
  );
  expect(stamped.length).toBeGreaterThanOrEqual(4);
});

test('stalls are found where they were scripted, and none where there was none', async ({ watchTurns }) => {
  const stalls = new Map([
    [3, 400],
    [6, 900],
    [9, 1500],
  ]);
  const script = WORDS.map((word, index): Step => {
    return [stalls.get(index) ?? 35, 'say', index === 0 ? word : ` ${word}`];
  });
  const [turn] = await watchTurns([answer(...script)]);
  const found = gaps(turn!.paints).filter((ms) => ms >= 300);
  const scripted = turn!.truth
    .slice(1)
    .map(({ atMs }, index) => atMs - turn!.truth[index]!.atMs)
    .filter((ms) => ms >= 300);
  expect(scripted).toHaveLength(stalls.size);
  expect(found).toHaveLength(stalls.size);
  for (const [index, ms] of found.entries())
    expect(Math.abs(ms - scripted[index]!)).toBeLessThanOrEqual(2 * FRAME_MS);
});

test('the stamps of a turn stand in their order', async ({ watchTurns }) => {
  const [turn] = await watchTurns([
    [
      [20, 'busy'],
      [80, 'open'],
      [80, 'show', 'Thinking…'],
      [80, 'show', 'The answer'],
      [40, 'free'],
    ],
  ]);
  const { seen, paints } = turn!;
  const first = paints.find(([, chars]) => chars > 0)!;
  const stamps = [
    seen.submittedMs!,
    seen.inputDoneMs!,
    seen.acknowledged!.laidOutMs,
    seen.feedback['']!.laidOutMs,
    first[0],
    seen.settled!.laidOutMs,
  ];
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  // The placeholder is feedback and no answer, although it begins with the answer's letters.
  expect(first[0]).toBeGreaterThanOrEqual(turn!.truth[1]!.atMs);
  expect(seen.feedback['']!.frameMs).toBeLessThan(turn!.truth[1]!.atMs);
});

test('the probe says what it costs: some of the turn, and not all of it', async ({ watchTurns }) => {
  const [turn] = await watchTurns([answer(...words(100, 20))]);
  const { states, probeCostMs } = turn!.seen;
  expect(probeCostMs).toBeGreaterThan(0);
  expect(probeCostMs).toBeLessThan(states.at(-1)!.laidOutMs - states[0]!.laidOutMs);
});
