import type { Distribution, Findings, Phase } from '../model/findings.js';

type Values =
  | { readonly kind: 'distribution'; readonly of: Distribution }
  | { readonly kind: 'share'; readonly share: number; readonly good: number; readonly n: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'value'; readonly value: number };

/** One figure of a phase, or of the run, as other tools are told it. What was not measured is no figure. */
export interface MetricPoint {
  /** As METRICS and budgets name it. */
  readonly name: string;
  /** For people, e.g. "perceived TTFT". */
  readonly title: string;
  readonly unit: 'ms' | 'ms/kchar' | 'share' | 'per second' | 'conversations' | 'score' | 'count';
  /** `null`: neither; it only says what was. */
  readonly better: 'lower' | 'higher' | null;
  /** `null`: of the run. */
  readonly phase: Pick<Phase, 'name' | 'kind'> | null;
  readonly values: Values;
}

type Described = Pick<MetricPoint, 'name' | 'title' | 'unit' | 'better'>;

/** The figures that a history is kept of, of every phase but the warm-up and of the run. */
export function metricPoints(findings: Findings): MetricPoint[] {
  const measured = findings.phases.filter(({ kind }) => kind !== 'warm-up');
  return [...measured.flatMap(ofPhase), ...ofRun(findings)];
}

function ofPhase(phase: Phase): MetricPoint[] {
  const { experience, load } = phase;
  const points: MetricPoint[] = [];
  const add = (described: Described, values: Values): void => {
    points.push({ ...described, phase: { name: phase.name, kind: phase.kind }, values });
  };
  const over = (name: string, title: string, unit: MetricPoint['unit'], of: Distribution): void => {
    const better = unit === 'score' ? 'higher' : 'lower';
    if (of.n > 0) add({ name, title, unit, better }, { kind: 'distribution', of });
  };
  const value = (
    name: string,
    title: string,
    unit: MetricPoint['unit'],
    of: number | null,
    better: MetricPoint['better'],
  ): void => {
    if (of !== null) add({ name, title, unit, better }, { kind: 'value', value: of });
  };
  const share = (name: string, title: string, of: number | null, good: number, n: number): void => {
    if (of !== null)
      add({ name, title, unit: 'share', better: 'higher' }, { kind: 'share', share: of, good, n });
  };
  const count = (name: string, title: string, of: number, better: MetricPoint['better']): void =>
    add({ name, title, unit: 'count', better }, { kind: 'count', count: of });

  share('goodShare', 'good turns', experience.goodShare, experience.goodTurns, experience.turns);
  over('perceivedTtftMs', 'perceived TTFT', 'ms', experience.perceivedTtftMs);
  over('perceivedTtlbMs', 'perceived time to last byte', 'ms', experience.perceivedTtlbMs);
  over('paintGapMs', 'gap between paints', 'ms', experience.paintGapMs);
  over('flowQoe', 'flow', 'score', experience.flowQoe);
  over('renderLagMs', 'render lag', 'ms', experience.renderLagMs);
  over('jankMs', 'jank', 'ms', experience.jankMs);
  over('pageCostMsPerKchar', "the page's work", 'ms/kchar', experience.pageCostMsPerKchar);
  count('turns', 'turns', experience.turns, null);
  count('stalls', 'stalls', experience.stalls, 'lower');
  count('freezes', 'freezes', experience.freezes, 'lower');
  value('offered', 'load offered', 'conversations', load.offered, null);
  value('inFlight', 'streams in flight', 'conversations', load.inFlight, null);
  value('startsPerSecond', 'starts', 'per second', load.startsPerSecond, null);
  value('completionsPerSecond', 'completions', 'per second', load.completionsPerSecond, 'higher');
  value('eventsPerSecond', 'events', 'per second', load.eventsPerSecond, 'higher');
  over('wireTtftMs', 'wire TTFT', 'ms', load.wireTtftMs);
  over('gapMs', 'gap on the wire', 'ms', load.gapMs);
  const streams = load.wireTtftMs.n;
  share('load.goodShare', 'good streams', load.goodShare, load.goodStreams, streams);
  return points;
}

function ofRun({ loadLine, wireLoadLine, saturation }: Findings): MetricPoint[] {
  const figure = (described: Described, value: number | null): MetricPoint[] =>
    value === null ? [] : [{ ...described, phase: null, values: { kind: 'value', value } }];
  const line = { unit: 'conversations', better: 'higher' } as const;
  return [
    ...figure({ name: 'loadLine', title: 'load line', ...line }, loadLine.value),
    ...figure({ name: 'wireLoadLine', title: "the wire's load line", ...line }, wireLoadLine.value),
    ...figure(
      {
        name: 'saturation.ceilingPerSecond',
        title: 'ceiling of completions',
        unit: 'per second',
        better: 'higher',
      },
      saturation.ceilingPerSecond,
    ),
    ...figure(
      { name: 'saturation.recoveredMs', title: 'time to recover', unit: 'ms', better: 'lower' },
      saturation.recoveredMs,
    ),
  ];
}
