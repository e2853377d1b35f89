import type { StallScript } from '../model/findings.js';
import type { JudgedTurn } from './judged-turn.js';

const MOST_NAMED = 5;

/** The scripts behind the stalls that were the page's, the costliest first; at most five. */
export function stallScripts(turns: readonly JudgedTurn[]): StallScript[] {
  const scripts = new Map<string, StallScript>();
  for (const { script } of turns.flatMap(({ judgedStalls }) => judgedStalls)) {
    if (script === null) continue;
    const { count, totalMs } = scripts.get(script.name) ?? { count: 0, totalMs: 0 };
    scripts.set(script.name, {
      name: script.name,
      count: count + 1,
      totalMs: totalMs + script.durationMs,
    });
  }
  return [...scripts.values()].sort((a, b) => b.totalMs - a.totalMs).slice(0, MOST_NAMED);
}
