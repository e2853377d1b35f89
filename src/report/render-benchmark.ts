import type { Findings } from '../model/findings.js';
import { type MetricPoint, metricPoints } from './metric-points.js';

/** One entry of github-action-benchmark's `customSmallerIsBetter` and `customBiggerIsBetter`. */
interface Entry {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly range?: string;
  readonly extra?: string;
}

/** The figures for which less, or more, is better, as github-action-benchmark reads them. */
export function renderBenchmark(findings: Findings, better: 'lower' | 'higher'): string {
  const entries = metricPoints(findings)
    .filter((point) => point.better === better)
    .flatMap((point) => entriesOf(point, findings));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

function entriesOf(point: MetricPoint, findings: Findings): Entry[] {
  const { values, unit, phase, title } = point;
  const name = phase === null ? title : `${phase.name}: ${title}`;
  if (values.kind === 'distribution') {
    const { n, p50, p95 } = values.of;
    return (['p50', 'p95'] as const).flatMap((which) => {
      const value = which === 'p50' ? p50 : p95;
      return value === null ? [] : [{ name: `${name} ${which}`, unit, value, extra: `n ${n}` }];
    });
  }
  if (values.kind === 'share') {
    const range = rangeOf(intervalOf(point, findings));
    return [{ name, unit, value: values.share, ...range, extra: `n ${values.n}` }];
  }
  const range = rangeOf(intervalOf(point, findings));
  return [{ name, unit, value: values.kind === 'count' ? values.count : values.value, ...range }];
}

function intervalOf({ name, phase }: MetricPoint, findings: Findings): readonly [number, number] | null {
  if (name === 'loadLine' || name === 'wireLoadLine') return findings[name].ci95;
  const of = findings.phases.find((each) => each.name === phase?.name);
  if (name === 'goodShare') return of?.experience.goodShareCi95 ?? null;
  return name === 'load.goodShare' ? (of?.load.goodShareCi95 ?? null) : null;
}

const rangeOf = (interval: readonly [number, number] | null): Pick<Entry, 'range'> =>
  interval === null ? {} : { range: `95 % interval ${round(interval[0])} to ${round(interval[1])}` };

const round = (value: number): number => Number(value.toPrecision(3));
