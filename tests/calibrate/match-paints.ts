import type { TurnRecord } from '#plimsoll/model/records.js';
import type { TruePaint } from './true-paints.js';

export interface MatchedPaints {
  /** One entry a true paint: when the record has its text painted, minus when it was presented. */
  readonly errorsMs: readonly number[];
  /** True paints whose text the record never has. */
  readonly missing: number;
}

/** Letters and digits are what a record's characters can be compared by; its white space may differ. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Looks each true paint up in the record: the first of its paints that has all of that text. What a record has in
 * another order or with other text before it does not count as that text.
 */
export function matchPaints(
  truth: readonly TruePaint[],
  record: Pick<TurnRecord, 'paints' | 'answer'>,
): MatchedPaints {
  const whole = lettersOf(truth.at(-1)?.text ?? '');
  const answer = record.answer ?? '';
  const agreed = sharedPrefix(lettersOf(answer), whole);
  const painted = record.paints.map(
    ([ms, chars]) => [ms, Math.min(agreed, lettersOf(answer.slice(0, chars)).length)] as const,
  );
  const errorsMs: number[] = [];
  let missing = 0;
  for (const { presentedMs, text } of truth) {
    const needed = lettersOf(text).length;
    const paint = painted.find(([, letters]) => letters >= needed);
    if (paint === undefined) missing++;
    else errorsMs.push(paint[0] - presentedMs);
  }
  return { errorsMs, missing };
}

function sharedPrefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
