import type { CostSlope } from '../model/findings.js';

/** What the length is of that the cost may grow with. */
export type CostGrowthOf = 'answer' | 'conversation';

const WORDS = {
  answer: {
    yes: 'The page re-renders everything: each 1,000 characters of an answer',
    no: 'The cost per character does not grow within an answer',
    unclear: 'Whether the cost per character grows within an answer cannot be told',
    lacks: 'Not enough to tell whether the cost per character grows within an answer',
    basis: ['slice', 'answer'],
  },
  conversation: {
    yes: 'The page works over the whole conversation: each 1,000 characters of it',
    no: 'The cost per character does not grow with the conversation',
    unclear: 'Whether the cost per character grows with the conversation cannot be told',
    lacks: 'Not enough to tell whether the cost per character grows with the conversation',
    basis: ['turn', 'conversation'],
  },
} as const;

/** A slope in plain words, with its interval and what it rests on. */
export function costSentence(of: CostGrowthOf, slope: Omit<CostSlope, 'sentence'>): string {
  const { addedMsPerKchar: added, ci95, grows, n, groups } = slope;
  const words = WORDS[of];
  const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;
  const basis = `${count(n, words.basis[0])} of ${count(groups, words.basis[1])}`;
  if (added === null) return `${words.lacks} (${n === 0 ? 'main-thread time is not known' : basis}).`;
  const interval = ci95 === null ? 'no interval' : `95 % interval ${round(ci95[0])} to ${round(ci95[1])} ms`;
  const change = grows === 'yes' ? ' add' : ': each further 1,000 characters change it by';
  return `${words[grows]}${change} ${round(added)} ms per 1,000 characters (${interval}, ${basis}).`;
}

/** Two digits are all that such a slope has, and hundredths of a millisecond are none. */
function round(ms: number): string {
  return Math.abs(ms) < 0.005
    ? '0'
    : Number(ms.toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 2 });
}
