import type { PhaseLoad } from '../model/findings.js';
import type { BucketRecord } from '../model/records.js';
import { distribution } from '../stats/distribution.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { bucketHistogramOver } from './bucket-histogram.js';
import { checkShare, countChecks } from './count-checks.js';
import { countOutcomes } from './count-outcomes.js';
import { crowdMean, crowdRate } from './crowd-mean.js';
import type { JudgedStream } from './judged-stream.js';
import type { RunData } from './run-data.js';
import type { RunStage } from './run-stages.js';
import { meanOverSettled, settledWindows } from './stage-windows.js';

/** What the crowd offered in a stage once it had settled, and what came back. */
export function phaseLoad(data: RunData, stage: RunStage, inPhase: readonly JudgedStream[]): PhaseLoad {
  const { buckets } = data.ledger;
  const counted = inPhase.filter((stream) => stream.counted);
  const ttfts = counted.map(({ wireTtftMs }) => wireTtftMs).filter((ms) => ms !== null);
  const good = counted.filter((stream) => stream.good).length;
  const rate = (field: 'starts' | 'completions' | 'events'): number | null =>
    meanOverSettled(stage, (fromMs, toMs) => crowdRate(buckets, fromMs, toMs, field));
  const mean = (field: 'inFlight' | 'streaming'): number | null =>
    meanOverSettled(stage, (fromMs, toMs) => crowdMean(buckets, fromMs, toMs, field));
  const settled = settledWindows(stage);
  const checks = countChecks(inPhase.map(({ record }) => record));
  const inFlight = mean('inFlight');
  const atOnce = stage.perSecond === null ? stage.streams : inFlight;
  return {
    offered: atOnce === null ? null : atOnce + data.people,
    streams: stage.streams,
    perSecond: stage.perSecond,
    deferred: deferredIn(buckets, settled),
    inFlight,
    streaming: mean('streaming'),
    startsPerSecond: rate('starts'),
    completionsPerSecond: rate('completions'),
    eventsPerSecond: rate('events'),
    wireTtftMs: distribution(ttfts, {
      unanswered: counted.length - ttfts.length,
      over: data.plan.deadlines.stream.firstTextMs,
    }),
    gapMs: bucketHistogramOver(buckets, settled, 'gapsUs'),
    outcomes: countOutcomes(inPhase.map(({ record }) => record.outcome)),
    goodStreams: good,
    goodShare: counted.length === 0 ? null : good / counted.length,
    goodShareCi95: wilsonInterval(good, counted.length),
    dispatchLagMs: bucketHistogramOver(buckets, settled, 'dispatchLagUs'),
    checks,
    checkShare: checkShare(checks),
  };
}

/** Over the seconds of the crowd whose middle lies in the stage once it had settled. */
function deferredIn(
  buckets: readonly BucketRecord[],
  settled: readonly { readonly fromMs: number; readonly toMs: number }[],
): number {
  return buckets.reduce((sum, { fromMs, durationMs, deferred = 0 }) => {
    const middleMs = fromMs + durationMs / 2;
    const inside = settled.some((window) => middleMs >= window.fromMs && middleMs < window.toMs);
    return inside ? sum + deferred : sum;
  }, 0);
}
