import type { Budget } from '../model/plan.js';
import { type MetricWords, metricWords } from './metric-words.js';

/** A budget as a sentence, e.g. "share of good turns at baseline is at least 90 %"; the title of its test. */
export function budgetSentence({ metric, phase, op, limit }: Budget): string {
  if (metric === 'recovered') {
    return limit === false
      ? 'the run does not recover after the crowd left'
      : 'the run recovers after the crowd left';
  }
  if (metric === 'loadLine' || metric === 'wireLoadLine') {
    const line = metric === 'loadLine' ? 'the load line' : "the wire's load line";
    return `${line} is ${bound(op)}${String(limit)} conversations`;
  }
  const { words, unit } = metricWords(metric);
  if (metric.startsWith('costGrowth.')) return `${words} is ${bound(op)}${withUnit(limit, unit)}`;
  const where = phase === 'run' ? 'of the run' : `at ${phase}`;
  return `${words} ${where} is ${bound(op)}${withUnit(limit, unit)}`;
}

const bound = (op: Budget['op']): string =>
  op === 'atLeast' ? 'at least ' : op === 'atMost' ? 'at most ' : '';

function withUnit(limit: number | boolean, unit: MetricWords['unit']): string {
  if (typeof limit === 'boolean') return String(limit);
  if (unit === 'share') return `${Number((100 * limit).toFixed(2))} %`;
  if (unit === 'ms/kchar') return `${limit.toLocaleString('en-US')} ms per 1,000 characters`;
  return unit === 'ms' ? `${limit.toLocaleString('en-US')} ms` : String(limit);
}
