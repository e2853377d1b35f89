import { expect, test } from './passive-test.js';

/** A chat whose page answers by itself; `clear` says when the composer is emptied. */
const chat = (
  clear: string,
  form = '<textarea placeholder="Ask anything"></textarea><button>Send</button>',
) => `
<h1>Ask the sea</h1><div id="thread"></div>
<form>${form}</form>
<script>
const box = document.querySelector('textarea, input');
const add = (text) => {
  const message = document.createElement('p');
  message.textContent = text;
  document.querySelector('#thread').append(message);
};
const sent = (event) => {
  event.preventDefault();
  const text = box.value;
  ${clear}
  add(text);
  fetch('/api/say', { method: 'POST', body: text }).then(() => add('The tide rises with the moon.'));
};
document.querySelector('form').addEventListener('submit', sent);
box.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.shiftKey) sent(event); });
</script>`;
const AT_ONCE = "box.value = '';";
const LATER = "setTimeout(() => { box.value = ''; }, 400);";

for (const [what, clear] of Object.entries({ 'at once': AT_ONCE, later: LATER })) {
  for (const by of ['Enter', 'click'] as const) {
    test(`a composer that is emptied ${what} by ${by}: a turn`, async ({ page, show }) => {
      const { passive, turns } = await show(chat(clear));
      await page.getByPlaceholder('Ask anything').fill('when does the water rise');
      const beforeMs = await page.evaluate(() => performance.now());
      if (by === 'click') await page.getByRole('button', { name: 'Send' }).click();
      else await page.keyboard.press('Enter');
      await page.getByText('The tide rises').waitFor();
      await expect(page.getByPlaceholder('Ask anything')).toHaveValue('');
      await passive.settle(3000);
      expect(turns).toMatchObject([
        { outcome: 'answered', prompt: 'when does the water rise', passive: true },
      ]);
      expect(turns[0]!.answer).toContain('The tide rises');
      expect(beforeMs).toBeGreaterThan(0);
    });
  }
}

test('a line break, and text that the person takes out again: no turn', async ({ page, show }) => {
  const { passive, turns } = await show(chat(AT_ONCE));
  const box = page.getByPlaceholder('Ask anything');
  await box.fill('one line');
  await box.press('Shift+Enter');
  await box.fill('');
  await box.fill('something else');
  await page.getByRole('heading').click();
  await passive.settle(0);
  expect(turns).toEqual([]);
  await box.press('Enter');
  await page.getByText('The tide rises').waitFor();
  await passive.settle(3000);
  expect(turns.map(({ prompt }) => prompt)).toEqual(['something else']);
});

const SEARCH = '<form action="/found"><input type="text" name="q" placeholder="Search the shop"></form>';

const OTHERS = {
  'a search that goes to another page': { html: SEARCH, key: 'Enter' },
  'a search in the page': {
    html: `${SEARCH}<script>document.forms[0].onsubmit = () => { document.body.append('12 found'); return false; }</script>`,
    key: 'Enter',
  },
  'a login whose form is taken away': {
    html: `<form><label>User name <input type="text" id="user"></label><input type="password">
      <button>Log in</button></form>
      <script>document.forms[0].onsubmit = () => { document.forms[0].remove(); fetch('/login', { method: 'POST' }); return false; }</script>`,
    key: 'Enter',
  },
} as const;

for (const [what, { html, key }] of Object.entries(OTHERS)) {
  test(`${what}: no turn`, async ({ page, show }) => {
    const { passive, turns } = await show(html);
    await page.locator('input').first().fill('grace hopper');
    await page.locator('input').first().press(key);
    // Where the page is left, where it is when it is there again.
    await page.waitForLoadState();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await passive.settle(0);
    expect(turns).toEqual([]);
  });
}

test('on a page without a message, the probe asks for no frame and reports nothing', async ({
  page,
  show,
}) => {
  await page.addInitScript(() => {
    const counts = window as unknown as { asked: number };
    counts.asked = 0;
    const observe = MutationObserver.prototype.observe;
    MutationObserver.prototype.observe = function (...given) {
      counts.asked++;
      observe.apply(this, given);
    };
  });
  const { turns } = await show('<button>Hello</button><input type="text" placeholder="Search">');
  await page.getByRole('button').click();
  await page.getByPlaceholder('Search').fill('a');
  await page.getByPlaceholder('Search').press('Enter');
  expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(0);
  expect(turns).toEqual([]);
});
