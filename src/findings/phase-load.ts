import type { PhaseLoad } from '../model/findings.js';
import type { BucketRecord } from '../model/records.js';
import { distribution } from '../stats/distribution.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { bucketHistogram } from './bucket-histogram.js';
import { checkShare, countChecks } from './count-checks.js';
import { countOutcomes } from './count-outcomes.js';
import { crowdMean, crowdRate } from './crowd-mean.js';
import type { JudgedStream } from './judged-stream.js';
import type { RunData } from './run-data.js';
import type { RunStage } from './run-stages.js';

/** What the crowd offered in a stage once it had settled, and what came back. */
export function phaseLoad(data: RunData, stage: RunStage, inPhase: readonly JudgedStream[]): PhaseLoad {
  const { buckets } = data.ledger;
  const counted = inPhase.filter((stream) => stream.counted);
  const ttfts = counted.map(({ wireTtftMs }) => wireTtftMs).filter((ms) => ms !== null);
  const good = counted.filter((stream) => stream.good).length;
  const rate = (field: 'starts' | 'completions' | 'events'): number | null =>
    crowdRate(buckets, stage.settledMs, stage.toMs, field);
  const checks = countChecks(inPhase.map(({ record }) => record));
  const inFlight = crowdMean(buckets, stage.settledMs, stage.toMs, 'inFlight');
  const atOnce = stage.perSecond === null ? stage.streams : inFlight;
  return {
    offered: atOnce === null ? null : atOnce + data.people,
    streams: stage.streams,
    perSecond: stage.perSecond,
    deferred: deferredIn(buckets, stage),
    inFlight,
    streaming: crowdMean(buckets, stage.settledMs, stage.toMs, 'streaming'),
    startsPerSecond: rate('starts'),
    completionsPerSecond: rate('completions'),
    eventsPerSecond: rate('events'),
    wireTtftMs: distribution(ttfts, {
      unanswered: counted.length - ttfts.length,
      over: data.plan.deadlines.stream.firstTextMs,
    }),
    gapMs: bucketHistogram(buckets, stage.settledMs, stage.toMs, 'gapsUs'),
    outcomes: countOutcomes(inPhase.map(({ record }) => record.outcome)),
    goodStreams: good,
    goodShare: counted.length === 0 ? null : good / counted.length,
    goodShareCi95: wilsonInterval(good, counted.length),
    dispatchLagMs: bucketHistogram(buckets, stage.settledMs, stage.toMs, 'dispatchLagUs'),
    checks,
    checkShare: checkShare(checks),
  };
}

/** Over the seconds of the crowd whose middle lies in the stage once it had settled. */
function deferredIn(buckets: readonly BucketRecord[], { settledMs, toMs }: RunStage): number {
  return buckets.reduce((sum, { fromMs, durationMs, deferred = 0 }) => {
    const middleMs = fromMs + durationMs / 2;
    return middleMs >= settledMs && middleMs < toMs ? sum + deferred : sum;
  }, 0);
}
