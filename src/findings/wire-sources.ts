import type { TurnRecord } from '../model/records.js';
import type { JudgedTurn } from './judged-turn.js';

/** Where the wire's times of these turns were taken. */
export function wireSources(turns: readonly JudgedTurn[]): Record<TurnRecord['wireSource'], number> {
  const counts = { page: 0, netlog: 0, none: 0 };
  for (const { record } of turns) counts[record.wireSource]++;
  return counts;
}
