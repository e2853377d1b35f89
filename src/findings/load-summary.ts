import type { LedgerData } from '../ledger/read-ledger.js';
import type { Distribution, Findings } from '../model/findings.js';
import type { Counter, LoadSummary, Rate, Trend } from '../model/load-summary.js';
import type { RunPlan } from '../model/plan.js';
import type { StreamRecord } from '../model/records.js';
import { distribution } from '../stats/distribution.js';
import { bucketHistogram } from './bucket-histogram.js';
import { checkShare, countChecks } from './count-checks.js';
import { countOutcomes } from './count-outcomes.js';

/** What of a stream is a point in time, and ends a span or begins it. */
type PointField = 'scheduledMs' | 'sentMs' | 'headersMs' | 'firstTextMs' | 'endedMs';

export function loadSummary(ledger: LedgerData, plan: RunPlan, findings: Findings): LoadSummary {
  const fromMs = ledger.stages[0]?.fromMs ?? 0;
  const toMs = ledger.stages.at(-1)?.toMs ?? ledger.lastMs ?? fromMs;
  const seconds = Math.max(0.001, (toMs - fromMs) / 1000);
  const counter = (count: number): Counter => ({ count, rate: count / seconds });
  const { streams, buckets } = ledger;
  const sum = (of: (bucket: (typeof buckets)[number]) => number): number =>
    buckets.reduce((total, bucket) => total + of(bucket), 0);
  const sent = streams.filter(({ outcome }) => outcome !== 'dropped');
  const ended = sent.filter(({ outcome }) => outcome !== 'cancelled');
  const complete = ended.filter(({ outcome }) => outcome === 'ok' || outcome === 'incomplete');
  const over = plan.deadlines.stream.firstTextMs;
  const spans = (of: readonly StreamRecord[], begin: PointField, end: PointField, unanswered = 0): Trend => {
    const lengths: number[] = [];
    for (const stream of of) {
      const [begun, done] = [stream[begin], stream[end]];
      if (begun !== undefined && done !== undefined) lengths.push(done - begun);
    }
    return trend(lengths, { unanswered, over });
  };
  const withText = complete.filter(({ firstTextMs }) => firstTextMs !== undefined);
  const unanswered = ended.length - withText.length;
  const checks = countChecks(streams);
  const levels = buckets.map(({ inFlight }) => inFlight);
  const histogram = (field: 'gapsUs' | 'dispatchLagUs'): Trend =>
    fromDistribution(bucketHistogram(buckets, fromMs, Number.POSITIVE_INFINITY, field));
  return {
    schema: 'plimsoll.load-summary/1',
    state: { testRunDurationMs: toMs - fromMs, interrupted: findings.run.interrupted },
    metrics: {
      http_reqs: counter(sent.length),
      http_req_duration: spans(ended, 'sentMs', 'endedMs'),
      http_req_waiting: spans(ended, 'sentMs', 'headersMs'),
      http_req_failed: rate(ended.length - complete.length, complete.length),
      iterations: counter(complete.length),
      iteration_duration: spans(complete, 'scheduledMs', 'endedMs', ended.length - complete.length),
      dropped_iterations: counter(streams.length - sent.length),
      sse_event: counter(sum(({ events }) => events)),
      data_received: counter(sum(({ bytes }) => bytes)),
      vus: {
        min: levels.length === 0 ? null : Math.min(...levels),
        max: levels.length === 0 ? null : Math.max(...levels),
      },
      checks: rate(
        checks.reduce((total, { passes }) => total + passes, 0),
        checks.reduce((total, { fails }) => total + fails, 0),
      ),
      wire_ttft: spans(withText, 'scheduledMs', 'firstTextMs', unanswered),
      wire_ttft_from_send: spans(withText, 'sentMs', 'firstTextMs', unanswered),
      wire_gap: histogram('gapsUs'),
      dispatch_lag: histogram('dispatchLagUs'),
      prompt_chars: trend(sent.map(({ promptChars }) => promptChars).filter((chars) => chars !== undefined)),
      answer_chars: trend(complete.map(({ textChars }) => textChars)),
    },
    outcomes: countOutcomes(streams.map(({ outcome }) => outcome)) as Record<string, number>,
    root_group: { checks },
    thresholds: findings.budgets.map(({ sentence, status }) => ({
      source: sentence,
      ok: status === 'pass' ? true : status === 'fail' ? false : null,
    })),
  };
}

function rate(passes: number, fails: number): Rate {
  return { value: checkShare([{ name: '', passes, fails }]), passes, fails };
}

function trend(values: readonly number[], censored?: { unanswered: number; over: number }): Trend {
  const sorted = new Float64Array(values).sort();
  const measured = fromDistribution(distribution(values, censored));
  const hasAll = censored === undefined || censored.unanswered === 0;
  return {
    ...measured,
    // A mean of those that were answered alone would hide the others.
    avg: sorted.length > 0 && hasAll ? sorted.reduce((sum, value) => sum + value, 0) / sorted.length : null,
    min: sorted[0] ?? null,
  };
}

const fromDistribution = ({ n, p50, p95, p99, max }: Distribution): Trend => ({
  n,
  avg: null,
  min: null,
  med: p50,
  max,
  'p(95)': p95,
  'p(99)': p99,
});
