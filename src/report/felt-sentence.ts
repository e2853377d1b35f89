import type { Findings, Phase } from '../model/findings.js';
import { percentileCell } from './cell.js';
import { formatLoad, formatMs, formatShare } from './format.js';

/** What people felt without load and under the most of it, in figures; `null` where no two such phases have turns. */
export function feltSentence({ phases }: Pick<Findings, 'phases'>): string | null {
  const judged = phases.filter(({ experience }) => experience.goodShare !== null);
  const calm = judged.find(({ kind }) => kind === 'baseline');
  const loaded = judged
    .filter(({ kind }) => kind === 'peak' || kind === 'climb')
    .sort((a, b) => (a.load.offered ?? 0) - (b.load.offered ?? 0))
    .at(-1);
  if (calm === undefined || loaded === undefined) return null;
  const load =
    loaded.load.offered === null ? '' : `, with ${formatLoad(loaded.load.offered)} conversations at once`;
  return `At baseline ${felt(calm)}; at ${loaded.name}${load}, ${felt(loaded)}.`;
}

/** `the first text came after 206 ms (p50) and 100 % of turns were good` */
function felt({ experience }: Phase): string {
  const good = `${formatShare(experience.goodShare ?? 0)} of turns were good`;
  const { text } = percentileCell(experience.perceivedTtftMs, 'p50', formatMs);
  if (text === '–') return good;
  return `the first text came after ${text.replace(/^>\s*/, 'over ')} (p50) and ${good}`;
}
