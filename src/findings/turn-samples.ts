import { basename } from 'node:path';
import type { TurnSample } from '../model/findings.js';
import type { JudgedTurn } from './judged-turn.js';
import type { RunData } from './run-data.js';

/** The worst and the typical turn of each phase, with what it takes to replay them. */
export function turnSamples(data: RunData): TurnSample[] {
  return data.stages.flatMap(({ name }) => {
    const turns = data.turns.filter(({ phase, counted }) => phase === name && counted).sort(byBadness);
    const answered = turns.filter(({ outcome }) => outcome === 'answered');
    const worst = turns[0];
    const typical = answered[Math.floor(answered.length / 2)];
    return [
      ...(worst === undefined ? [] : [sampleOf(worst, 'worst', data)]),
      ...(typical === undefined || typical === worst ? [] : [sampleOf(typical, 'typical', data)]),
    ];
  });
}

/** Unanswered first, then who waited longest, then whose text flowed worst. */
function byBadness(a: JudgedTurn, b: JudgedTurn): number {
  const wait = ({ perceivedTtftMs }: JudgedTurn): number => perceivedTtftMs ?? Number.MAX_VALUE;
  return wait(b) - wait(a) || (a.flowQoe ?? 0) - (b.flowQoe ?? 0);
}

function sampleOf(turn: JudgedTurn, why: TurnSample['why'], { plan }: RunData): TurnSample {
  const { record } = turn;
  return {
    id: record.id,
    person: record.person,
    phase: turn.phase,
    why,
    outcome: turn.outcome,
    good: turn.good,
    submittedMs: turn.submittedMs,
    perceivedTtftMs: turn.perceivedTtftMs,
    flowQoe: turn.flowQoe,
    renderLagP95Ms: turn.renderLag?.p95Ms ?? null,
    stalls: turn.judgedStalls.map(({ fromMs, durationMs, cause, script }) => ({
      fromMs,
      durationMs,
      cause,
      ...(script === null ? {} : { script: script.name }),
    })),
    paints: record.paints,
    wire: record.wire,
    longFrames: record.longFrames.map(({ startMs, durationMs }) => ({ startMs, durationMs })),
    // A picture cannot be made a shape: it is text of the target wherever text is not kept.
    ...(record.screenshot === undefined || plan.text !== 'keep'
      ? {}
      : { screenshot: basename(record.screenshot) }),
    ...(record.prompt === undefined ? {} : { prompt: record.prompt }),
    ...(record.answer === undefined ? {} : { answer: record.answer }),
    ...(record.detail === undefined ? {} : { detail: record.detail }),
  };
}
