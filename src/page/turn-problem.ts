import type { TurnOutcome } from '../model/outcome.js';

/** Why a turn did not end by itself. */
export interface TurnProblem {
  readonly outcome: TurnOutcome;
  readonly detail: string;
}

/** What ended a turn that did not. */
export type EndedBy = 'late' | 'refused' | 'lost' | 'cut' | 'unsettled';

interface Known {
  /** How the page was lost. */
  readonly lost: string | undefined;
  readonly refusal: string | undefined;
  readonly turnMs: number;
  /** The person had stopped the answer. */
  readonly wasStopped: boolean;
}

/** What a turn that did not end by itself comes to. */
export function turnProblem(by: EndedBy | undefined, known: Known): TurnProblem {
  if (by === 'lost') return { outcome: 'unmeasured', detail: known.lost ?? 'the page was lost' };
  if (by === 'cut') return { outcome: 'aborted', detail: 'the run ended while the answer was on its way' };
  if (by === 'refused')
    return { outcome: 'refused', detail: known.refusal ?? 'the prompt could not be sent' };
  if (known.wasStopped)
    return { outcome: 'aborted', detail: 'the person stopped the answer, and the page still looked busy' };
  return { outcome: 'timed_out', detail: `not finished within ${known.turnMs} ms` };
}
