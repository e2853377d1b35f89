import type { PaintedState } from '../probe/messages.js';

/** A painted state and how far it agrees with the final answer. */
export interface AlignedPaints {
  readonly finalText: string;
  /** One entry a state: characters of the final answer that were painted, never falling. */
  readonly chars: readonly number[];
  /** Characters of painted answer text that disappeared again. */
  readonly retractedChars: number;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Letters and digits of a text, and for each the text's length up to and including it. */
function skeleton(text: string): { letters: string[]; ends: number[] } {
  const letters: string[] = [];
  const ends: number[] = [];
  let end = 0;
  for (const letter of text) {
    end += letter.length;
    if (!LETTER_OR_DIGIT.test(letter)) continue;
    letters.push(letter);
    ends.push(end);
  }
  return { letters, ends };
}

/**
 * Decides afterwards what counted as answer: each painted state is compared with the final text, letters and digits
 * only. Placeholders, cursors and counters agree with nothing and drop out; Markdown that changes its look does not
 * count as text taken back.
 */
export function alignPaints(states: readonly PaintedState[]): AlignedPaints {
  const texts: string[] = [];
  for (const { keep, add } of states) texts.push((texts.at(-1) ?? '').slice(0, keep) + add);
  const finalText = texts.at(-1) ?? '';
  const final = skeleton(finalText);
  const chars: number[] = [];
  let most = 0;
  let before = 0;
  let retractedChars = 0;
  for (const text of texts) {
    let shared = 0;
    for (const letter of skeleton(text).letters) {
      if (letter !== final.letters[shared]) break;
      shared++;
    }
    const painted = shared === final.letters.length ? finalText.length : (final.ends[shared - 1] ?? 0);
    if (painted < before) retractedChars += before - painted;
    before = painted;
    most = Math.max(most, painted);
    chars.push(most);
  }
  return { finalText, chars, retractedChars };
}
