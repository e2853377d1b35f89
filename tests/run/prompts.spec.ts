import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { createPrompts } from '../../dist/src/run/prompts.js';

const TEXTS = ['Why is the sea salt?', 'What is a tide?', 'Who was Plimsoll?'];
const take = (count: number, seed: number, reader: string): string[] => {
  const prompts = createPrompts(TEXTS, seed, reader);
  return Array.from({ length: count }, () => prompts.next());
};

test('the same seed and reader give the same series; another seed or reader another', () => {
  const series = take(20, 7, 'person-1');
  expect(take(20, 7, 'person-1')).toEqual(series);
  expect(take(20, 8, 'person-1')).not.toEqual(series);
  expect(take(20, 7, 'person-2')).not.toEqual(series);
});

test('the series is the same on every machine and in every version', () => {
  expect(take(3, 1, 'person-1')).toEqual([
    '(2856) What is a tide?',
    '(8798) Why is the sea salt?',
    '(9133) What is a tide?',
  ]);
});
test('each prompt begins with a number of its own, so that no two share their first characters', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      for (const prompt of take(10, seed, 'person-1')) {
        const [, text] = /^\(\d{4}\) (.+)$/.exec(prompt) ?? [];
        expect(TEXTS).toContain(text);
      }
    }),
  );
  // Of 9,000 numbers 40 are drawn: hardly any two are the same.
  const numbers = take(40, 3, 'person-1').map((prompt) => prompt.slice(0, 6));
  expect(new Set(numbers).size).toBeGreaterThan(36);
});

test('every text comes about as often as the others', () => {
  const drawn = take(600, 11, 'person-1').map((prompt) => prompt.slice(7));
  for (const text of TEXTS) {
    const times = drawn.filter((other) => other === text).length;
    expect(times).toBeGreaterThan(150);
    expect(times).toBeLessThan(250);
  }
});

test('fractions for think times lie in [0, 1), spread evenly, and belong to the same series', () => {
  const prompts = createPrompts(TEXTS, 5, 'person-1');
  const fractions = Array.from({ length: 500 }, () => prompts.fraction());
  expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...fractions)).toBeLessThan(1);
  expect(fractions.reduce((sum, value) => sum + value, 0) / 500).toBeCloseTo(0.5, 1);
  const [with_, without] = [createPrompts(TEXTS, 5, 'p'), createPrompts(TEXTS, 5, 'p')];
  with_.fraction();
  expect(with_.next()).not.toBe(without.next());
});
