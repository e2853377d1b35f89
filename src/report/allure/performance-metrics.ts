import type { Findings, Phase } from '../../model/findings.js';
import { STAGE_KINDS } from '../../model/plan.js';
import { type MetricPoint, metricPoints } from '../metric-points.js';
import { wallClock } from './wall-clock.js';

/** One figure of a run, as Allure's page of metrics reads it. */
export interface PerformanceMetric {
  readonly id: string;
  /**
   * The same in every run; Allure averages samples of one key, so a run has each once. It lists them in order of their keys:
   * they begin with the place of their group.
   */
  readonly key: string;
  readonly value: number;
  readonly title: string;
  readonly group: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher' | 'neutral';
  readonly start?: number | undefined;
  readonly stop?: number | undefined;
}

/** What a trend is looked at for. The exports have the rest: a page of hundreds of lines shows nothing. */
const SHOWN: ReadonlySet<string> = new Set([
  'goodShare',
  'perceivedTtftMs',
  'flowQoe',
  'stalls',
  'freezes',
  'wireTtftMs',
  'load.goodShare',
  'completionsPerSecond',
]);

const UNITS: Readonly<Record<MetricPoint['unit'], string>> = {
  ms: 'ms',
  'ms/kchar': 'ms per 1,000 characters',
  share: '%',
  'per second': '/s',
  // Said by the title: Allure's columns have no room for it.
  conversations: '',
  score: '',
  count: '',
};

/**
 * The figures of the run, each once. What was not measured is left out: it is not 0. Nor are figures that cannot be
 * believed, or of a run that was cut short, a measure for others.
 */
export function performanceMetrics(findings: Findings): PerformanceMetric[] {
  // A run that never began has no time, and Allure takes no figure without one.
  if (findings.run.startedAt === null) return [];
  if (findings.verdict.status === 'invalid' || findings.run.interrupted) return errorBar(findings);
  return [
    ...metricPoints(findings)
      .filter(({ name, phase }) => phase === null || SHOWN.has(name))
      .flatMap((point) => metricsOf(point, findings)),
    ...errorBar(findings),
  ];
}

function metricsOf(
  { name, title, unit, better, phase, values }: MetricPoint,
  findings: Findings,
): PerformanceMetric[] {
  const span = phase === null ? spanOf(findings) : spanOf(findings, phase.name);
  const metric = (value: number, suffix = ''): PerformanceMetric => {
    const key = [placeOf(findings, phase), name, ...(suffix === '' ? [] : [suffix])].join('.');
    return {
      id: key,
      key,
      value: rounded(unit === 'share' ? 100 * value : value),
      title: [title, unit === 'conversations' ? unit : '', suffix].filter(Boolean).join(', '),
      group: phase?.name ?? 'the run',
      unit: UNITS[unit],
      better: better ?? 'neutral',
      ...span,
    };
  };
  switch (values.kind) {
    case 'distribution':
      return (['p50', 'p95'] as const).flatMap((which) => {
        const value = values.of[which];
        return value === null ? [] : [metric(value, which)];
      });
    case 'share':
      return [metric(values.share)];
    case 'count':
      return [metric(values.count)];
    case 'value':
      return [metric(values.value)];
  }
}

/** How far the instrument itself was off: a trend of it tells a worse machine from a worse backend. */
function errorBar(findings: Findings): PerformanceMetric[] {
  const { p95 } = findings.instrument.control.paintErrorMs;
  if (p95 === null) return [];
  const key = `${placeOf(findings, null)}.instrument.control.paintErrorMs.p95`;
  return [
    {
      id: key,
      key,
      value: rounded(p95),
      title: 'error of the instrument, p95',
      group: 'the run',
      unit: 'ms',
      better: 'lower',
      ...spanOf(findings),
    },
  ];
}

/** The run first, then the phases from the lightest load to the heaviest: also where the climb was shuffled. */
function placeOf({ phases }: Findings, phase: Pick<Phase, 'name'> | null): string {
  if (phase === null) return '00-run';
  const inOrder = phases.toSorted(
    (a, b) =>
      STAGE_KINDS.indexOf(a.kind) - STAGE_KINDS.indexOf(b.kind) ||
      a.load.streams - b.load.streams ||
      (a.load.perSecond ?? 0) - (b.load.perSecond ?? 0),
  );
  const place = inOrder.findIndex(({ name }) => name === phase.name);
  return `${String(place + 1).padStart(2, '0')}-${phase.name}`;
}

function spanOf(findings: Findings, name?: string): Pick<PerformanceMetric, 'start' | 'stop'> {
  const at = wallClock(findings);
  const phase = findings.phases.find((each) => each.name === name);
  const [fromMs, toMs] = phase === undefined ? [0, findings.run.durationMs ?? 0] : [phase.fromMs, phase.toMs];
  return { start: at(fromMs), stop: at(toMs) };
}

/** As many digits as can be read in a table. */
const rounded = (value: number): number => Number(value.toPrecision(4));
