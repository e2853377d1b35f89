import type { StallCause } from '#plimsoll/stats/stall-cause.js';
import { causesOf } from './causes-of.js';
import { openPerson } from './open-person.js';
import { servePages } from './serve-pages.js';
import { STALL_KINDS, type StallKind, stallScript } from './stall-script.js';

export interface StallCauseResult {
  readonly kind: StallKind | 'none';
  /** Gaps of this kind; for `none`, turns. */
  readonly n: number;
  readonly right: number;
  /** What the others were called; `not found`: the record has no such gap, `invented`: the script has none. */
  readonly wrong: Readonly<Record<string, number>>;
}

export const RIGHT_SHARE_TARGET = 0.95;

const EXPECTED: Readonly<Record<StallKind, StallCause>> = {
  'upstream pause': 'upstream',
  'long task': 'page',
  'typewriter backlog': 'page',
  'buffering proxy': 'upstream',
};
export const STALL_PARTS: readonly (StallKind | 'none')[] = [...STALL_KINDS, 'none'];

const TURNS = 14;
const STALLS_PER_TURN = 3;
const TURNS_WITHOUT = 40;
const TURN_MS = 60_000;
/** Shorter than any scripted stall, longer than anything that a page without one does by itself. */
const LEAST_MS = 300;

/** Whose the scripted stalls were, as the findings tell it. */
export async function measureStalls(kind: StallKind | 'none'): Promise<StallCauseResult> {
  const count = kind === 'none' ? TURNS_WITHOUT : TURNS;
  const stalls = kind === 'none' ? 0 : STALLS_PER_TURN;
  const scripts = Object.fromEntries(
    Array.from({ length: count }, (_, turn) => [
      `turn ${turn}`,
      stallScript(kind === 'none' ? 'upstream pause' : kind, turn, stalls),
    ]),
  );
  const served = await servePages(scripts);
  const person = await openPerson(served.urlOf({ view: 'append', inside: 'document' }), TURN_MS);
  try {
    for (const prompt of Object.keys(scripts)) await person.ask(prompt);
    const wrong: Record<string, number> = {};
    const count = (what: string, times = 1): void => {
      if (times > 0) wrong[what] = (wrong[what] ?? 0) + times;
    };
    let right = 0;
    let n = 0;
    for (const record of (await person.turns()).turns) {
      const causes = causesOf(record, LEAST_MS);
      if (kind === 'none') {
        n++;
        if (causes.length === 0 && record.outcome === 'answered') right++;
        else count(record.outcome === 'answered' ? 'invented' : record.outcome);
        continue;
      }
      n += stalls;
      const named = causes.slice(0, stalls);
      right += named.filter((cause) => cause === EXPECTED[kind]).length;
      for (const cause of named) if (cause !== EXPECTED[kind]) count(cause);
      count('not found', stalls - named.length);
      count('invented', causes.length - named.length);
    }
    return { kind, n, right, wrong };
  } finally {
    await person.close();
    served.close();
  }
}
