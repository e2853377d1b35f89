import type { Step } from '../probe/scripted-chat.js';
import { expect, test } from './chat-page-test.js';

const chunk = (content: string): string => JSON.stringify({ choices: [{ delta: { content } }] });
const STOP = JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] });

/** The page asks its own backend while it shows `steps`. */
const streaming = (
  writes: readonly (readonly [number, string])[],
  steps: readonly Step[],
  stays = false,
): Step[] => [[0, 'stream', { writes, stays }], ...steps];

const SHOWN: Step[] = [
  [0, 'busy'],
  [120, 'say', 'The tide'],
  [60, 'say', ' rises'],
  [40, 'free'],
];

test('an answered turn: stamps in their order, both curves, and nothing else', async ({ open }) => {
  const writes = [
    [60, chunk('The tide')],
    [50, chunk(' rises')],
    [10, STOP],
    [0, '[DONE]'],
  ] as const;
  const person = await open({ fine: streaming(writes, SHOWN) });
  const turn = await person.ask('fine');
  expect(turn).toMatchObject({
    outcome: 'answered',
    answer: 'The tide rises',
    answerChars: 14,
    retractedChars: 0,
    prompt: 'fine',
    wireSource: 'page',
  });
  const { stamps } = turn;
  const cause = [
    stamps.submittedMs,
    stamps.requestSentMs,
    stamps.responseStartedMs,
    stamps.firstWireTextMs,
    stamps.firstAnswerPaintMs,
    stamps.lastAnswerPaintMs,
    stamps.settledMs,
  ];
  expect(cause).not.toContain(undefined);
  expect(cause).toEqual([...cause].sort((a, b) => a! - b!));
  expect(stamps.acknowledgedMs!).toBeLessThanOrEqual(stamps.firstFeedbackMs!);
  expect(stamps.firstFeedbackMs!).toBeLessThanOrEqual(stamps.firstAnswerPaintMs!);
  expect(turn.wire.at(-1)?.[1]).toBe(14);
  expect(turn.paints.at(-1)?.[1]).toBe(14);
});

test('a stream that ends without its terminal: truncated, whatever the page shows', async ({ open }) => {
  const person = await open({ cut: streaming([[60, chunk('The tide')]], SHOWN) });
  expect(await person.ask('cut')).toMatchObject({
    outcome: 'truncated',
    detail: expect.stringMatching(/^the stream ended without its terminal \(the page's request: HTTP 200/),
  });
});

test('an error in the stream that the page hides: truncated', async ({ open }) => {
  const error = JSON.stringify({ error: { message: 'slot lost' } });
  const person = await open({
    hidden: streaming(
      [
        [60, chunk('The tide')],
        [20, error],
      ],
      SHOWN,
    ),
  });
  expect(await person.ask('hidden')).toMatchObject({
    outcome: 'truncated',
    detail: expect.stringContaining('error in the stream'),
  });
});

test('without a busy sign, a long wait for the next text is no end while the stream is open', async ({
  open,
}) => {
  const writes = [
    [60, chunk('The tide')],
    [2600, chunk(' rises')],
    [10, STOP],
    [0, '[DONE]'],
  ] as const;
  const person = await open({
    slow: streaming(writes, [
      [20, 'show', 'One moment'],
      [2700, 'show', 'The tide rises'],
    ]),
  });
  const turn = await person.ask('slow');
  expect(turn).toMatchObject({ outcome: 'answered', answer: 'The tide rises' });
  expect(turn.stamps.firstAnswerPaintMs! - turn.stamps.submittedMs).toBeGreaterThan(2600);
});

test('a busy sign that goes with the first text is no end while the stream is open', async ({ open }) => {
  const writes = [
    [60, chunk('The tide')],
    [500, chunk(' rises')],
    [10, STOP],
    [0, '[DONE]'],
  ] as const;
  const person = await open({
    early: streaming(writes, [
      [0, 'busy'],
      [80, 'say', 'The tide'],
      [0, 'free'],
      [600, 'say', ' rises'],
    ]),
  });
  expect(await person.ask('early')).toMatchObject({ outcome: 'answered', answer: 'The tide rises' });
});

test('a dialog in the way does not hang the turn', async ({ open }) => {
  const person = await open({
    asks: [
      [0, 'busy'],
      [30, 'say', 'Hi'],
      [0, 'alert', 'Rate us!'],
      [30, 'free'],
    ],
  });
  expect(await person.ask('asks')).toMatchObject({ outcome: 'answered', answer: 'Hi' });
});

test('an error bubble: its text as the policy allows, and a picture', async ({ open }) => {
  const script: Step[] = [
    [0, 'busy'],
    [50, 'error', 'Slow down, user 42'],
    [20, 'free'],
  ];
  const person = await open({ bad: script }, { text: 'shape' });
  expect(await person.ask('bad')).toMatchObject({
    outcome: 'error_shown',
    detail: 'the page shows an error: xxxx xxxx, xxxx 00',
    prompt: 'xxx',
    screenshot: expect.stringMatching(/turn-p-0\.png$/),
  });
});

test('an empty answer', async ({ open }) => {
  const person = await open({
    none: [
      [0, 'busy'],
      [60, 'open'],
      [60, 'free'],
    ],
  });
  const turn = await person.ask('none');
  expect(turn).toMatchObject({ outcome: 'empty', detail: 'the turn ended without an answer', paints: [] });
  expect(turn.stamps.firstAnswerPaintMs).toBeUndefined();
});
