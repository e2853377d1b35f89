import { seededRandom } from '#plimsoll/stats/seeded-random.js';

const WORDS =
  'amber basin cedar delta ember fjord grove heath inlet jetty knoll ledge marsh north ocean plain quarry ridge shoal tidal'.split(
    ' ',
  );

/** A seeded writer: as many words as asked for, with spaces between them. */
export function wordsOf(seed: number): (count: number) => string {
  const random = seededRandom(seed);
  return (count) =>
    Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]!).join(' ');
}
