import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { keepText } from '../../dist/src/page/text-policy.js';

const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem());

test('keep keeps, none keeps nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(keepText(text, 'keep')).toBe(text);
      expect(keepText(text, 'none')).toBeUndefined();
    }),
  );
});

const SHAPES = {
  'Card 4711, PIN: 0815!': 'xxxx 0000, xxx: 0000!',
  'Zwei\r\nZeilen\n\t– größer': 'xxxx\r\nxxxxxx\n\t– xxxxxx',
  हिन्दी: 'xxxxxx',
  مَرْحَبًا: 'xxxxxxxxx',
  '𝐀𝟙 Ⓐ ⅷ': 'xx00 x 0',
  'e\u0301 👍': 'xx 👍',
};
for (const [text, shape] of Object.entries(SHAPES)) {
  test(`the shape of ${JSON.stringify(text)}`, () => {
    expect(keepText(text, 'shape')).toBe(shape);
  });
}

test('the shape is as long in UTF-16 units, breaks where the text breaks, and tells no letter or digit', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shape = keepText(text, 'shape')!;
      expect(shape).toHaveLength(text.length);
      const breaks = (of: string) => [...of.matchAll(/[\r\n\u2028\u2029]/g)].map(({ index }) => index);
      expect(breaks(shape)).toEqual(breaks(text));
      expect(shape).not.toMatch(/(?![x0])[\p{L}\p{M}\p{N}\p{Alphabetic}]/u);
    }),
  );
});
