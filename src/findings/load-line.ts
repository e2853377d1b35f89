import type { LoadLine, Phase } from '../model/findings.js';
import { isotonicFit } from '../stats/isotonic-fit.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { lineInterval } from './line-interval.js';
import type { LoadStep } from './load-step.js';

/** Stages whose load was still there while it was measured. */
const KINDS: readonly Phase['kind'][] = ['baseline', 'climb', 'peak'];

/** What people felt. */
export function feltLoadLine(phases: readonly Phase[], criterionShare: number): LoadLine {
  const steps = phases
    .filter(({ kind }) => KINDS.includes(kind))
    .flatMap(({ name, load, experience }) =>
      load.offered === null
        ? []
        : [{ phase: name, load: load.offered, n: experience.turns, good: experience.goodTurns }],
    );
  return withOpenCaveat(loadLine(steps, criterionShare, 'turns'), phases);
}

/** The same from the crowd's streams. */
export function wireLoadLine(phases: readonly Phase[], criterionShare: number): LoadLine {
  const steps = phases
    .filter(({ kind, load }) => KINDS.includes(kind) && (load.streams > 0 || load.perSecond !== null))
    .flatMap(({ name, load }) => {
      if (load.offered === null) return [];
      // A share and its count come from the same streams; the share's denominator is what counted.
      const n = load.goodShare === null ? 0 : load.wireTtftMs.n;
      return [{ phase: name, load: load.offered, n, good: load.goodStreams }];
    });
  return withOpenCaveat(loadLine(steps, criterionShare, 'streams'), phases);
}

/** An open stage has no number of conversations of its own: its place on the axis is a measurement. */
function withOpenCaveat(line: LoadLine, phases: readonly Phase[]): LoadLine {
  const open = phases.filter(({ kind, load }) => KINDS.includes(kind) && load.perSecond !== null);
  if (open.length === 0 || line.status === 'not-measured') return line;
  const names = open.map(({ name }) => name).join(', ');
  const caveat = `${names}: starts per second were asked for; the conversations at once are those in flight on average.`;
  return { ...line, caveats: [...line.caveats, caveat] };
}

/**
 * The highest load at which the share of good turns stays at or above the criterion: linear between steps on a
 * weighted non-increasing fit. Where the fit lies under the criterion from the lowest load on, but not certainly so,
 * the lowest load is given.
 */
export function loadLine(
  all: readonly LoadStep[],
  criterionShare: number,
  what: 'turns' | 'streams',
): LoadLine {
  const ordered = [...all].sort((a, b) => a.load - b.load);
  const pooled = poolEqualLoads(ordered);
  const blocks = isotonicFit(pooled.map(({ n, good }) => ({ value: good / n, weight: n })));
  const fitAt = (index: number): number => blocks.find(({ from, to }) => index >= from && index <= to)!.value;
  const steps = ordered.map((step) => {
    const index = pooled.findIndex(({ load }) => load === step.load);
    return {
      ...step,
      share: step.n === 0 ? null : step.good / step.n,
      shareCi95: wilsonInterval(step.good, step.n),
      fitted: index === -1 ? null : fitAt(index),
    };
  });
  const common = {
    unit: 'conversations',
    criterion: `at least ${percent(criterionShare)} of ${what} are good`,
    criterionShare,
    steps,
  } as const;
  const lowest = pooled[0];
  const highest = pooled.at(-1);
  if (pooled.length < 2 || lowest === undefined || highest === undefined) {
    const reason =
      pooled.length === 0
        ? `No load has ${what} that count.`
        : `Only one load has ${what} that count; a line needs two.`;
    return { status: 'not-measured', caveats: [reason], value: null, ci95: null, ...common };
  }

  const caveats: string[] = [];
  const untested = ordered.filter(({ n }) => n === 0).map(({ phase }) => phase);
  if (untested.length > 0) caveats.push(`No ${what} count in ${untested.join(', ')}.`);
  const lastHeld = pooled.findLastIndex((_, index) => fitAt(index) >= criterionShare);
  const interval = lineInterval(pooled, criterionShare);

  if (lastHeld === pooled.length - 1) {
    caveats.push(
      `The criterion still held at ${highest.load} conversations, the highest load; the line lies at or above it.`,
      interval.aboveLoad === null
        ? `The ${what} are too few to be sure of any load.`
        : `It is certain (97.5 %) up to ${interval.aboveLoad} conversations.`,
    );
    return { status: 'above-range', caveats, value: highest.load, ci95: null, ...common };
  }
  const first = blocks[0]!;
  const firstN = pooled.slice(first.from, first.to + 1).reduce((sum, { n }) => sum + n, 0);
  const firstUpper = wilsonInterval(Math.round(first.value * firstN), firstN)![1];
  if (lastHeld === -1 && firstUpper < criterionShare) {
    caveats.push(
      `The criterion did not hold at ${lowest.load} conversations, the lowest load; the line lies below it.`,
    );
    return { status: 'below-baseline', caveats, value: null, ci95: null, ...common };
  }

  if (lastHeld === -1) {
    caveats.push(
      `The share lies under the criterion from the lowest load on, but the ${what} are too few to be sure; the lowest load is given.`,
    );
  }
  const value = lastHeld === -1 ? lowest.load : interpolate(pooled, lastHeld, fitAt, criterionShare);
  const lower = Math.min(value, interval.aboveLoad ?? 0);
  const upper = Math.max(value, interval.belowLoad ?? highest.load);
  if (interval.aboveLoad === null) {
    caveats.push(
      `The ${what} are too few to be sure that the criterion holds at any load; the interval begins at 0.`,
    );
  }
  if (interval.belowLoad === null) {
    caveats.push(
      `The ${what} are too few to be sure that the criterion is missed at any load; the interval ends at the highest load tested and the line may lie above.`,
    );
  }
  caveats.push(...spanCaveat(pooled, lower, upper));
  return { status: 'found', caveats, value, ci95: [lower, upper], ...common };
}

function poolEqualLoads(steps: readonly LoadStep[]): LoadStep[] {
  const pooled: LoadStep[] = [];
  for (const step of steps) {
    if (step.n === 0) continue;
    const before = pooled.at(-1);
    if (before?.load === step.load) {
      pooled[pooled.length - 1] = { ...before, n: before.n + step.n, good: before.good + step.good };
    } else {
      pooled.push(step);
    }
  }
  return pooled;
}

function interpolate(
  steps: readonly LoadStep[],
  lastHeld: number,
  fitAt: (index: number) => number,
  criterion: number,
): number {
  const [held, missed] = [steps[lastHeld]!, steps[lastHeld + 1]!];
  const [above, below] = [fitAt(lastHeld), fitAt(lastHeld + 1)];
  return held.load + ((above - criterion) / (above - below)) * (missed.load - held.load);
}

function spanCaveat(steps: readonly LoadStep[], lower: number, upper: number): string[] {
  const inside = steps.filter(({ load }) => load > lower && load < upper).length;
  return inside === 0 ? [] : ['The interval spans whole steps of load: more turns per step would narrow it.'];
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
