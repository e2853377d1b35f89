import { test } from '../../../fixtures/index.js';

// Signs in with a password, asks until the run is over, and then fails: what Playwright keeps of a failed test is looked at.
test(`a person signs in and asks ${process.env.PLANTED_TITLE ?? ''}`, async ({ chat, run }) => {
  await chat.open({ prepare: (page) => page.getByLabel('Password').fill(process.env.PLANTED_PASSWORD!) });
  for await (const prompt of run.prompts()) await chat.ask(prompt);
  throw new Error('the journey fails by itself');
});
