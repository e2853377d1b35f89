import type { Page } from '@playwright/test';
import type { TurnRecord } from '../../dist/src/model/records.js';
import { createChatPage } from '../../dist/src/page/chat-page.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import type { Mutation, Step } from '../probe/scripted-chat.js';
import { planFor } from './chat-page-test.js';
import { expect, send, test, UNKNOWN } from './passive-test.js';

const chunk = (content: string): string => JSON.stringify({ choices: [{ delta: { content } }] });
const STOP = JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] });
const WRITES = [
  [60, chunk('The tide')],
  [50, chunk(' rises')],
  [10, STOP],
  [0, '[DONE]'],
] as const;

/** The page asks its backend, and shows what it says. */
const TIDE: Step[] = [
  [0, 'stream', { writes: WRITES }],
  [0, 'busy'],
  [150, 'say', 'The tide'],
  [80, 'say', ' rises'],
  [40, 'free'],
];
/** Begins an answer and never ends it. */
const ENDLESS: Step[] = [
  [0, 'busy'],
  [40, 'say', 'The tide'],
  [60_000, 'free'],
];

/** Of two stamps of the same paint, each within a frame of it, on a machine that may have other things to do. */
const FRAMES_MS = 50;

/** How long after the input the page's own script wrote the first text, and the last. */
const written = (page: Page): Promise<readonly [number, number]> =>
  page.evaluate(() => {
    const { truth, enteredMs } = window as unknown as { truth: Mutation[]; enteredMs: number };
    return [truth[0]!.atMs - enteredMs, truth.at(-1)!.atMs - enteredMs] as const;
  });

/** How long after that they were painted, by the record. */
const lags = ({ stamps }: TurnRecord, [firstMs, lastMs]: readonly [number, number]): [number, number] => [
  stamps.firstAnswerPaintMs! - stamps.submittedMs - firstMs,
  stamps.lastAnswerPaintMs! - stamps.submittedMs - lastMs,
];

test('a message that a test sends by itself is a turn, with all that a turn has', async ({ page, visit }) => {
  const { passive, turns } = await visit({ tide: TIDE });
  await send(page, 'tide');
  await passive.settle();
  expect(turns).toHaveLength(1);
  expect(turns[0]).toMatchObject({
    outcome: 'answered',
    passive: true,
    prompt: 'tide',
    answer: 'The tide rises',
    wireSource: 'page',
    conversationTurn: 0,
    foundBy: { answer: 'selector', end: 'busy-sign', confidence: 1 },
  });
  const { stamps } = turns[0]!;
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
  expect(turns[0]!.wire.at(-1)?.[1]).toBe(14);
});

test('it is the turn that is recorded when it is asked for: stamps within a frame, the same answer', async ({
  page,
  visit,
}, testInfo) => {
  const { passive, turns } = await visit({ tide: TIDE });
  const chat = await createChatPage({
    page,
    plan: planFor(),
    chatUrl: page.url(),
    runDir: testInfo.outputDir,
    hostMs: monotonicMs,
    baseMs: monotonicMs(),
    cut: new Promise(() => undefined),
    probe: passive.probe,
  });
  await chat.open();
  await page.evaluate(() => {
    const noted = window as unknown as { enteredMs: number };
    addEventListener('keydown', ({ timeStamp }) => {
      noted.enteredMs = timeStamp;
    });
  });
  const asked = await chat.ask('tide', { id: 'a', person: 'p', journey: 'j', ordinal: 0 });
  const askedLags = lags(asked, await written(page));
  expect(turns, 'what was asked for is recorded once').toEqual([]);
  await send(page, 'tide');
  await passive.settle();
  const [own] = turns;
  expect(own).toMatchObject({ outcome: asked.outcome, answer: asked.answer, answerChars: asked.answerChars });
  const ownLags = lags(own!, await written(page));
  for (const [index, lag] of ownLags.entries()) {
    expect(lag).toBeGreaterThanOrEqual(0);
    expect(Math.abs(lag - askedLags[index]!), `${askedLags} → ${ownLags}`).toBeLessThanOrEqual(FRAMES_MS);
  }
  expect(own!.paints.map(([, chars]) => chars)).toEqual(asked.paints.map(([, chars]) => chars));
});

test('two turns of a page of which nothing is told', async ({ page, visit }) => {
  const { passive, turns } = await visit({ tide: TIDE, 'tide again': TIDE }, { selectors: UNKNOWN });
  await send(page, 'tide');
  await expect(page.locator('[data-role="assistant"]').last()).toHaveText('The tide rises');
  await passive.settle();
  await send(page, 'tide again');
  await passive.settle();
  expect(
    turns.map(({ outcome, prompt, answer, conversationTurn }) => [outcome, prompt, answer, conversationTurn]),
  ).toEqual([
    ['answered', 'tide', 'The tide rises', 0],
    ['answered', 'tide again', 'The tide rises', 1],
  ]);
});

test('the next message ends the turn before: answered where its answer was whole', async ({
  page,
  visit,
}) => {
  const { passive, turns } = await visit({ first: TIDE, second: TIDE }, { selectors: { busy: null } });
  await send(page, 'first');
  await expect(page.locator('[data-role="assistant"]')).toHaveText('The tide rises');
  await expect(page.locator('#busy')).toHaveCount(0);
  await send(page, 'second');
  await passive.settle();
  expect(turns.map(({ outcome, prompt, answer }) => [outcome, prompt, answer])).toEqual([
    ['answered', 'first', 'The tide rises'],
    ['answered', 'second', 'The tide rises'],
  ]);
  expect(turns[0]!.stamps.lastAnswerPaintMs!).toBeLessThan(turns[1]!.stamps.submittedMs);
});

test('the next message ends the turn before: unmeasured where its answer was on its way', async ({
  page,
  visit,
}) => {
  const { passive, turns } = await visit({ long: ENDLESS, tide: TIDE });
  await send(page, 'long');
  await page.locator('[data-role="assistant"]').waitFor();
  await send(page, 'tide');
  await expect.poll(() => turns.length).toBe(1);
  expect(turns[0]).toMatchObject({
    outcome: 'unmeasured',
    detail: 'the next message was sent while the answer was on its way',
    prompt: 'long',
    answer: 'The tide',
  });
  await passive.settle(0);
});

test('a test that ends in mid-turn: what is whole within the grace is answered, the rest is not', async ({
  page,
  visit,
}) => {
  const { passive, turns } = await visit({ tide: TIDE, long: ENDLESS }, { selectors: { busy: null } });
  await send(page, 'tide');
  await passive.settle(5000);
  await send(page, 'long');
  await page.locator('[data-role="assistant"]').last().waitFor();
  await passive.settle(300);
  expect(turns.map(({ outcome, detail }) => [outcome, detail])).toEqual([
    ['answered', undefined],
    ['unmeasured', 'the test ended while the answer was on its way'],
  ]);
});

test('a page that is closed in mid-turn: unmeasured, and with the reason', async ({ page, visit }) => {
  const { passive, turns } = await visit({ long: ENDLESS });
  await send(page, 'long');
  await page.locator('[data-role="assistant"]').waitFor();
  await page.close();
  await passive.settle();
  expect(turns).toMatchObject([
    { outcome: 'unmeasured', detail: 'the page was closed while the answer was on its way' },
  ]);
});

test('a page that is left when the answer is whole: answered', async ({ page, visit }) => {
  const { passive, turns } = await visit({ tide: TIDE }, { selectors: { busy: null } });
  await send(page, 'tide');
  await expect(page.locator('[data-role="assistant"]')).toHaveText('The tide rises');
  await expect(page.locator('#busy')).toHaveCount(0);
  await page.reload();
  await passive.settle();
  expect(turns).toMatchObject([{ outcome: 'answered', answer: 'The tide rises' }]);
});

test('a page that a test opens by itself is followed, too', async ({ context, page, visit }) => {
  const { passive, turns } = await visit({ tide: TIDE });
  const other = await context.newPage();
  await other.goto(page.url());
  await send(other, 'tide');
  await passive.settle();
  expect(turns).toMatchObject([{ outcome: 'answered', answer: 'The tide rises', wireSource: 'page' }]);
});

test('an answer that the person stops is aborted', async ({ page, show }) => {
  const { passive, turns } = await show(`<main></main><textarea placeholder="Message"></textarea>
    <button hidden>Stop</button><script>
    const box = document.querySelector('textarea');
    const stop = document.querySelector('button');
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      const said = document.createElement('p');
      const answer = document.createElement('p');
      said.textContent = box.value;
      answer.textContent = 'The tide';
      document.querySelector('main').append(said, answer);
      box.value = '';
      stop.hidden = false;
    });
    stop.addEventListener('click', () => { stop.hidden = true; });
    </script>`);
  await page.getByPlaceholder('Message').fill('when does the water rise');
  await page.keyboard.press('Enter');
  await page.getByText('The tide').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await passive.settle(3000);
  expect(turns).toMatchObject([
    { outcome: 'aborted', detail: expect.stringMatching(/^the person stopped the answer/) },
  ]);
});

test('not finished in time: timed out with what was painted', async ({ page, visit }) => {
  const { passive, turns } = await visit({ long: ENDLESS }, { turnMs: 700 });
  await send(page, 'long');
  await passive.settle();
  expect(turns).toMatchObject([
    { outcome: 'timed_out', detail: 'not finished within 700 ms', answer: 'The tide' },
  ]);
});
