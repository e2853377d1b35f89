import { expect, test } from '../../fixtures/index.js';

test('a person asks and reads', async ({ chat, run }) => {
  await chat.open();
  for await (const prompt of run.prompts()) {
    const turn = await chat.ask(prompt);
    if (run.stage.kind === 'baseline') expect.soft(turn).toBeAnswered();
  }
});
