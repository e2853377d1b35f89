import type { Page } from '@playwright/test';
import type { Step } from '../probe/scripted-chat.js';
import { expect, type Person, test } from './chat-page-test.js';

const chunk = (content: string): string => JSON.stringify({ choices: [{ delta: { content } }] });
const TERMINAL = JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] });

const LONG: Step[] = [
  [0, 'busy'],
  [60, 'say', 'The tide'],
  [60_000, 'say', ' rises'],
];
const FINE: Step[] = [
  [0, 'busy'],
  [60, 'say', 'It rises'],
  [40, 'free'],
];

/** Puts a button beside the composer that ends the answer, as pages do. */
const addStop = (page: Page, attributes: Readonly<Record<string, string>>, ends = true) =>
  page.evaluate(
    ([attributes, ends]) => {
      const button = document.createElement('button');
      for (const [name, value] of Object.entries(attributes)) button.setAttribute(name, value);
      button.textContent = 'Stop';
      button.addEventListener('click', () => {
        button.remove();
        if (ends) document.querySelector('#busy')?.remove();
      });
      document.querySelector('textarea')!.after(button);
    },
    [attributes, ends] as const,
  );

const firstText = (person: Person) => person.chat.page.locator('[data-role="assistant"]').last().waitFor();

for (const [what, selectors, attributes] of [
  ['by its own selector', { stop: '.ends' }, { class: 'ends' }],
  ['by the busy sign, if that is a button', { busy: '#busy, .ends' }, { class: 'ends' }],
  ['as it is found', {}, {}],
] as const) {
  test(`an answer is stopped ${what}: neither a success nor a failure`, async ({ open }) => {
    const person = await open({ long: LONG, fine: FINE }, { selectors });
    const asking = person.ask('long');
    await firstText(person);
    await addStop(person.chat.page, attributes);
    expect(await person.chat.stop()).toBe(true);
    expect(await asking).toMatchObject({
      outcome: 'aborted',
      detail: 'the person stopped the answer after 8 characters of it',
      answer: 'The tide',
      paints: [[expect.any(Number), 8]],
    });
    expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', conversationTurn: 1 });
  });
}

test('stopped before anything was shown, and the page shows an error for it', async ({ open }) => {
  const person = await open({
    slow: [
      [0, 'busy'],
      [60_000, 'say', 'late'],
    ],
  });
  const asking = person.ask('slow');
  await person.chat.page.locator('#busy').waitFor({ state: 'attached' });
  await addStop(person.chat.page, {});
  await person.chat.page.evaluate(() =>
    document.querySelector('button')!.addEventListener('click', () => {
      const alert = document.createElement('div');
      alert.setAttribute('role', 'alert');
      alert.textContent = 'Stopped';
      document.body.append(alert);
    }),
  );
  expect(await person.chat.stop()).toBe(true);
  expect(await asking).toMatchObject({
    outcome: 'aborted',
    detail: 'the person stopped the answer before any of it was shown',
  });
});

test('all of the answer was there already: it is answered, whatever was pressed', async ({ open }) => {
  const writes = [
    [60, chunk('The tide')],
    [10, TERMINAL],
    [0, '[DONE]'],
  ] as const;
  const person = await open({
    whole: [
      [0, 'busy'],
      [0, 'stream', { writes }],
      [300, 'say', 'The tide'],
    ],
  });
  const asking = person.ask('whole');
  await firstText(person);
  await addStop(person.chat.page, {});
  expect(await person.chat.stop()).toBe(true);
  expect(await asking).toMatchObject({ outcome: 'answered', answer: 'The tide' });
});

test('a page that stays busy when it is stopped: still stopped, and the next turn has a fresh page', async ({
  open,
}) => {
  const person = await open({ long: LONG, fine: FINE }, { turnMs: 2500 });
  const asking = person.ask('long');
  await firstText(person);
  await addStop(person.chat.page, {}, false);
  expect(await person.chat.stop()).toBe(true);
  expect(await asking).toMatchObject({
    outcome: 'aborted',
    detail: 'the person stopped the answer, and the page still looked busy',
    answer: 'The tide',
  });
  expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', conversationTurn: 0 });
});

test('nothing to press, and nothing under way: false, and the turn is what it is', async ({ open }) => {
  const person = await open({ fine: FINE });
  expect(await person.chat.stop()).toBe(false);
  const asking = person.ask('fine');
  expect(await person.chat.stop()).toBe(false);
  expect(await asking).toMatchObject({ outcome: 'answered' });
});
