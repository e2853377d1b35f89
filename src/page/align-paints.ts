import { levelOf } from '../model/level-of.js';
import type { PaintedState } from '../probe/messages.js';
import { chooseAnswer } from './choose-answer.js';
import { paintedSegments, type Segment } from './painted-segments.js';
import { segmentsText } from './segments-text.js';
import { stitchWindows } from './stitch-windows.js';
import { takenBack } from './taken-back.js';

/** A painted state and how far it agrees with the final answer. */
export interface AlignedPaints {
  readonly finalText: string;
  /** One entry a state: characters of the final answer that were painted, never falling; all 0 without an answer. */
  readonly chars: readonly number[];
  /** Characters of painted answer text that disappeared again. */
  readonly retractedChars: number;
  /** What the backend had said was shown, and is shown no more: something else stands in its place, or nothing. */
  readonly isTakenBack: boolean;
  /** Where the answer's first text was: what the path of its segment begins with. */
  readonly level: string | undefined;
  /** By what it was told what is answer. */
  readonly by: 'wire' | 'growth';
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const DIGIT = /\p{N}/u;
const PICTURE = /\p{Extended_Pictographic}/u;

/** A first word is looked for only in so much of a text. */
const FIRST_WORD_WITHIN = 100;
/** A text that was there before the answer and began like it, and went away, is no longer than this. */
const LONGEST_FALSE_START_CHARS = 40;

// The language only matters for texts that have no other word breaks, and those are told by their script.
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** How many letters the first word of a text has. */
function lettersOfFirstWord(text: string): number {
  for (const { segment, isWordLike } of words.segment(text.slice(0, FIRST_WORD_WITHIN))) {
    if (isWordLike === true) return [...segment].filter((letter) => LETTER_OR_DIGIT.test(letter)).length;
  }
  return 0;
}

/**
 * Decides afterwards what counted as answer: the final answer is told from what stands around it, and each painted
 * state is compared with it, segment by segment, letters and digits only (an answer without any: its pictures).
 * Placeholders, cursors, counters and tool rows agree with nothing and drop out; Markdown that changes its look does
 * not count as text taken back. A segment that leaves the answer inside its own first word is another text which
 * happens to begin alike: "Thinking…" is no part of "The answer is …".
 */
export function alignPaints(states: readonly PaintedState[], wireText?: string): AlignedPaints {
  const shown = stitchWindows(paintedSegments(states));
  const { segments, by } = chooseAnswer(shown, wireText);
  const finalText = segmentsText(segments).trim();
  const aligner = new Aligner(finalText, othersOf(shown.at(-1) ?? [], segments));
  const agreed = shown.map((state) => aligner.agree(state));
  const chars: number[] = [];
  let most = 0;
  let before = 0;
  let retractedChars = 0;
  for (const painted of withoutFalseStart(agreed)) {
    if (painted < before) retractedChars += before - painted;
    before = painted;
    most = Math.max(most, painted);
    chars.push(most);
  }
  const takenChars = wireText === undefined || by === 'wire' ? 0 : takenBack(shown, wireText);
  if (takenChars > 0) retractedChars = takenChars;
  else if (finalText === '') retractedChars = longestOf(shown);
  const first = segments[0];
  return {
    finalText,
    chars,
    retractedChars,
    isTakenBack: takenChars > 0 || (finalText === '' && retractedChars > 0),
    level: first === undefined ? undefined : levelOf(first.path),
    by,
  };
}

/** A placeholder may begin with the answer's own letters; it shows by going away before the answer comes. */
function withoutFalseStart(agreed: readonly number[]): number[] {
  const gone = agreed.findLastIndex((chars, index) => chars === 0 && index > 0 && agreed[index - 1]! > 0);
  const isFalse = gone > 0 && agreed.slice(0, gone).every((chars) => chars <= LONGEST_FALSE_START_CHARS);
  return agreed.map((chars, index) => (isFalse && index < gone ? 0 : chars));
}

/** Of an answer that was taken back altogether: how much of it there was at most. */
function longestOf(states: readonly (readonly Segment[])[]): number {
  return Math.max(0, ...states.map((state) => segmentsText(state).trim().length));
}

/** What stands around the answer in the end, and is none of it while it is on its way either. */
function othersOf(final: readonly Segment[], answer: readonly Segment[]): Set<string> {
  return new Set(final.filter((segment) => !answer.includes(segment)).map(keyOf));
}

const keyOf = ({ path, text }: Segment): string => `${path} ${text}`;

/** What is known of one segment of the state before: it need not be walked again where it only grew. */
interface Walked {
  segment: Segment;
  readonly letters: string[];
  /** Where each of them ends in the segment's text. */
  readonly ends: number[];
  from: number;
  matched: number;
  to: number;
}

/** How much of a segment that was there before its successor begins with. */
function keptOf(before: Segment, now: Segment): number {
  if (before.path !== now.path) return 0;
  const known = now.grown?.from === before ? now.grown.keep : 0;
  const kept = known > 0 ? known : now.text.startsWith(before.text) ? before.text.length : 0;
  // Cut between the halves of one character, the whole character is new.
  const last = now.text.charCodeAt(kept - 1);
  return last >= 0xd800 && last <= 0xdbff ? kept - 1 : kept;
}

/**
 * What begins like the answer and goes on for longer with words of its own is a note or reasoning: "The user wants …".
 * A figure behind the first words of an answer is a counter that stands there with them.
 */
function goesOnElsewhere(letters: readonly string[], matched: number): boolean {
  let own = matched;
  while (own < letters.length && own <= 2 * matched && !DIGIT.test(letters[own]!)) own++;
  return own > 2 * matched;
}

class Aligner {
  readonly #finalText: string;
  readonly #others: ReadonlySet<string>;
  readonly #counted: RegExp;
  readonly #letters: string[] = [];
  readonly #ends: number[] = [];
  readonly #walked: Walked[] = [];

  constructor(finalText: string, others: ReadonlySet<string>) {
    this.#finalText = finalText;
    this.#others = others;
    this.#counted = LETTER_OR_DIGIT.test(finalText) ? LETTER_OR_DIGIT : PICTURE;
    let end = 0;
    for (const letter of finalText) {
      end += letter.length;
      if (!this.#counted.test(letter)) continue;
      this.#letters.push(letter);
      this.#ends.push(end);
    }
  }

  /** How many characters of the final answer `state` shows. */
  agree(state: readonly Segment[]): number {
    let at = 0;
    for (const [index, segment] of state.entries()) {
      const walked = this.#walk(index, segment, at);
      at = walked.to;
      // The answer goes on otherwise from here: what follows is not its continuation.
      if (walked.matched > 0 && walked.matched < walked.letters.length && walked.to > walked.from) break;
    }
    this.#walked.length = Math.min(this.#walked.length, state.length);
    const isWhole = at > 0 && at === this.#letters.length;
    return isWhole ? this.#finalText.length : (this.#ends[at - 1] ?? 0);
  }

  #walk(index: number, segment: Segment, from: number): Walked {
    const known = this.#walked[index];
    if (known?.segment === segment && known.from === from) return known;
    const kept = known === undefined ? 0 : keptOf(known.segment, segment);
    const letters = kept > 0 ? known!.letters : [];
    const ends = kept > 0 ? known!.ends : [];
    while ((ends.at(-1) ?? 0) > kept) {
      ends.pop();
      letters.pop();
    }
    const before = letters.length;
    let end = kept;
    for (const letter of segment.text.slice(kept)) {
      end += letter.length;
      if (!this.#counted.test(letter)) continue;
      letters.push(letter);
      ends.push(end);
    }
    let matched = kept > 0 && known!.from === from ? Math.min(known!.matched, before) : 0;
    while (matched < letters.length && letters[matched] === this.#letters[from + matched]) matched++;
    const leaves = matched < letters.length;
    const isOther =
      (leaves && matched < lettersOfFirstWord(segment.text)) ||
      (leaves && from === 0 && goesOnElsewhere(letters, matched)) ||
      this.#others.has(keyOf(segment));
    const walked = { segment, letters, ends, from, matched, to: isOther ? from : from + matched };
    this.#walked[index] = walked;
    return walked;
  }
}
