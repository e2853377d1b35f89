import type { LedgerData } from '../ledger/read-ledger.js';
import type { FailureReason } from '../model/failure-reason.js';
import type { StreamRecord } from '../model/records.js';
import { assignPhase } from './assign-phase.js';
import { hasFailed } from './has-failed.js';
import type { RunData } from './run-data.js';

/** So many are told; the others are as rare or rarer. */
const MOST_REASONS = 8;
/** A server that says something else each time is told by its class from here on. */
const MOST_KEPT = 1000;

/** What differs from one failure to the next and means nothing to who reads of all of them: ids and figures, but no status. */
const unlike = (detail: string): string =>
  detail.replace(/\b(?=[\da-f-]*\d)[\da-f]{8,}(-[\da-f]+)*\b/gi, '#').replace(/(?<!\d|HTTP )\d+/g, '#');

type Reason = Pick<StreamRecord, 'outcome' | 'lane' | 'detail'> & { n: number; readonly phases: Set<string> };

/** Why streams failed, of whichever server, the most frequent reason first; without warm-up. */
export function failureReasons(
  { streams }: Pick<LedgerData, 'streams'>,
  { stages }: Pick<RunData, 'stages'>,
): FailureReason[] {
  const counted = new Map(
    stages.filter(({ kind }) => kind !== 'warm-up').map(({ name }, nth) => [name, nth]),
  );
  const reasons = new Map<string, Reason>();
  for (const record of streams) {
    // Asked first, as it is nearly all that is asked: what else there is of a stream has to be looked up.
    if (!hasFailed(record.outcome)) continue;
    const { outcome, lane = '', scheduledMs, endedMs } = record;
    const { submittedIn } = assignPhase(scheduledMs, endedMs, stages);
    if (submittedIn === null || !counted.has(submittedIn)) continue;
    const told = `${lane} ${outcome} ${unlike(record.detail ?? '')}`;
    const isTold = reasons.has(told) || reasons.size < MOST_KEPT;
    const key = isTold ? told : `${lane} ${outcome}, and others`;
    const reason = reasons.get(key) ?? {
      outcome,
      lane: record.lane,
      detail: isTold ? record.detail : undefined,
      n: 0,
      phases: new Set<string>(),
    };
    reason.n++;
    reason.phases.add(submittedIn);
    reasons.set(key, reason);
  }
  return [...reasons.values()]
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_REASONS)
    .map(({ outcome, lane, detail, n, phases }) => ({
      outcome,
      ...(lane === undefined ? {} : { lane }),
      ...(detail === undefined ? {} : { detail }),
      n,
      phases: [...phases].sort((a, b) => counted.get(a)! - counted.get(b)!),
    }));
}
