import type { Step } from '../probe/scripted-chat.js';
import { expect, test } from './chat-page-test.js';

const FINE: Step[] = [
  [0, 'busy'],
  [40, 'say', 'The tide'],
  [40, 'say', ' rises'],
  [30, 'free'],
];
/** Begins an answer, then `step`, and would go on. */
const until = (...steps: Step[]): Step[] => [[0, 'busy'], [40, 'say', 'The tide'], ...steps, [9000, 'free']];

const LOST = {
  reload: {
    script: until([60, 'reload']),
    detail: 'the page was reloaded or left while the answer was on its way',
  },
  navigation: {
    script: until([60, 'leave', '/elsewhere']),
    detail: 'the page was reloaded or left while the answer was on its way',
  },
};

for (const [what, { script, detail }] of Object.entries(LOST)) {
  test(`${what} in mid-turn: unmeasured, and the next turn works`, async ({ open }) => {
    const person = await open({ lost: script, fine: FINE });
    expect(await person.ask('lost')).toMatchObject({ outcome: 'unmeasured', detail });
    expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', answer: 'The tide rises' });
  });
}

test('a crash in mid-turn: unmeasured, and the next turn works in a tab of its own', async ({ open }) => {
  const person = await open({ lost: until(), fine: FINE });
  const crashed = person.chat.page;
  const cdp = await person.context.newCDPSession(crashed);
  const turn = person.ask('lost');
  await crashed.locator('[data-role="assistant"]').waitFor();
  // Never answered: whoever would answer is gone.
  cdp.send('Page.crash').catch(() => undefined);
  expect(await turn).toMatchObject({
    outcome: 'unmeasured',
    detail: 'the tab crashed while the answer was on its way',
  });
  expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', answer: 'The tide rises' });
  expect(person.chat.page).not.toBe(crashed);
  expect(crashed.isClosed()).toBe(true);
});

test('a page that was closed: unmeasured, and the next turn works', async ({ open }) => {
  const person = await open({ lost: until(), fine: FINE });
  const turn = person.ask('lost');
  await person.chat.page.locator('[data-role="assistant"]').waitFor();
  await person.chat.page.close();
  expect(await turn).toMatchObject({
    outcome: 'unmeasured',
    detail: 'the page was closed while the answer was on its way',
  });
  expect(await person.ask('fine')).toMatchObject({ outcome: 'answered' });
});

test('an address of its own for the conversation is no reload', async ({ open }) => {
  const script: Step[] = [[0, 'busy'], [0, 'push', '/c/4711'], ...FINE.slice(1)];
  const person = await open({ fine: script });
  expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', answer: 'The tide rises' });
});

test('not finished in time: timed out with what was painted, and the next turn has a fresh page', async ({
  open,
}) => {
  const person = await open({ late: until(), fine: FINE }, { turnMs: 700 });
  const turn = await person.ask('late');
  expect(turn).toMatchObject({
    outcome: 'timed_out',
    detail: 'not finished within 700 ms',
    answer: 'The tide',
  });
  expect(turn.paints.at(-1)?.[1]).toBe('The tide'.length);
  await expect(person.chat.page.locator('[data-role="user"]')).toHaveText(['late']);
  expect(await person.ask('fine')).toMatchObject({ outcome: 'answered' });
  await expect(person.chat.page.locator('[data-role="user"]')).toHaveText(['fine']);
});

test('a fresh page also where the address has a place behind its #', async ({ open }) => {
  const person = await open({ late: until(), fine: FINE }, { turnMs: 500, path: '#/chat' });
  await person.ask('late');
  await person.ask('fine');
  await expect(person.chat.page.locator('[data-role="user"]')).toHaveText(['fine']);
});

test('a page that stands still is timed out in bounded time, and says so', async ({ open }) => {
  const person = await open({ still: until([1100, 'hang']) }, { turnMs: 1500 });
  const turn = await person.ask('still');
  expect(turn).toMatchObject({
    outcome: 'timed_out',
    detail: 'not finished within 1500 ms; the page stands still',
    answer: 'The tide',
  });
});

test('the end of the run in mid-turn: aborted', async ({ open }) => {
  let cut: () => void = () => undefined;
  const person = await open(
    { long: until() },
    {
      cut: new Promise<void>((resolve) => {
        cut = resolve;
      }),
    },
  );
  const turn = person.ask('long');
  await person.chat.page.locator('[data-role="assistant"]').waitFor();
  cut();
  expect(await turn).toMatchObject({
    outcome: 'aborted',
    detail: 'the run ended while the answer was on its way',
  });
});

test('a page that was hidden during the turn: unmeasured, also when it runs into the deadline', async ({
  open,
}) => {
  const person = await open({ fine: FINE, long: until() }, { turnMs: 700 });
  const hide = () =>
    person.chat.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  const detail = 'the page was hidden during the turn';
  await hide();
  expect(await person.ask('fine')).toMatchObject({ outcome: 'unmeasured', detail });
  expect(await person.ask('long')).toMatchObject({ outcome: 'unmeasured', detail });
});

test('an input that never reaches the page’s own document: unmeasured, not slow', async ({ open }) => {
  const person = await open({}, { turnMs: 500, selectors: { send: '#nowhere' } });
  await person.chat.page.evaluate(() => {
    // Looks like a button and swallows the click before anybody, the probe included, can see it.
    const frame = document.createElement('iframe');
    frame.id = 'nowhere';
    document.body.prepend(frame);
  });
  expect(await person.ask('x')).toMatchObject({
    outcome: 'unmeasured',
    detail: 'the input that sends the message was not seen',
  });
});
