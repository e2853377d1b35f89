import type { RunPlan } from '../model/plan.js';

/** Alphabetic marks carry vowels in many scripts: they are as telling as letters. */
const LETTER = /[\p{L}\p{M}\p{Alphabetic}]/gu;
const DIGIT = /\p{N}/gu;

/**
 * What of a text may be written down: all, its shape (x for letters, 0 for digits), or nothing. The shape is as long
 * as the text in UTF-16 units, which is what every count of characters means here, so curves still fit it.
 */
export function keepText(text: string, policy: RunPlan['text']): string | undefined {
  if (policy === 'none') return undefined;
  if (policy === 'keep') return text;
  return text
    .replace(DIGIT, (digit) => '0'.repeat(digit.length))
    .replace(LETTER, (letter) => 'x'.repeat(letter.length));
}
