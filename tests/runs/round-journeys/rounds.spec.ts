import { expect, test } from '../../../fixtures/index.js';

test('asks, stops an answer, begins anew', async ({ chat, run }) => {
  let rounds = 0;
  await chat.open({
    prepare: (page) => page.evaluate(() => document.body.setAttribute('data-prepared', '')),
  });
  await run.repeat(async () => {
    rounds++;
    expect(await chat.ask('How do tides work?')).toBeAnswered();
    if (rounds === 2) throw new Error('the second round fails by itself');
    const asking = chat.ask('And on the moon? Answer in 2000 words.');
    await chat.stop();
    await asking;
    await chat.newChat();
    await expect(chat.page.locator('[data-prepared]')).toHaveCount(1);
  });
});

test('an ordinary test that types by itself', async ({ chat, page, run }) => {
  await chat.open();
  await run.repeat(async () => {
    await page.getByTestId('composer').fill('How do tides work?');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('stop')).toHaveCount(0);
  });
});
