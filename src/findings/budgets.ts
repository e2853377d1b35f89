import { checkNamed } from '../model/check-metric.js';
import type { BudgetResult, CheckCount, Distribution, Findings, LoadLine, Phase } from '../model/findings.js';
import type { Budget, RunPlan } from '../model/plan.js';
import { budgetSentence } from './budget-sentence.js';
import { checkShare } from './count-checks.js';
import { unknownMetric } from './unknown-metric.js';

/** What budgets are held against. */
interface Measured {
  readonly phases: readonly Phase[];
  readonly checks: readonly CheckCount[];
  readonly loadLine: LoadLine;
  readonly wireLoadLine: LoadLine;
  readonly saturation: Findings['saturation'];
  readonly costGrowth: Findings['costGrowth'];
}

type Outcome = Pick<BudgetResult, 'actual' | 'n' | 'status' | 'why'>;

const NOT_MEASURED: Outcome = { actual: null, n: null, status: 'not-measured' };
const SKIPPED: Outcome = { actual: null, n: null, status: 'skipped' };

/** Every budget of the plan against what was measured. */
export const budgets = (plan: RunPlan, measured: Measured): BudgetResult[] =>
  plan.budgets.map((budget) => ({
    ...budget,
    sentence: budgetSentence(budget),
    ...judge(budget, plan, measured),
  }));

function judge(budget: Budget, plan: RunPlan, measured: Measured): Outcome {
  const why = unknownMetric(budget.metric);
  if (why !== null) return { ...NOT_MEASURED, why };
  if (!planCanHave(budget, plan)) return SKIPPED;
  if (budget.metric.startsWith('costGrowth.')) return judgeCost(budget, measured.costGrowth);
  const check = checkNamed(budget.metric);
  if (check !== undefined) return judgeCheck(budget, check, measured);
  if (budget.metric === 'checkShare' && budget.phase === 'run') return judgeChecks(budget, measured.checks);
  if (budget.metric === 'recovered') return judgeRecovered(budget, measured.saturation);
  if (budget.metric === 'loadLine') return judgeLine(budget, measured.loadLine);
  if (budget.metric === 'wireLoadLine') return judgeLine(budget, measured.wireLoadLine);
  const asked = plan.stages.filter((stage) => isMeant(budget, stage)).map(({ name }) => name);
  const found = measured.phases.filter((phase) => isMeant(budget, phase));
  const outcomes = found.map((phase) => judgePhase(budget, phase));
  // A stage that never began leaves its budget open, however well the others went.
  if (found.length < asked.length) outcomes.push(NOT_MEASURED);
  return worst(outcomes, budget.op) ?? NOT_MEASURED;
}

/** What each further 1,000 characters add to the cost of 1,000 characters; a measure of the whole run. */
function judgeCost({ metric, op, limit }: Budget, costGrowth: Findings['costGrowth']): Outcome {
  const { addedMsPerKchar, n } =
    costGrowth[metric === 'costGrowth.withinAnswer' ? 'withinAnswer' : 'overConversation'];
  return addedMsPerKchar === null ? { ...NOT_MEASURED, n } : compare(op, addedMsPerKchar, limit, n);
}

/**
 * A budget that the plan's stages cannot answer is skipped, not failed: a phase that is not planned, a recovery
 * without a crowd before it, a line from fewer than two loads.
 */
function planCanHave(budget: Budget, plan: RunPlan): boolean {
  const loadedAt = plan.stages.findIndex(({ load, kind }) => load.model !== 'none' && kind !== 'baseline');
  if (budget.metric === 'recovered') {
    return loadedAt !== -1 && plan.stages.some(({ kind }, index) => kind === 'recovery' && index > loadedAt);
  }
  if (budget.metric === 'loadLine' || budget.metric === 'wireLoadLine') {
    const loads = plan.stages.flatMap(({ kind, load }) =>
      ['baseline', 'climb', 'peak'].includes(kind) && (budget.metric === 'loadLine' || load.model !== 'none')
        ? [JSON.stringify(load)]
        : [],
    );
    return new Set(loads).size >= 2;
  }
  if (budget.metric.startsWith('costGrowth.')) return true;
  return plan.stages.some((stage) => isMeant(budget, stage));
}

const isMeant = ({ phase }: Budget, stage: { name: string; kind: string }): boolean =>
  phase === 'run' ? stage.kind !== 'warm-up' : stage.name === phase || stage.kind === phase;

/** Every answer of the run is checked, also where it belongs to no phase. */
function judgeChecks({ op, limit }: Budget, checks: readonly CheckCount[]): Outcome {
  const share = checkShare(checks);
  const n = checks.reduce((sum, { passes, fails }) => sum + passes + fails, 0);
  return share === null ? { ...NOT_MEASURED, n } : compare(op, share, limit, n);
}

/** One check by its name: over the run, or in the worst of the stages that are meant. */
function judgeCheck(budget: Budget, name: string, { checks, phases }: Measured): Outcome {
  const named = (all: readonly CheckCount[]): CheckCount[] => all.filter((check) => check.name === name);
  if (named(checks).length === 0) {
    const known = checks.map((check) => `"${check.name}"`).join(', ');
    const why = `No answer was checked for "${name}"; ${known === '' ? 'the plan has no checks' : `the checks were ${known}`}.`;
    return { ...NOT_MEASURED, why };
  }
  if (budget.phase === 'run') return judgeChecks(budget, named(checks));
  const found = phases.filter((phase) => isMeant(budget, phase));
  const outcomes = found.map(({ load }) => judgeChecks(budget, named(load.checks)));
  return worst(outcomes, budget.op) ?? NOT_MEASURED;
}

function judgeRecovered({ limit }: Budget, { recovered }: Findings['saturation']): Outcome {
  if (recovered === null) return NOT_MEASURED;
  return { actual: recovered, n: null, status: recovered === limit ? 'pass' : 'fail' };
}

/** A line above or below what was tested answers only the budgets on its near side. */
function judgeLine({ op, limit }: Budget, line: LoadLine): Outcome {
  if (line.status === 'not-measured' || typeof limit !== 'number') return NOT_MEASURED;
  const n = line.steps.reduce((sum, step) => sum + step.n, 0);
  const loads = line.steps.filter((step) => step.n > 0).map(({ load }) => load);
  if (line.status === 'below-baseline') {
    if (limit < Math.min(...loads)) return { ...NOT_MEASURED, n };
    return { actual: null, n, status: op === 'atMost' ? 'pass' : 'fail' };
  }
  if (line.status === 'above-range' && limit > Math.max(...loads))
    return { actual: line.value, n, status: 'not-measured' };
  return compare(op, line.value!, limit, n);
}

function judgePhase(budget: Budget, phase: Phase): Outcome {
  const { value, n, over } = read(budget.metric, phase);
  if (value !== null) return compare(budget.op, value, budget.limit, n);
  // A percentile among unanswered turns is known to lie over the deadline.
  if (over !== null && typeof budget.limit === 'number' && over >= budget.limit && budget.op !== 'is') {
    return { actual: null, n, status: budget.op === 'atMost' ? 'fail' : 'pass' };
  }
  return { actual: null, n, status: 'not-measured' };
}

function compare(op: Budget['op'], actual: number, limit: number | boolean, n: number | null): Outcome {
  const kept =
    op === 'is'
      ? actual === limit
      : typeof limit === 'number' && (op === 'atLeast' ? actual >= limit : actual <= limit);
  return { actual, n, status: kept ? 'pass' : 'fail' };
}

/** A dotted path into a phase; without a room's name it is looked up in `experience`, then `load`, then `attribution`. */
function read(metric: string, phase: Phase): { value: number | null; n: number | null; over: number | null } {
  const path = metric.split('.');
  for (const root of [phase.experience, phase.load, phase.attribution, phase]) {
    const [parent, value] = walk(root, path);
    if (value === undefined) continue;
    const last = path.at(-1)!;
    const over = isDistribution(parent)
      ? (parent as unknown as Record<string, unknown>)[`${last}Over`]
      : undefined;
    return {
      value: typeof value === 'number' ? value : null,
      n: isDistribution(parent) ? parent.n : countOf(parent, phase),
      over: typeof over === 'number' ? over : null,
    };
  }
  return { value: null, n: null, over: null };
}

function walk(root: unknown, path: readonly string[]): [parent: unknown, value: unknown] {
  let parent: unknown;
  let value: unknown = root;
  for (const key of path) {
    parent = value;
    value = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;
  }
  return [parent, value];
}

const isDistribution = (value: unknown): value is Distribution =>
  value !== null && typeof value === 'object' && 'unanswered' in value && 'p50' in value;

/** How many turns or streams stand behind a figure that is no distribution. */
function countOf(parent: unknown, phase: Phase): number | null {
  if (parent === phase.experience) return phase.experience.turns;
  if (parent === phase.load) return phase.load.wireTtftMs.n;
  return parent === phase.attribution ? phase.attribution.n : null;
}

/** Of several phases the one that fails, else the one that is open, else the tightest. */
function worst(outcomes: readonly Outcome[], op: Budget['op']): Outcome | null {
  const order = { fail: 0, 'not-measured': 1, skipped: 2, pass: 3 } as const;
  const size = ({ actual }: Outcome): number =>
    typeof actual === 'number' ? (op === 'atMost' ? -actual : actual) : Number.NEGATIVE_INFINITY;
  return outcomes.toSorted((a, b) => order[a.status] - order[b.status] || size(a) - size(b))[0] ?? null;
}
