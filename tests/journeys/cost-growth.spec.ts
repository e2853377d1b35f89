import { test } from '../../fixtures/index.js';

/** One answer of so many is long; the others are short, so that the conversation grows turn by turn. */
const LONG_EVERY = 4;

/**
 * Does the page's work per character grow with the text that is there already? One conversation that is never begun
 * anew, with some long answers in it.
 */
test('a long conversation with long answers', async ({ chat, run }) => {
  await chat.open();
  let turn = 0;
  for await (const prompt of run.prompts()) {
    const words = turn++ % LONG_EVERY === 1 ? 900 : 200;
    await chat.ask(`${prompt} Answer in ${words} words.`);
  }
});
