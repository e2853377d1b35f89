import { CUT_OFFS, type CutOff, type CutOffName } from '../stats/cut-offs.js';
import { formatMs, formatNumber, formatScore, formatShare } from './format.js';

const NOUNS: Readonly<Partial<Record<CutOffName, string>>> = {
  stalls: 'stalls',
  freezes: 'freezes',
  retractedChars: 'characters',
};

/** What is good and what is poor, and who says so: "Good up to 1.0 s, poor over 3.0 s (…)." */
export function cutOffSentence(names: CutOffName | readonly CutOffName[]): string {
  return [names].flat().map(sentenceOf).join(' ');
}

function sentenceOf(name: CutOffName): string {
  const { better, good, poor, source }: CutOff = CUT_OFFS[name];
  const noun = NOUNS[name];
  const parts: string[] = [];
  if (noun !== undefined) {
    parts.push(`good: no ${noun}`);
    if (poor !== null) parts.push('poor: any');
  } else {
    if (good !== null) parts.push(`good ${better === 'lower' ? 'up to' : 'from'} ${format(name, good)}`);
    if (poor !== null) parts.push(`poor ${better === 'lower' ? 'over' : 'under'} ${format(name, poor)}`);
  }
  const text = `${parts.join(', ')} (${source}).`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function format(name: CutOffName, value: number): string {
  if (name.endsWith('Ms')) return formatMs(value);
  if (name.endsWith('Share')) return formatShare(value);
  return Number.isInteger(value) ? formatNumber(value) : formatScore(value);
}
