import type { PhaseExperience } from '../model/findings.js';
import { distribution } from '../stats/distribution.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { countOutcomes } from './count-outcomes.js';
import type { JudgedTurn } from './judged-turn.js';

/**
 * What people perceived in one phase. Unanswered turns rank above all answered ones in `perceivedTtftMs` and
 * `settledMs`; every other distribution is over answered turns.
 */
export function phaseExperience(turns: readonly JudgedTurn[], turnDeadlineMs: number): PhaseExperience {
  const counted = turns.filter((turn) => turn.counted);
  const answered = counted.filter(({ outcome }) => outcome === 'answered');
  const good = counted.filter((turn) => turn.good).length;
  const censored = { unanswered: counted.length - answered.length, over: turnDeadlineMs };
  const over = (read: (turn: JudgedTurn) => number | null): number[] =>
    answered.map(read).filter((v) => v !== null);
  return {
    turns: counted.length,
    goodTurns: good,
    goodShare: counted.length === 0 ? null : good / counted.length,
    goodShareCi95: wilsonInterval(good, counted.length),
    ackMs: distribution(over(({ ackMs }) => ackMs)),
    firstFeedbackMs: distribution(over(({ firstFeedbackMs }) => firstFeedbackMs)),
    perceivedTtftMs: distribution(
      over(({ perceivedTtftMs }) => perceivedTtftMs),
      censored,
    ),
    perceivedTtlbMs: distribution(over(({ perceivedTtlbMs }) => perceivedTtlbMs)),
    settledMs: distribution(
      over(({ settledMs }) => settledMs),
      censored,
    ),
    paintGapMs: distribution(answered.flatMap(({ paintGapsMs }) => paintGapsMs)),
    stalls: answered.reduce((sum, { stalls }) => sum + stalls, 0),
    freezes: answered.reduce((sum, { freezes }) => sum + freezes, 0),
    readingQoe: distribution(over(({ readingQoe }) => readingQoe)),
    flowQoe: distribution(over(({ flowQoe }) => flowQoe)),
    renderLagMs: distribution(over(({ renderLagMs }) => renderLagMs)),
    jankMs: distribution(over(({ jankMs }) => jankMs)),
    outcomes: countOutcomes(turns.map(({ outcome }) => outcome)),
  };
}
