import { type Browser, chromium, type Page } from '@playwright/test';
import { test as base, expect } from './demo-test.js';

/** What a scripted page may add to what was scripted, on a busy machine. In milliseconds. */
const OVERHEAD_MS = 150;
const BUSY_BEFORE_REQUEST_MS = 400;
const HOLD_FIRST_TEXT_MS = 300;

const test = base.extend<{ chatPage: Page }, { chromiumHere: Browser }>({
  chromiumHere: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads fixture names from this pattern
    async ({}, use) => {
      const executablePath = process.env.PLIMSOLL_CHROMIUM_PATH;
      const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  chatPage: async ({ chromiumHere }, use) => {
    const page = await chromiumHere.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== 'data:' && hostname !== '127.0.0.1') wrong.push(`fetched ${request.url()}`);
    });
    await use(page);
    expect(wrong).toEqual([]);
    await page.close();
  },
});

for (const variant of ['smooth', 'naive', 'slow-start'] as const) {
  test(`${variant}: a question is answered, rendered as Markdown, again and again`, async ({
    chatPage,
    startModel,
    startChat,
  }) => {
    const model = await startModel({ tokens: 200, tokensPerSecond: 400, seed: 3 });
    const chat = await startChat({ modelUrl: `${model.url}/v1` });
    await chatPage.goto(`${chat.url}/?variant=${variant}`);
    const composer = chatPage.getByRole('textbox', { name: 'Message' });
    const answer = chatPage.locator('[data-role="assistant"]').last();

    for (const [i, question] of ['How should I size a pool?', 'And then?'].entries()) {
      await composer.fill(question);
      await composer.press('Enter');
      await expect(composer).toHaveValue('');
      await expect(chatPage.getByTestId('stop')).toBeVisible();
      await expect(chatPage.getByTestId('send')).toBeHidden();
      await expect(chatPage.locator('main[data-status="ready"]')).toBeVisible();
      await expect(chatPage.locator('[data-role="user"]').nth(i)).toHaveText(question);
      await expect(chatPage.locator('[data-role="assistant"]')).toHaveCount(i + 1);
      await expect(answer).toHaveText(/\.$/);
      await expect(answer.locator('p').first()).toBeVisible();
      await expect(answer).not.toContainText('**');
    }
    await expect(chatPage.getByTestId('send')).toBeVisible();
    expect(await chatPage.locator('[data-role="assistant"]').allInnerTexts()).toHaveLength(2);
  });
}

test('slow-start delays the request by 400 ms and the first text by 300 ms; smooth delays neither', async ({
  chatPage,
  startModel,
  startChat,
}) => {
  const model = await startModel({ tokens: 40 });
  const delays: Record<string, { beforeRequestMs: number; afterTextMs: number }> = {};
  for (const variant of ['smooth', 'slow-start']) {
    const chat = await startChat({ modelUrl: `${model.url}/v1` });
    await chatPage.goto(`${chat.url}/?variant=${variant}`);
    await watchTurn(chatPage);
    await chatPage.getByTestId('composer').fill('hello');
    await chatPage.getByTestId('composer').press('Enter');
    await expect(chatPage.locator('[data-role="assistant"]')).toHaveText(/\.$/);
    const { pressedMs, shownMs, requestedMs } = await readTurn(chatPage);
    await expect(chatPage.locator('main[data-status="ready"]')).toBeVisible();
    const [truth] = await chat.truth(1);
    // Durations of two clocks, each taken on its own: what the server took is no delay of the page's.
    delays[variant] = {
      beforeRequestMs: requestedMs - pressedMs,
      afterTextMs: shownMs - requestedMs - (truth!.firstWriteMs! - truth!.arrivedMs),
    };
  }
  expect(delays.smooth!.beforeRequestMs).toBeLessThan(OVERHEAD_MS);
  expect(delays.smooth!.afterTextMs).toBeLessThan(OVERHEAD_MS);
  expect(delays['slow-start']!.beforeRequestMs).toBeGreaterThanOrEqual(BUSY_BEFORE_REQUEST_MS);
  expect(delays['slow-start']!.beforeRequestMs).toBeLessThan(BUSY_BEFORE_REQUEST_MS + OVERHEAD_MS);
  expect(delays['slow-start']!.afterTextMs).toBeGreaterThanOrEqual(HOLD_FIRST_TEXT_MS);
  expect(delays['slow-start']!.afterTextMs).toBeLessThan(HOLD_FIRST_TEXT_MS + OVERHEAD_MS);
});

test('an answer shorter than the hold keeps the page busy until it is shown', async ({
  chatPage,
  startModel,
  startChat,
}) => {
  const model = await startModel({ tokens: 3 });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  await chatPage.goto(`${chat.url}/?variant=slow-start`);
  await chatPage.evaluate(() => {
    new MutationObserver(() => {
      const over = document.querySelector('main')!.dataset.status === 'ready';
      if (over && document.querySelector('[data-role="user"]')) {
        document.title = `over, shown: ${document.querySelector('[data-role="assistant"]') !== null}`;
      }
    }).observe(document.body, { attributes: true, childList: true, subtree: true });
  });
  await chatPage.getByTestId('composer').fill('hello');
  await chatPage.getByTestId('send').click();
  await expect(chatPage).toHaveTitle('over, shown: true');
});

test('stop ends the answer and frees the model; Shift+Enter is a new line', async ({
  chatPage,
  startModel,
  startChat,
}) => {
  const model = await startModel({ tokens: 2000 });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  await chatPage.goto(chat.url);
  const composer = chatPage.getByTestId('composer');
  await composer.pressSequentially('one');
  await composer.press('Shift+Enter');
  await composer.pressSequentially('two');
  await composer.press('Enter');
  await expect(chatPage.locator('[data-role="user"]')).toHaveText('one\ntwo');
  await expect(chatPage.locator('[data-role="assistant"]')).toHaveText(/\w/);
  await chatPage.getByTestId('stop').click();
  await expect(chatPage.locator('main[data-status="ready"]')).toBeVisible();
  expect((await model.truth(1))[0]!.outcome).toBe('client-left');
});

test('a failure is an alert with the reason, and the next question is answered', async ({
  chatPage,
  startModel,
  startChat,
}) => {
  const model = await startModel({ fault: 'http_500' });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  await chatPage.goto(chat.url);
  await chatPage.getByTestId('composer').fill('hello');
  await chatPage.getByTestId('composer').press('Enter');
  await expect(chatPage.getByRole('alert')).toHaveText('The model did not answer: scripted fault');
  await expect(chatPage.locator('main')).toHaveAttribute('data-status', 'error');

  await fetch(`${model.url}/__control`, { method: 'POST', body: '{"fault":"none"}' });
  await chatPage.getByTestId('composer').fill('hello again');
  await chatPage.getByTestId('composer').press('Enter');
  await expect(chatPage.locator('main[data-status="ready"]')).toBeVisible();
  await expect(chatPage.locator('[data-role="assistant"]')).toHaveText(/\w/);
  await expect(chatPage.getByRole('alert')).toHaveCount(0);
});

test('the transcript keeps the newest 20 messages and stays at its end', async ({
  chatPage,
  startModel,
  startChat,
}) => {
  const model = await startModel({ prefillMs: 1, tokens: 30, tokensPerSecond: 5000 });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  await chatPage.goto(chat.url);
  for (let turn = 1; turn <= 12; turn += 1) {
    await chatPage.getByTestId('composer').fill(`question ${turn}`);
    await chatPage.getByTestId('composer').press('Enter');
    await expect(chatPage.locator('[data-role="user"]').last()).toHaveText(`question ${turn}`);
    await expect(chatPage.locator('main[data-status="ready"]')).toBeVisible();
  }
  await expect(chatPage.locator('[data-role="user"]')).toHaveCount(10);
  await expect(chatPage.locator('[data-role="assistant"]')).toHaveCount(10);
  await expect(chatPage.locator('[data-role="user"]').first()).toHaveText('question 3');
  const distance = await chatPage
    .locator('.transcript')
    .evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight);
  expect(distance).toBeLessThan(2);
});

/** Notes, on the page's clock, when Enter was pressed and when the first text of an answer was in the document. */
async function watchTurn(page: Page): Promise<void> {
  await page.evaluate(() => {
    const marks = { pressedMs: 0, shownMs: 0 };
    Object.assign(window, { marks });
    addEventListener('keydown', (event) => (marks.pressedMs = event.timeStamp), {
      capture: true,
      once: true,
    });
    new MutationObserver(() => {
      const shown = document.querySelector('[data-role="assistant"]')?.textContent;
      if (shown && marks.shownMs === 0) marks.shownMs = performance.now();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

async function readTurn(page: Page) {
  await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/api/chat`).length > 0);
  return page.evaluate(() => ({
    ...(window as unknown as { marks: { pressedMs: number; shownMs: number } }).marks,
    requestedMs: performance.getEntriesByName(`${location.origin}/api/chat`)[0]!.startTime,
  }));
}
