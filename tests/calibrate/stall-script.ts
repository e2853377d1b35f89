import { seededRandom } from '#plimsoll/stats/seeded-random.js';
import { IDLE_PAGE, type StreamScript, type Write } from './stream-script.js';
import { wordsOf } from './words-of.js';

export const STALL_KINDS = ['upstream pause', 'long task', 'typewriter backlog', 'buffering proxy'] as const;
export type StallKind = (typeof STALL_KINDS)[number];

/** Seeded, and spread evenly over the logarithm: short ones are as many as long ones. */
const SHORTEST_MS = 400;
const LONGEST_MS = 4000;
const WRITE_EVERY_MS = 40;
const WRITES_BETWEEN = 10;

/** An answer with so many stalls of one kind, each between runs of ordinary writes. */
export function stallScript(kind: StallKind, seed: number, stalls: number): StreamScript {
  const random = seededRandom(seed);
  const words = wordsOf(seed);
  const write = (more: Partial<Write> = {}): Write => ({
    afterMs: WRITE_EVERY_MS,
    piece: `${words(1)} `,
    ...more,
  });
  const run = (count: number): Write[] => Array.from({ length: count }, () => write());
  const writes = run(WRITES_BETWEEN);
  for (let stall = 0; stall < stalls; stall++) {
    const gapMs = SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** random();
    // What the server goes on writing while the page, or a proxy, does not show it.
    const meanwhile = run(Math.round(gapMs / WRITE_EVERY_MS));
    if (kind === 'upstream pause') writes.push(write({ afterMs: gapMs }));
    else if (kind === 'long task') writes.push(write({ blockMs: gapMs }), ...meanwhile);
    else if (kind === 'typewriter backlog') writes.push(write({ holdMs: gapMs }), ...meanwhile);
    else writes.push(write({ bufferedMs: gapMs }), ...meanwhile);
    // A typewriter has to catch up before it can be held again.
    writes.push(...run(kind === 'typewriter backlog' ? meanwhile.length + WRITES_BETWEEN : WRITES_BETWEEN));
  }
  return { ...IDLE_PAGE, transport: 'fetch', writes };
}
