import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { applyGradioDiff } from '../../dist/src/wire/gradio-diff.js';

test('edits are applied in order, at the top and within', () => {
  expect(applyGradioDiff('Ein ', [['append', [], 'Lotse']])).toBe('Ein Lotse');
  expect(applyGradioDiff('Ein ', [['replace', [], 'Der ']])).toBe('Der ');
  const chat = () => [{ content: 'Ein ' }, { content: 'x' }];
  expect(applyGradioDiff(chat(), [['append', [0, 'content'], 'Lotse']])).toEqual([
    { content: 'Ein Lotse' },
    { content: 'x' },
  ]);
  expect(applyGradioDiff(chat(), [['delete', [1], null]])).toEqual([{ content: 'Ein ' }]);
  expect(applyGradioDiff(chat(), [['add', [1], 'between']])).toEqual([
    { content: 'Ein ' },
    'between',
    { content: 'x' },
  ]);
  expect(
    applyGradioDiff({ a: 1 }, [
      ['add', ['b'], 2],
      ['delete', ['a'], null],
    ]),
  ).toEqual({ b: 2 });
});

test('what does not fit is nothing, and nothing outside of the value is reached', () => {
  const broken: readonly unknown[] = [
    null,
    'x',
    [null],
    [['append']],
    [['append', [0], 'x']],
    [['shout', [], 'x']],
    [['delete', [], null]],
    [['append', ['a', 'b'], 'x']],
    [['replace', ['__proto__', 'polluted'], true]],
    [['replace', ['constructor', 'prototype', 'polluted'], true]],
  ];
  for (const diff of broken)
    expect(applyGradioDiff({ a: 'text' }, diff), JSON.stringify(diff)).toBeUndefined();
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('a text that grows by appending is the text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (pieces) => {
      const whole = pieces.reduce<unknown>(
        (text, piece) => applyGradioDiff(text, [['append', ['answer'], piece]]),
        { answer: '' },
      );
      expect(whole).toEqual({ answer: pieces.join('') });
    }),
    { seed: 6 },
  );
});
