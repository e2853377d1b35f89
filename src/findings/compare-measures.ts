import type { MeasureChange, RunMeasure } from '../model/trend.js';
import { type ChangeRule, compareSamples } from '../stats/compare-samples.js';
import { compareShares } from '../stats/compare-shares.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { metricWords } from './metric-words.js';
import { CHANGE_RULES } from './run-measures.js';

/** What stands against what: the measures of one run, and its error bar. */
export interface ComparedRun {
  readonly measures: readonly RunMeasure[];
  readonly errorMs: number | null;
}

/** Every measure that this run and at least one earlier have, against all earlier ones together. */
export function compareMeasures(before: readonly ComparedRun[], now: ComparedRun): MeasureChange[] {
  const errorMs = Math.max(...[...before, now].map((run) => run.errorMs ?? 0));
  return now.measures.flatMap((measure) => {
    const rule = CHANGE_RULES[measure.metric];
    if (rule === undefined) return [];
    const earlier = before.flatMap(({ measures }) =>
      measures.filter(({ metric, phase }) => metric === measure.metric && phase === measure.phase),
    );
    return earlier.length === 0 ? [] : [changeOf(earlier, measure, rule, errorMs)];
  });
}

function changeOf(
  earlier: readonly RunMeasure[],
  measure: RunMeasure,
  rule: ChangeRule,
  errorMs: number,
): MeasureChange {
  const { metric, phase } = measure;
  const found =
    'n' in measure
      ? compareShares(
          earlier.flatMap((each) => ('n' in each ? [each] : [])),
          measure,
          rule.minimum,
        )
      : compareSamples(earlier.map(valuesOf), measure.values, rule);
  const { effect, ci95, nBefore, nAfter } = found;
  const inMs = metric.endsWith('Ms') && effect !== null;
  const usualMs = inMs && rule.scale === 'ratio' ? medianOf(earlier.flatMap(valuesOf)) : 1;
  const isChange = found.status === 'regression' || found.status === 'improvement';
  const status: MeasureChange['status'] =
    isChange && inMs && usualMs !== null && Math.abs(effect * usualMs) <= errorMs
      ? 'within-error'
      : found.status;
  const change = {
    metric,
    phase,
    status,
    effect,
    ci95,
    scale: rule.scale,
    minimum: rule.minimum,
    nBefore,
    nAfter,
  };
  return { ...change, sentence: sentenceOf(change) };
}

const valuesOf = (measure: RunMeasure): readonly (number | null)[] => ('n' in measure ? [] : measure.values);

const medianOf = (values: readonly (number | null)[]): number | null =>
  nearestRank(
    values.filter((value) => value !== null),
    0.5,
  );

function sentenceOf(change: Omit<MeasureChange, 'sentence'>): string {
  const { metric, phase, status, effect, ci95, nBefore, nAfter } = change;
  const what = `${metricWords(metric).words} at ${phase}`;
  const amount = (value: number | null): string => (value === null ? 'no bound' : sizeOf(value, change));
  const interval = ci95 === null ? '' : `95 % interval ${amount(ci95[0])} to ${amount(ci95[1])}; `;
  const figures = `(${interval}${nAfter} against ${nBefore})`;
  const by = effect === null ? '' : ` by ${sizeOf(Math.abs(effect), change).replace('+', '')}`;
  const way = effect === null ? 'changed' : effect > 0 ? 'rose' : 'fell';
  if (status === 'within-error')
    return `${what} ${way}${by}, which is within the instrument's error ${figures}.`;
  if (status === 'no-change') return `${what} did not change by more than counts ${figures}.`;
  if (status === 'inconclusive') return `${what}: inconclusive ${figures}.`;
  return `${what} ${way}${by} ${figures}.`;
}

function sizeOf(value: number, { metric, scale }: Pick<MeasureChange, 'metric' | 'scale'>): string {
  const sign = value > 0 ? '+' : '';
  const { unit } = metricWords(metric);
  if (scale === 'ratio') return `${sign}${(100 * value).toFixed(0)} %`;
  if (unit === 'share') return `${sign}${(100 * value).toFixed(0)} points`;
  return unit === 'ms' ? `${sign}${value.toFixed(0)} ms` : `${sign}${value.toFixed(2)}`;
}
