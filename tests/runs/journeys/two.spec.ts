import { test } from '../../../fixtures/index.js';

for (const name of ['the first journey', 'the second journey']) {
  test(name, async ({ chat, run }) => {
    await chat.open();
    for await (const prompt of run.prompts()) await chat.ask(prompt);
  });
}
