import type { JudgedTurn } from './judged-turn.js';

/** Why turns are unmeasured, the most frequent reason first. Reasons that differ only in their numbers are one. */
export function unmeasuredReasons(turns: readonly JudgedTurn[]): { reason: string; turns: number }[] {
  const reasons = new Map<string, { reason: string; turns: number }>();
  for (const { record, outcome } of turns) {
    if (outcome !== 'unmeasured') continue;
    const reason = record.outcome === 'unmeasured' ? (record.detail ?? 'no reason was given') : CONTRADICTORY;
    const key = reason.replace(/\d+(?:[.,]\d+)*/g, '#');
    const before = reasons.get(key) ?? { reason, turns: 0 };
    reasons.set(key, { ...before, turns: before.turns + 1 });
  }
  return [...reasons.values()].sort((a, b) => b.turns - a.turns || a.reason.localeCompare(b.reason, 'en'));
}

/** Recorded as answered, and not to be believed. */
const CONTRADICTORY = 'the stamps of the answer are missing or contradict each other';
