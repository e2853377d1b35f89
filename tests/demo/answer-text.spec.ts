import { expect, test } from '@playwright/test';
import { answerTokens } from '../../dist/src/demo/answer-text.js';
import { seededRandom, spread } from '../../dist/src/demo/seeded-random.js';
import { scriptAnswer, tokenGapMs } from '../../dist/src/demo/token-schedule.js';

const PACE = {
  prefillMs: 200,
  prefillJitterShare: 0.25,
  tokensPerSecond: 40,
  tokens: 100,
  tokensJitterShare: 0.3,
  slowdownPerSlotShare: 0.1,
};

test('an answer has exactly the tokens asked for, none of them empty, and ends as a text does', () => {
  for (let tokens = 20; tokens < 320; tokens += 1) {
    const answer = answerTokens(seededRandom(tokens), tokens);
    expect(answer).toHaveLength(tokens);
    expect(answer).not.toContain('');
    expect(answer.join('')).toMatch(/\.$/);
  }
});

test('tokens are 4 to 5 characters on average', () => {
  const text = Array.from({ length: 50 }, (_, seed) => answerTokens(seededRandom(seed), 200).join('')).join(
    '',
  );
  expect(text.length / (50 * 200)).toBeGreaterThan(4);
  expect(text.length / (50 * 200)).toBeLessThan(5);
});

test('answers are Markdown of every kind, with code fences and bold closed', () => {
  const answers = Array.from({ length: 50 }, (_, seed) => answerTokens(seededRandom(seed), 200).join(''));
  for (const shape of [/^## /m, /^- \*\*/m, /^1\. /m, /```ts\n/, /`\w+`/]) {
    expect(answers.some((answer) => shape.test(answer))).toBe(true);
  }
  for (const answer of answers) {
    expect(answer.split('```').length % 2).toBe(1);
    expect(answer.split('**').length % 2).toBe(1);
  }
});

test('the same seed gives the same answer, another seed another one', () => {
  const answer = (seed: number) => answerTokens(seededRandom(seed), 80).join('');
  expect(answer(5)).toBe(answer(5));
  expect(answer(5)).not.toBe(answer(6));
});

test('drawn values fill mean ± share and no more', () => {
  const random = seededRandom(11);
  const draws = Array.from({ length: 5000 }, () => spread(random, 100, 0.2));
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(80);
  expect(Math.min(...draws)).toBeLessThan(81);
  expect(Math.max(...draws)).toBeLessThanOrEqual(120);
  expect(Math.max(...draws)).toBeGreaterThan(119);
  expect(draws.reduce((sum, draw) => sum + draw) / draws.length).toBeCloseTo(100, 0);
});

test('a script keeps to the pace, and says when `max_tokens` cut it', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const whole = scriptAnswer(PACE, seededRandom(seed), { maxTokens: null, words: null });
    expect(whole.prefillMs).toBeGreaterThanOrEqual(150);
    expect(whole.prefillMs).toBeLessThanOrEqual(250);
    expect(whole.tokens).toBeGreaterThanOrEqual(70);
    expect(whole.tokens).toBeLessThanOrEqual(130);
    expect(whole.cut).toBe(false);
    const limited = scriptAnswer(PACE, seededRandom(seed), { maxTokens: 100, words: null });
    expect(limited).toEqual({ ...whole, tokens: Math.min(100, whole.tokens), cut: whole.tokens > 100 });
  }
});

test('each further busy slot lengthens a token by its share', () => {
  expect(tokenGapMs(PACE, 0)).toBe(25);
  expect(tokenGapMs(PACE, 4)).toBeCloseTo(35, 9);
});
