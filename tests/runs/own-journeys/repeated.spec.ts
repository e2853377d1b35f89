// The same test as a person under load: its body is what a round of run.repeat does.
import { expect, test } from '../../../fixtures/index.js';

test('the assistant answers, again and again', async ({ page, run }) => {
  await run.repeat(async () => {
    await page.goto(process.env.OWN_CHAT_URL!);
    await page.getByRole('textbox').fill('When does the tide rise?');
    await page.getByRole('textbox').press('Enter');
    await expect(page.locator('[data-role="assistant"]')).toContainText(/\w+ \w+ \w+/);
  });
});
