import type { LoadLine, Phase } from '../model/findings.js';
import { crossingChances } from '../stats/crossing-chances.js';
import { isotonicFit } from '../stats/isotonic-fit.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
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

/** The value lies in the middle so much of where the line can be. See decisions.md. */
const MIDDLE = 2 / 3;

/**
 * The highest load at which the share of good turns stays at or above the criterion: linear between steps on a
 * weighted non-increasing fit, and within the middle two thirds of where the counts allow the line to be. Where the fit
 * lies under the criterion from the lowest load on, but not certainly so, the lowest load is given.
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
  const chances = crossingChances(
    pooled.map(({ load, n, good }) => ({ level: load, n, good })),
    criterionShare,
  );
  const fitHolds = lastHeld === pooled.length - 1;

  if (fitHolds || chances.above > 0.5) {
    const certain = sureLoad(pooled, chances.between, chances.below);
    caveats.push(
      fitHolds
        ? `The criterion still held at ${highest.load} conversations, the highest load; the line lies at or above it.`
        : `${highest.good} of ${highest.n} ${what} were good at ${highest.load} conversations, the highest load: too few bad ones for it to be missed there; the line more likely lies above.`,
      certain === null
        ? `The ${what} are too few to be sure of any load.`
        : `It is certain (97.5 %) up to ${certain} conversations.`,
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
  const at = (q: number): number => Math.min(highest.load, chances.quantile(q));
  const crossing = lastHeld === -1 ? lowest.load : interpolate(pooled, lastHeld, fitAt, criterionShare);
  const [from, to] = [at((1 - MIDDLE) / 2), at((1 + MIDDLE) / 2)];
  const value = lastHeld === -1 ? lowest.load : Math.min(to, Math.max(from, lowest.load, crossing));
  const lower = Math.min(value, at(0.025));
  const upper = Math.max(value, at(0.975));
  if (lower === 0) {
    caveats.push(
      `The ${what} are too few to be sure that the criterion holds at any load; the interval begins at 0.`,
    );
  }
  if (!Number.isFinite(chances.quantile(0.975))) {
    caveats.push(
      `The ${what} are too few to be sure that the criterion is missed at any load; the interval ends at the highest load tested and the line may lie above.`,
    );
  }
  caveats.push(...spanCaveat(pooled, lower, upper));
  return { status: 'found', caveats, value, ci95: [lower, upper], ...common };
}

/** The highest load at which the share keeps the criterion with a chance of 97.5 %. */
function sureLoad(steps: readonly LoadStep[], between: readonly number[], below: number): number | null {
  let missed = below;
  let sure: number | null = null;
  steps.forEach(({ load }, index) => {
    if (index > 0) missed += between[index - 1]!;
    if (missed <= 0.025) sure = load;
  });
  return sure;
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
