import { expect, test } from './probe-test.js';
import type { Step } from './scripted-chat.js';

const ANSWER = 'The tide comes in twice a day';
const PIECES = ['The tide', ' comes in', ' twice a day'];

const busy = (...steps: Step[]): Step[] => [[0, 'busy'], ...steps, [40, 'free']];
const said = (...pieces: string[]): Step[] => pieces.map((piece): Step => [40, 'say', piece]);

test('a placeholder is replaced by another element: the answer is the new one', async ({ watchTurns }) => {
  const [turn] = await watchTurns([
    busy([50, 'show', 'Thinking…'], [80, 'swap', 'The tide'], ...said(...PIECES.slice(1))),
  ]);
  expect(turn!.seen.end).toBe('settled');
  expect(turn!.aligned).toMatchObject({ finalText: ANSWER, retractedChars: 0 });
  expect(turn!.aligned.chars[0]).toBe(0);
});

test('an answer that is rendered anew with each piece only grows', async ({ watchTurns }) => {
  const shown = PIECES.map((_, index): Step => [40, 'show', PIECES.slice(0, index + 1).join('')]);
  const [turn] = await watchTurns([busy(...shown)]);
  expect(turn!.aligned.finalText).toBe(ANSWER);
  expect(turn!.aligned.retractedChars).toBe(0);
  // Each state is told as a difference, whatever the page did to its elements.
  expect(turn!.seen.states.map(({ add }) => add).join('')).toMatch(new RegExp(`^\\W[^\\W]*/0p\\W${ANSWER}$`));
});

test('each turn has its own answer, also when old ones are taken out of the transcript', async ({
  watchTurns,
}) => {
  const turns = await watchTurns([
    busy(...said('first')),
    busy(...said('second'), [20, 'trim']),
    busy([30, 'trim'], ...said('third'), [20, 'trim']),
  ]);
  expect(turns.map(({ aligned }) => aligned.finalText)).toEqual(['first', 'second', 'third']);
  expect(turns.map(({ seen }) => seen.end)).toEqual(['settled', 'settled', 'settled']);
});

test('an answer that is spoken in a live region too is counted once', async ({ watchTurns }) => {
  const spoken = PIECES.flatMap((_, index): Step[] => [
    [40, 'say', PIECES[index]],
    [5, 'live', PIECES.slice(0, index + 1).join('')],
  ]);
  const [turn] = await watchTurns([busy(...spoken)]);
  expect(turn!.aligned.finalText).toBe(ANSWER);
});

test('an error is told with its text, also the same one twice in a row', async ({ watchTurns }) => {
  const failing: Step[] = [
    [0, 'calm'],
    [0, 'busy'],
    [80, 'error', 'Too many requests'],
    [10, 'free'],
  ];
  const turns = await watchTurns([failing, failing, busy([0, 'calm'], ...said('fine'))]);
  expect(turns.map(({ seen }) => [seen.end, seen.errorText])).toEqual([
    ['error', 'Too many requests'],
    ['error', 'Too many requests'],
    ['settled', undefined],
  ]);
});

test('an error that stays from the turn before is not this turn’s', async ({ watchTurns }) => {
  const turns = await watchTurns([busy([60, 'error', 'Overloaded']), busy(...said('fine'))]);
  expect(turns.map(({ seen }) => seen.end)).toEqual(['error', 'settled']);
});

test('an empty live region for errors is no error until it says something', async ({ watchTurns }) => {
  const turns = await watchTurns([busy([20, 'region'], ...said('fine')), busy([60, 'fail', 'Overloaded'])]);
  expect(turns.map(({ seen }) => seen.end)).toEqual(['settled', 'error']);
});

test('an error without a busy sign ends the turn as well', async ({ watchTurns }) => {
  const [turn] = await watchTurns([[[80, 'error', 'No network']]]);
  expect(turn!.seen).toMatchObject({ end: 'error', errorText: 'No network' });
});

test('busy and then nothing is an empty answer', async ({ watchTurns }) => {
  const turns = await watchTurns([busy([200, 'live', 'something else']), busy([100, 'open'])]);
  expect(turns.map(({ seen }) => seen.end)).toEqual(['empty', 'empty']);
  expect(turns.map(({ seen }) => seen.states.length)).toEqual([0, 0]);
});

test('without a busy sign the turn is over when nothing changed for 1.5 s', async ({ watchTurns }) => {
  const [turn] = await watchTurns([[...said('The tide'), [1200, 'say', ' comes in'], [60, 'live', 'x']]]);
  expect(turn!.seen.end).toBe('quiet');
  expect(turn!.aligned.finalText).toBe('The tide comes in');
  // The page was ready when it last changed its answer, not when that was noticed.
  expect(turn!.seen.settled!.frameMs - turn!.truth.at(-1)!.atMs).toBeLessThan(60);
});

test('a busy sign that comes back is believed', async ({ watchTurns }) => {
  const [turn] = await watchTurns([
    [[0, 'busy'], ...said('The tide'), [20, 'free'], [40, 'busy'], ...said(' comes in'), [40, 'free']],
  ]);
  expect(turn!.aligned.finalText).toBe('The tide comes in');
});

test('text that is still typed out after the busy sign is gone belongs to the answer', async ({
  watchTurns,
}) => {
  const [turn] = await watchTurns([
    [[0, 'busy'], [40, 'say', 'The'], [20, 'free'], ...said(' tide', ' rises')],
  ]);
  expect(turn!.aligned.finalText).toBe('The tide rises');
});

test('a clock that ticks on the page does not put the end off', async ({ watchTurns }) => {
  const [turn] = await watchTurns([[[0, 'tick', 30], [0, 'busy'], ...said('done'), [20, 'free']]]);
  expect(turn!.seen.end).toBe('settled');
});

test('a class that goes can be the whole sign of the end', async ({ watchTurns }) => {
  const [turn] = await watchTurns(
    [[[30, 'say', 'The tide'], [0, 'style', 'streaming'], ...said(' rises'), [300, 'style', '']]],
    '.streaming',
  );
  expect(turn!.seen.end).toBe('settled');
  expect(turn!.seen.settled!.frameMs - turn!.truth.at(-1)!.atMs).toBeGreaterThan(290);
});

test('what was painted before a turn began is not its feedback', async ({ watchTurns }) => {
  const [, turn] = await watchTurns([busy(...said('first')), busy([300, 'say', 'second'])]);
  const { seen, truth } = turn!;
  expect(seen.acknowledged!.frameMs).toBeGreaterThanOrEqual(seen.submittedMs!);
  expect(seen.feedback['']!.frameMs).toBeGreaterThanOrEqual(truth[0]!.atMs);
});
