// A team's own test of its chat. Only the import has been changed; it was '@playwright/test'.
import { expect, test } from '../../../fixtures/index.js';

test('the assistant answers, and goes on', async ({ page }) => {
  await page.goto(process.env.OWN_CHAT_URL!);
  for (const [index, question] of ['When does the tide rise?', 'And when does it fall?'].entries()) {
    await page.getByRole('textbox').fill(question);
    await page.keyboard.press('Enter');
    const answer = page.locator('[data-role="assistant"]').nth(index);
    await expect(answer).toContainText(/\w+ \w+ \w+/);
    await expect(page.getByTestId('stop')).toHaveCount(0);
  }
});

test('what asks for no page is no person', async ({ request }) => {
  const response = await request.get(process.env.OWN_CHAT_URL!);
  expect(response.ok()).toBe(true);
});
