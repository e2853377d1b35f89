import type { BudgetResult, Findings } from '../model/findings.js';
import { isPart } from './part-of-run.js';
import { type RunData, replicatesOf } from './run-data.js';

/** Invalid before failed: a run that measured itself says nothing of its target, neither good nor bad. */
export function verdict(
  data: RunData,
  instrument: Findings['instrument'],
  budgets: readonly BudgetResult[],
  interrupted: boolean,
): Findings['verdict'] {
  const impossible = data.ledger.events
    .filter(({ kind }) => kind === 'cannot-start')
    .map(({ message }) => message);
  const failures = [
    ...impossible,
    ...nobodyLeft(data, interrupted),
    ...cutShort(data, interrupted),
    ...budgets.flatMap(budgetFailure),
  ];
  if (instrument.validity === 'invalid') {
    return {
      status: 'invalid',
      reasons: ['The measurement cannot be believed.', ...instrument.reasons, ...failures],
    };
  }
  const degraded =
    instrument.validity === 'degraded' ? ['The measurement is degraded: read the figures with care.'] : [];
  if (failures.length > 0) return { status: 'fail', reasons: [...failures, ...degraded] };
  const kept = budgets.filter(({ status }) => status === 'pass').length;
  return {
    status: 'pass',
    reasons: [
      isPart(data.ledger)
        ? 'This is one shard: its budgets are judged when the shards are merged.'
        : kept === 1
          ? 'The budget was kept.'
          : kept === 0
            ? 'No budget was set.'
            : `All ${kept} budgets were kept.`,
      ...degraded,
    ],
  };
}

/**
 * A run that was not done passes nothing: whoever reads "pass" believes that the whole plan was kept. A climb that was
 * ended because most streams failed is done: that they fail up there is what it was to find out.
 */
function cutShort({ ledger, plan }: RunData, interrupted: boolean): string[] {
  const endedEarly = ledger.events.some(({ kind }) => kind === 'crowd-early-stop');
  if (endedEarly && !interrupted) return [];
  const done = ledger.stages.filter(({ toMs, ended }) => toMs !== undefined && ended !== 'aborted').length;
  const open =
    done < ledger.stages.length || (interrupted && done < plan.stages.length * replicatesOf(ledger));
  return open ? ['The run ended before its plan was done.'] : [];
}

function nobodyLeft({ turns, streams, ledger, people, plan }: RunData, interrupted: boolean): string[] {
  if (plan.people === 0) {
    const answered = streams.some(({ counted, failed }) => counted && !failed);
    return answered ? [] : ['No stream of the crowd was answered.'];
  }
  if (turns.every(({ counted }) => !counted)) {
    return [
      interrupted ? 'The run was interrupted before any turn ended.' : 'No person made a turn that counts.',
    ];
  }
  const lost = ledger.events.filter(({ kind }) => kind === 'person-lost').length;
  return lost >= people * replicatesOf(ledger) ? ['All people were lost before the run ended.'] : [];
}

function budgetFailure({ status, sentence, actual, why }: BudgetResult): string[] {
  if (status === 'not-measured') return [`Not measured: ${sentence}.${why === undefined ? '' : ` ${why}`}`];
  if (status !== 'fail') return [];
  return [
    `Not kept: ${sentence}${typeof actual === 'number' ? ` (it is ${Number(actual.toFixed(3))})` : ''}.`,
  ];
}
