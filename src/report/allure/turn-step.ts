import type { Findings, TurnMark, TurnSample } from '../../model/findings.js';
import { UNCOUNTED_TURN_OUTCOMES } from '../../model/outcome.js';
import { formatClock, formatLoad, formatMs, formatScore, plainSpaces } from '../format.js';
import type { AllureParameter, AllureStatus, AllureStep } from './allure-result.js';
import { wallClock } from './wall-clock.js';

/** One turn as a step: when it was sent, how it ended, and what of it was measured. Nothing that anybody said. */
export function turnStep(findings: Findings, mark: TurnMark): AllureStep {
  const { outcome, person, submittedMs, settledMs, perceivedTtftMs } = mark;
  const at = wallClock(findings);
  const words = outcome.replaceAll('_', ' ');
  const waited =
    perceivedTtftMs === null ? '' : `, first text after ${plainSpaces(formatMs(perceivedTtftMs))}`;
  return {
    name: `${formatClock(submittedMs)} ${person}: ${words}${waited}`,
    status: statusOf(mark),
    stage: 'finished',
    start: at(submittedMs),
    // Of a turn that never settled only the beginning is known.
    stop: at(submittedMs + (settledMs ?? 0)),
    ...(statusOf(mark) === 'failed' ? { statusDetails: { message: whyOf(findings, mark, words) } } : {}),
    parameters: parametersOf(
      mark,
      findings.turns.find((sample) => sample.id === mark.id),
    ),
    steps: [],
    attachments: [],
  };
}

/** `skipped`: it counts neither as good nor as bad. */
function statusOf({ outcome, good }: TurnMark): AllureStatus {
  if (UNCOUNTED_TURN_OUTCOMES.includes(outcome)) return 'skipped';
  return good ? 'passed' : 'failed';
}

function whyOf({ run }: Findings, { outcome, perceivedTtftMs, stalls }: TurnMark, words: string): string {
  if (outcome !== 'answered') return `The turn was not answered: ${words}.`;
  const { goodTurn } = run.plan;
  if (perceivedTtftMs !== null && perceivedTtftMs > goodTurn.perceivedTtftMs)
    return `Answered, but not good: the first text took longer than ${plainSpaces(formatMs(goodTurn.perceivedTtftMs))}.`;
  return stalls.length > 0
    ? 'Answered, but not good: its text stalled or did not flow.'
    : 'Answered, but not good: its text did not flow.';
}

function parametersOf(mark: TurnMark, sample: TurnSample | undefined): readonly AllureParameter[] {
  const values: readonly (readonly [string, number | null | undefined, (value: number) => string])[] = [
    ['perceivedTtftMs', mark.perceivedTtftMs, formatMs],
    ['settledMs', mark.settledMs, formatMs],
    ['load overlapped', mark.overlappedLoad, formatLoad],
    ['flowQoe', sample?.flowQoe, formatScore],
    ['renderLagP95Ms', sample?.renderLagP95Ms, formatMs],
    ['stalls', mark.stalls.length === 0 ? null : mark.stalls.length, String],
  ];
  return [
    { name: 'turn', value: mark.id, excluded: true },
    ...values.flatMap(([name, value, format]) =>
      value === null || value === undefined
        ? []
        : [{ name, value: plainSpaces(format(value)), excluded: true as const }],
    ),
  ];
}
