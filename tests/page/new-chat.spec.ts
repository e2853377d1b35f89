import type { Page } from '@playwright/test';
import type { Step } from '../probe/scripted-chat.js';
import { expect, test } from './chat-page-test.js';

const FINE: Step[] = [
  [0, 'busy'],
  [60, 'say', 'The tide rises'],
  [40, 'free'],
];

/** A control that empties the conversation, or only says that it would. */
const addControl = (page: Page, tag: string, name: string, empties = true) =>
  page.evaluate(
    ([tag, name, empties]) => {
      const control = document.createElement(tag);
      control.textContent = name;
      if (tag === 'a') control.setAttribute('href', '#new');
      control.addEventListener('click', () => {
        document.body.dataset.pressed = name;
        if (empties) document.querySelector('#thread')!.textContent = '';
      });
      document.body.prepend(control);
    },
    [tag, name, empties] as const,
  );
const pressed = (page: Page) => page.evaluate(() => document.body.dataset.pressed);

for (const [tag, name, selectors] of [
  ['button', 'New chat', {}],
  ['a', 'Start new conversation', {}],
  ['button', 'Clear chat', {}],
  ['div', 'Afresh', { newChat: 'div:text-is("Afresh")' }],
] as const) {
  test(`a new conversation by ${tag} "${name}": the page stays, and its turns count from 0`, async ({
    open,
  }) => {
    const person = await open({ fine: FINE }, { selectors });
    await addControl(person.chat.page, tag, name);
    expect((await person.ask('fine')).conversationTurn).toBe(0);
    expect((await person.ask('fine')).conversationTurn).toBe(1);
    expect(await person.chat.newChat()).toBeUndefined();
    expect(await pressed(person.chat.page)).toBe(name);
    await expect(person.chat.page.locator('[data-role="user"]')).toHaveCount(0);
    expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', conversationTurn: 0 });
  });
}

test('without such a control the page is opened anew', async ({ open }) => {
  const person = await open({ fine: FINE });
  await addControl(person.chat.page, 'button', 'Clear filters');
  await person.ask('fine');
  expect(await person.chat.newChat()).toMatchObject({ visible: true });
  expect(await pressed(person.chat.page)).toBeUndefined();
  await expect(person.chat.page.locator('[data-role="user"]')).toHaveCount(0);
  expect(await person.ask('fine')).toMatchObject({ conversationTurn: 0 });
});

test('a control that leaves the old answer where it is has begun nothing', async ({ open }) => {
  const person = await open({ fine: FINE });
  await addControl(person.chat.page, 'button', 'New chat', false);
  await person.ask('fine');
  expect(await person.chat.newChat()).toMatchObject({ visible: true });
  await expect(person.chat.page.locator('[data-role="user"]')).toHaveCount(0);
});
