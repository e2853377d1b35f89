import type { Distribution, PhaseExperience, RenderLagOverTurns } from '../model/findings.js';
import type { Interaction } from '../model/records.js';
import { CUT_OFFS } from '../stats/cut-offs.js';
import { distribution } from '../stats/distribution.js';
import type { RenderLag } from '../stats/render-lag.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { countOutcomes } from './count-outcomes.js';
import type { JudgedTurn } from './judged-turn.js';
import { stallScripts } from './stall-scripts.js';
import { wireSources } from './wire-sources.js';

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
    settledLagMs: distribution(over(({ settledLagMs }) => settledLagMs)),
    settledLate: answered.filter(({ settledLagMs }) => (settledLagMs ?? 0) > CUT_OFFS.settledLagMs.good)
      .length,
    paintGapMs: distribution(answered.flatMap(({ paintGapsMs }) => paintGapsMs)),
    microStalls: sum(answered, ({ microStalls }) => microStalls),
    stalls: sum(answered, ({ stalls }) => stalls),
    freezes: sum(answered, ({ freezes }) => freezes),
    stallsByCause: {
      upstream: stallsOf(answered, 'upstream'),
      page: stallsOf(answered, 'page'),
      unknown: stallsOf(answered, 'unknown'),
    },
    stallScripts: stallScripts(answered),
    readingQoe: distribution(over(({ readingQoe }) => readingQoe)),
    flowQoe: distribution(over(({ flowQoe }) => flowQoe)),
    starvedShare: distribution(over(({ starvedShare }) => starvedShare)),
    fluidity: distribution(over(({ fluidity }) => fluidity)),
    wireFluidity: distribution(over(({ wireFluidity }) => wireFluidity)),
    dumpShare: distribution(over(({ dumpShare }) => dumpShare)),
    retractions: {
      turns: answered.filter(({ retractedChars }) => (retractedChars ?? 0) > 0).length,
      chars: sum(answered, ({ retractedChars }) => retractedChars ?? 0),
    },
    renderLagMs: distribution(over(({ renderLagMs }) => renderLagMs)),
    renderLag: renderLagOver(answered),
    wireSources: wireSources(answered),
    jankMs: distribution(over(({ jankMs }) => jankMs)),
    longestFrameMs: distribution(over(({ longestFrameMs }) => longestFrameMs)),
    layoutShift: distribution(over(({ layoutShift }) => layoutShift)),
    followShare: distribution(over(({ followShare }) => followShare)),
    interactionLatencyMs: { type: latency(answered, 'type'), scroll: latency(answered, 'scroll') },
    pageCostMsPerKchar: distribution(over(({ pageCostMsPerKchar }) => pageCostMsPerKchar)),
    outcomes: countOutcomes(turns.map(({ outcome }) => outcome)),
  };
}

const sum = (turns: readonly JudgedTurn[], of: (turn: JudgedTurn) => number): number =>
  turns.reduce((total, turn) => total + of(turn), 0);

const stallsOf = (turns: readonly JudgedTurn[], wanted: 'upstream' | 'page' | 'unknown'): number =>
  sum(turns, ({ judgedStalls }) => judgedStalls.filter(({ cause }) => cause === wanted).length);

function renderLagOver(turns: readonly JudgedTurn[]): RenderLagOverTurns {
  const over = (name: keyof RenderLag): Distribution =>
    distribution(turns.flatMap(({ renderLag }) => renderLag?.[name] ?? []));
  return {
    firstMs: over('firstMs'),
    p50Ms: over('p50Ms'),
    p95Ms: over('p95Ms'),
    maxMs: over('maxMs'),
    lastMs: over('lastMs'),
  };
}

const latency = (turns: readonly JudgedTurn[], wanted: Interaction['kind']): Distribution =>
  distribution(
    turns.flatMap(({ interactions }) =>
      interactions.filter(({ kind }) => kind === wanted).map(({ latencyMs }) => latencyMs),
    ),
  );
