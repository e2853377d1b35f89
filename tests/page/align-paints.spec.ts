import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { PATH_END, SEGMENT_START } from '../../dist/src/model/probe-names.js';
import { alignPaints } from '../../dist/src/page/align-paints.js';
import { commonPrefix } from '../../dist/src/probe/common-prefix.js';
import type { PaintedState } from '../../dist/src/probe/messages.js';

const encode = (text: string): string => (text === '' ? '' : `${SEGMENT_START}${PATH_END}${text}`);

/** Painted texts as the probe tells them: each as a difference to the one before. */
function told(texts: readonly string[]): PaintedState[] {
  const encoded = texts.map(encode);
  return encoded.map((text, index) => {
    const keep = commonPrefix(encoded[index - 1] ?? '', text);
    return { frameMs: index, laidOutMs: index, keep, add: text.slice(keep) };
  });
}
const align = (...texts: string[]) => alignPaints(told(texts));

/** What was painted, and which characters of the final answer that is. */
const TABLE: Record<string, { texts: string[]; chars: number[]; retracted?: number }> = {
  'nothing at all': { texts: [], chars: [] },
  'an answer that grows': { texts: ['The', 'The tide', 'The tide rises.'], chars: [3, 8, 15] },
  'white space only': { texts: [' ', '\n\n'], chars: [0, 0] },
  'a placeholder': { texts: ['One moment', 'Low tide', 'Low tide now'], chars: [0, 8, 12] },
  'a placeholder that begins like the answer': {
    texts: ['Thinking…', 'The', 'The tide'],
    chars: [0, 3, 8],
  },
  'a placeholder that goes before the answer comes': {
    texts: ['Thinking…', '', 'The', 'The tide'],
    chars: [0, 0, 3, 8],
  },
  'a placeholder that begins like an answer of one letter': { texts: ['No answer yet', 'N'], chars: [0, 1] },
  'reasoning that begins with the words of the answer': {
    texts: ['The user', 'The user wants the tides.', 'The tide', 'The tide rises'],
    chars: [0, 0, 8, 14],
  },
  'a cursor behind the text': { texts: ['▍', 'The ▍', 'The tide ▍', 'The tide'], chars: [0, 3, 8, 8] },
  'a counter behind the text': {
    texts: ['1 s', 'The 2 s', 'The tide 3 s', 'The tide'],
    chars: [0, 3, 8, 8],
  },
  'a counter that ends with another number': {
    texts: ['The 12 tok/s', 'The tide 9 tok/s', 'The tide 10 tok/s'],
    chars: [3, 8, 17],
  },
  'Markdown that is recognised late': {
    texts: ['**bo', 'bold', 'bold and `co', 'bold and code'],
    chars: [2, 4, 11, 13],
  },
  'a link that folds up': { texts: ['See [do', 'See [docs](', 'See docs.'], chars: [6, 9, 9] },
  'text taken back and given again': {
    texts: ['The tide rises', 'The', 'The tide rises'],
    chars: [14, 14, 14],
    retracted: 11,
  },
  'reasoning that folds up before the answer': {
    texts: ['Let me', 'Let me think it over', '', 'The tide'],
    chars: [0, 0, 0, 8],
  },
  'an answer that is replaced by another': {
    texts: ['Here is how to pick a lock', 'Sorry, not that'],
    chars: [0, 15],
  },
  Chinese: { texts: ['思考中', '思想', '思想是', '思想是自由的'], chars: [0, 2, 3, 6] },
  'right to left': { texts: ['שלום', 'שלום עולם'], chars: [4, 9] },
  'combining marks': { texts: ['हि', 'हिन्दी'], chars: [1, 6] },
  'letters of two units': { texts: ['𝐀', '𝐀𝐁', '𝐀𝐁𝐂'], chars: [2, 4, 6] },
  'a letter that differs in its second unit only': { texts: ['𝐀', '𝐁'], chars: [0, 2] },
  'pictures in the text': { texts: ['Hi', 'Hi 👋', 'Hi 👋 you'], chars: [2, 2, 9] },
  'only pictures': { texts: ['Thinking…', '👍', '👍👍'], chars: [0, 2, 4] },
  'only a cursor': { texts: ['●', '▍'], chars: [0, 0] },
  'a full stop at the end': { texts: ['Yes', 'Yes.'], chars: [4, 4] },
};

for (const [what, { texts, chars, retracted = 0 }] of Object.entries(TABLE)) {
  test(`aligned: ${what}`, () => {
    const finalText = (texts.at(-1) ?? '').trim();
    expect(align(...texts)).toMatchObject({ finalText, chars, retractedChars: retracted });
  });
}

/** Texts that change as pages do: growing, shrinking, replaced, in scripts of all kinds. */
const piece = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('The tide', ' **rises** ', '思想', '👍', '𝐀𝐁', ' 12 tok/s', '\n\n- '),
);
const texts = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), piece), { maxLength: 12 })
  .map((changes) => {
    let text = '';
    return changes.map(([kept, added]) => {
      text = text.slice(0, Math.round(kept * text.length)) + added;
      return text;
    });
  });

const hasAnswer = (text: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);

test('never falls, ends with the whole answer, and is never more than was painted of it', () => {
  fc.assert(
    fc.property(texts, (painted) => {
      const { finalText, chars, retractedChars } = align(...painted);
      expect(finalText).toBe((painted.at(-1) ?? '').trim());
      expect(chars).toEqual([...chars].sort((a, b) => a - b));
      expect(chars).toHaveLength(painted.length);
      if (painted.length > 0) expect(chars.at(-1)).toBe(hasAnswer(finalText) ? finalText.length : 0);
      expect(retractedChars).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('the same by differences as by whole texts', () => {
  fc.assert(
    fc.property(texts, (painted) => {
      const whole = painted.map((text, index) => ({
        frameMs: index,
        laidOutMs: index,
        keep: 0,
        add: encode(text),
      }));
      expect(alignPaints(whole)).toEqual(align(...painted));
    }),
  );
});

test('a piece that comes in two paints counts the same when both are there', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), fc.nat(), (pieces, where) => {
      const grown = pieces.map((_, index) => pieces.slice(0, index + 1).join(''));
      const at = where % grown.length;
      const [from, to] = [grown[at - 1] ?? '', grown[at]!];
      const between = to.slice(0, from.length + Math.ceil((to.length - from.length) / 2));
      const split = [...grown.slice(0, at), between, ...grown.slice(at)];
      const [once, twice] = [align(...grown), align(...split)];
      expect(twice.chars.toSpliced(at, 1)).toEqual(once.chars);
    }),
  );
});

test('an answer that only grows is never taken back', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const grown = pieces.map((_, index) => pieces.slice(0, index + 1).join(''));
      expect(align(...grown).retractedChars).toBe(0);
    }),
  );
});

test('a long answer of many states takes little time', () => {
  const states = Array.from({ length: 3_000 }, (_, index) => ({
    frameMs: index,
    laidOutMs: index,
    keep: index === 0 ? 0 : index * 10 + 2,
    add: index === 0 ? encode('.and on it.') : 'and on it..',
  }));
  const from = performance.now();
  expect(alignPaints(states).chars.at(-1)).toBe(30_001);
  expect(performance.now() - from).toBeLessThan(1_000);
});
