import type { RunMeasure } from '../model/trend.js';
import type { ChangeRule } from '../stats/compare-samples.js';
import type { JudgedStream } from './judged-stream.js';
import type { JudgedTurn } from './judged-turn.js';
import type { RunData } from './run-data.js';

/** So many values of a metric and phase are kept; the history of a year must stay small. */
const MOST_VALUES = 200;

/** What is compared between runs, and what change counts. Proposals: no study says which change people notice. */
export const CHANGE_RULES: Readonly<Record<string, ChangeRule>> = {
  perceivedTtftMs: { better: 'lower', scale: 'ratio', minimum: 0.1 },
  flowQoe: { better: 'higher', scale: 'difference', minimum: 0.05 },
  'renderLag.p95Ms': { better: 'lower', scale: 'difference', minimum: 20 },
  wireTtftMs: { better: 'lower', scale: 'ratio', minimum: 0.1 },
  goodShare: { better: 'higher', scale: 'difference', minimum: 0.05 },
  'load.goodShare': { better: 'higher', scale: 'difference', minimum: 0.05 },
};

const OF_TURNS: Readonly<Record<string, (turn: JudgedTurn) => number | null>> = {
  perceivedTtftMs: (turn) => turn.perceivedTtftMs,
  flowQoe: (turn) => turn.flowQoe,
};

/** What this run gave of every metric that runs are compared by, phase by phase; a warm-up is none of them. */
export function runMeasures({ stages, turns, streams }: RunData): RunMeasure[] {
  const countedTurns = byPhase(turns);
  const countedStreams = byPhase(streams);
  return stages.flatMap(({ name: phase, kind }): RunMeasure[] => {
    if (kind === 'warm-up') return [];
    const own = countedTurns.get(phase) ?? [];
    const crowd = countedStreams.get(phase) ?? [];
    const measures: RunMeasure[] = Object.entries(OF_TURNS).map(([metric, of]) => ({
      metric,
      phase,
      values: kept(own.map(of)),
    }));
    const lags = own.flatMap(({ renderLag }) => renderLag?.p95Ms ?? []);
    measures.push(
      { metric: 'renderLag.p95Ms', phase, values: kept(lags) },
      { metric: 'goodShare', phase, good: goodOf(own), n: own.length },
      { metric: 'wireTtftMs', phase, values: kept(crowd.map(({ wireTtftMs }) => wireTtftMs)) },
      { metric: 'load.goodShare', phase, good: goodOf(crowd), n: crowd.length },
    );
    return measures.filter((measure) => ('n' in measure ? measure.n : measure.values.length) > 0);
  });
}

function byPhase<T extends JudgedTurn | JudgedStream>(all: readonly T[]): Map<string, T[]> {
  const phases = new Map<string, T[]>();
  for (const one of all) {
    if (!one.counted || one.phase === null) continue;
    const before = phases.get(one.phase);
    if (before === undefined) phases.set(one.phase, [one]);
    else before.push(one);
  }
  return phases;
}

const goodOf = (all: readonly { readonly good: boolean }[]): number =>
  all.reduce((sum, { good }) => sum + (good ? 1 : 0), 0);

/** Evenly thinned, in order, to a microsecond (or a millionth). */
function kept(values: readonly (number | null)[]): (number | null)[] {
  const some =
    values.length <= MOST_VALUES
      ? values
      : Array.from({ length: MOST_VALUES }, (_, k) => values[Math.floor((k * values.length) / MOST_VALUES)]!);
  return some.map((value) => (value === null ? null : Number(value.toFixed(value > 10 ? 2 : 5))));
}
