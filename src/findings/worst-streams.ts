import type { WorstStream } from '../model/worst-stream.js';
import type { JudgedStream } from './judged-stream.js';
import type { RunData } from './run-data.js';

const MOST_SLOW = 5;
const MOST_FAILED = 5;

/** The streams that waited longest for their first text, longest first, then the first that failed; without warm-up. */
export function worstStreams({ streams, stages }: RunData): WorstStream[] {
  const warmUp = new Set(stages.filter(({ kind }) => kind === 'warm-up').map(({ name }) => name));
  const slow: JudgedStream[] = [];
  const failed: JudgedStream[] = [];
  for (const stream of streams) {
    const { counted, submittedIn, wireTtftMs } = stream;
    if (!counted || submittedIn === null || warmUp.has(submittedIn)) continue;
    if (stream.failed) {
      if (failed.length < MOST_FAILED) failed.push(stream);
    } else if (wireTtftMs !== null && wireTtftMs > (slow[MOST_SLOW - 1]?.wireTtftMs ?? -1)) {
      // There may be a million of them: a few are kept in order, and nothing is sorted.
      const place = slow.findIndex((other) => other.wireTtftMs! < wireTtftMs);
      slow.splice(place === -1 ? slow.length : place, 0, stream);
      slow.length = Math.min(slow.length, MOST_SLOW);
    }
  }
  return [...slow, ...failed].map(({ record, submittedIn, wireTtftMs }) => ({
    id: record.id,
    phase: submittedIn!,
    outcome: record.outcome,
    scheduledMs: record.scheduledMs,
    wireTtftMs,
    ...(record.traceId === undefined ? {} : { traceId: record.traceId }),
  }));
}
