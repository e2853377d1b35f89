import type { PaintedState } from '../probe/messages.js';

/** A painted state and how far it agrees with the final answer. */
export interface AlignedPaints {
  readonly finalText: string;
  /** One entry a state: characters of the final answer that were painted, never falling; all 0 without an answer. */
  readonly chars: readonly number[];
  /** Characters of painted answer text that disappeared again. */
  readonly retractedChars: number;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const PICTURE = /\p{Extended_Pictographic}/u;

/** A first word is looked for only in so much of a text. */
const FIRST_WORD_WITHIN = 100;

// The language only matters for texts that have no other word breaks, and those are told by their script.
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** The text that is painted now, and those of its characters that are compared, each with where it ends. */
interface Skeleton {
  text: string;
  readonly letters: string[];
  readonly ends: number[];
}

const emptySkeleton = (): Skeleton => ({ text: '', letters: [], ends: [] });

/**
 * Applies one difference and returns how many letters it left as they were. Only what was added is walked: an answer
 * of many states is long.
 */
function advance(
  skeleton: Skeleton,
  { keep, add }: Pick<PaintedState, 'keep' | 'add'>,
  counted: RegExp,
): number {
  // A difference may begin between the halves of one character; then the whole character is new.
  const first = skeleton.text.charCodeAt(keep - 1);
  const from = keep > 0 && first >= 0xd800 && first <= 0xdbff ? keep - 1 : keep;
  const added = skeleton.text.slice(from, keep) + add;
  while ((skeleton.ends.at(-1) ?? 0) > from) {
    skeleton.ends.pop();
    skeleton.letters.pop();
  }
  const left = skeleton.letters.length;
  skeleton.text = skeleton.text.slice(0, from) + added;
  let end = from;
  for (const letter of added) {
    end += letter.length;
    if (!counted.test(letter)) continue;
    skeleton.letters.push(letter);
    skeleton.ends.push(end);
  }
  return left;
}

/** How many letters the first word of a text has. */
function lettersOfFirstWord(text: string): number {
  for (const { segment, isWordLike } of words.segment(text.slice(0, FIRST_WORD_WITHIN))) {
    if (isWordLike === true) return [...segment].filter((letter) => LETTER_OR_DIGIT.test(letter)).length;
  }
  return 0;
}

/**
 * Decides afterwards what counted as answer: each painted state is compared with the final text, letters and digits
 * only (an answer without any: its pictures). Placeholders, cursors and counters agree with nothing and drop out;
 * Markdown that changes its look does not count as text taken back. A state that leaves the answer inside its own
 * first word is another text which happens to begin alike: "Thinking…" is no part of "The answer is …".
 */
export function alignPaints(states: readonly PaintedState[]): AlignedPaints {
  const finalText = states.reduce((text, { keep, add }) => text.slice(0, keep) + add, '');
  const counted = LETTER_OR_DIGIT.test(finalText) ? LETTER_OR_DIGIT : PICTURE;
  const final = emptySkeleton();
  advance(final, { keep: 0, add: finalText }, counted);
  const now = emptySkeleton();
  const chars: number[] = [];
  let shared = 0;
  let most = 0;
  let before = 0;
  let retractedChars = 0;
  for (const state of states) {
    shared = Math.min(shared, advance(now, state, counted));
    while (shared < now.letters.length && now.letters[shared] === final.letters[shared]) shared++;
    const isOther = shared < now.letters.length && shared < lettersOfFirstWord(now.text);
    const agreed = isOther ? 0 : shared;
    const isWhole = agreed > 0 && agreed === final.letters.length;
    const painted = isWhole ? finalText.length : (final.ends[agreed - 1] ?? 0);
    if (painted < before) retractedChars += before - painted;
    before = painted;
    most = Math.max(most, painted);
    chars.push(most);
  }
  return { finalText, chars, retractedChars };
}
