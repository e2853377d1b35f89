import { expect, test } from '@playwright/test';
import { wordsAskedFor } from '../../dist/src/demo/words-asked-for.js';

for (const [prompt, words] of [
  ['(1234) How do tides work? Answer in 300 words.', 300],
  ['In about 50 WORDS, please', 50],
  ['0 words', 1],
  ['Summarise it in five points', null],
  ['12 apples and some words', null],
] as const) {
  test(`"${prompt}": ${words ?? 'as the model likes'}`, () => {
    expect(wordsAskedFor(prompt)).toBe(words);
  });
}
