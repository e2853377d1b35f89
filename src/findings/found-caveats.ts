import type { JudgedTurn } from './judged-turn.js';

/** Below this, what was taken for the answer, or for its end, may be something else. */
const UNSURE = 0.5;

const WORDS: Readonly<Record<string, string>> = {
  selector: 'by its selector',
  echo: "behind the person's own message",
  growth: 'as the text that grew',
  'busy-sign': 'the page’s own sign',
  wire: 'the end of its stream',
  quiet: 'silence',
};

/** How answers were found on a page that nobody has described, and how sure that is; nothing where all was given. */
export function foundCaveats(turns: readonly JudgedTurn[]): string[] {
  const found = turns.flatMap(({ outcome, record: { foundBy } }) =>
    outcome === 'answered' && foundBy !== undefined ? [foundBy] : [],
  );
  const unsure = found.filter(({ confidence }) => confidence < UNSURE);
  if (unsure.length === 0) return [];
  const ways = [...new Set(unsure.map(({ answer, end }) => `${told(answer)}, its end by ${told(end)}`))];
  const lowest = Math.min(...unsure.map(({ confidence }) => confidence));
  return [
    `${unsure.length} of ${found.length} answers were found with little certainty (lowest ${lowest.toFixed(2)}): ${ways.join('; ')}. Look at the worst turns, and give target.selectors for what was not found well.`,
  ];
}

const told = (way: string): string => WORDS[way] ?? way;
