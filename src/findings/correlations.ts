import type { CorrelationPair, Findings } from '../model/findings.js';
import { holm } from '../stats/holm.js';
import { spearman } from '../stats/spearman.js';
import { correlationPair, type JoinedTurn, LEAST_PAIRS, type MeasuredPair } from './correlation-pair.js';
import { correlationSentence, isClear } from './correlation-sentence.js';
import type { JudgedTurn } from './judged-turn.js';
import type { RunData } from './run-data.js';
import { timeInReplicate } from './stage-windows.js';
import { type LoadSeries, loadSeries, PAGE_SERIES, type PageSeries, partOf } from './turn-series.js';

/** Differences below what can be measured must not give ranks. Milliseconds; everything else is a share or a count. */
const RESOLUTION = { ms: 0.1, share: 1e-4 } as const;
/** How long before a part of a turn the load is looked at, too. */
const LAGS_MS = [0, 1_000, 2_000, 3_000, 4_000, 5_000] as const;
const LEVEL = 0.05;

/** Rank correlation, over turns, of the load that a part of a turn overlapped with what its person perceived in it. */
export function correlations(data: RunData): Findings['correlations'] {
  const warmUp = data.stages.filter(({ kind }) => kind === 'warm-up').map(({ name }) => name);
  const turns = data.turns
    .filter(({ counted, submittedIn }) => counted && submittedIn !== null && !warmUp.includes(submittedIn))
    .toSorted((a, b) => a.submittedMs - b.submittedMs);
  const timeOf = timeInReplicate(data.stages);
  const measured = loadSeries(data).flatMap((x) =>
    PAGE_SERIES.map((y) => {
      const joined = joinTurns(turns, x, y, 0).map((turn) => ({ ...turn, atMs: timeOf(turn.atMs) }));
      return { x, y, pair: correlationPair(joined, data.plan.seed) };
    }),
  );
  const known = measured.filter(({ pair }) => pair.chance !== null);
  const adjusted = holm(known.map(({ pair }) => pair.chance!));
  const pairs = measured.map(({ x, y, pair }): CorrelationPair => {
    const at = known.findIndex((each) => each.pair === pair);
    const chance = at === -1 ? null : adjusted[at]!;
    const evidence = evidenceOf(pair, chance);
    const lagMs = evidence === 'stands' ? bestLag(turns, x, y, pair) : null;
    const whole = { x: x.name, y: y.name, ...pair, chance, evidence, lagMs };
    return { ...whole, sentence: correlationSentence(whole, x.words, y.words) };
  });
  if (known.length === 0)
    return { status: 'not-measured', caveats: ['Too few turns met a crowd whose load changed.'], pairs };
  return { status: 'measured', caveats: caveatsOf(data, pairs, known.length), pairs };
}

function joinTurns(turns: readonly JudgedTurn[], x: LoadSeries, y: PageSeries, lagMs: number): JoinedTurn[] {
  return turns.flatMap((turn) => {
    const part = partOf(turn, y.part);
    const [a, b] = [part && x.over(part.fromMs - lagMs, part.toMs - lagMs), y.of(turn)];
    return a === null || b === null
      ? []
      : [{ x: resolve(x.name, a), y: resolve(y.name, b), atMs: turn.submittedMs, stage: turn.submittedIn! }];
  });
}

function resolve(name: string, value: number): number {
  const step = name.endsWith('Ms') ? RESOLUTION.ms : RESOLUTION.share;
  return Number.isFinite(value) ? Math.round(value / step) : value;
}

/** Three hurdles: by chance hardly, in the interval, and not by the course of time alone. See decisions.md. */
function evidenceOf(pair: MeasuredPair, chance: number | null): CorrelationPair['evidence'] {
  if (pair.spearman === null || chance === null || pair.ci95 === null) return 'not-measured';
  if (chance >= LEVEL || !isClear(pair.ci95, pair.spearman)) return 'none';
  return isClear(pair.givenTime?.ci95 ?? null, pair.spearman) ? 'stands' : 'shares-time';
}

/**
 * How long before the turn the load goes with it most closely; 0 unless an earlier time stands out by more than chance.
 * All lags are compared over the same turns.
 */
function bestLag(
  turns: readonly JudgedTurn[],
  x: LoadSeries,
  y: PageSeries,
  { nEffective }: MeasuredPair,
): number | null {
  const byLag = LAGS_MS.map((lagMs) => joinTurns(turns, x, y, lagMs));
  const known = byLag.map((joined) => new Set(joined.map(({ atMs }) => atMs)));
  const isCommon = (ms: number): boolean => known.every((each) => each.has(ms));
  const strengths = byLag.map((joined) => {
    const shared = joined.filter(({ atMs }) => isCommon(atMs));
    if (shared.length < LEAST_PAIRS) return null;
    return spearman(
      shared.map((turn) => turn.x),
      shared.map((turn) => turn.y),
    );
  });
  const now = strengths[0];
  if (now === null || now === undefined || nEffective === null) return null;
  const asZ = (rho: number | null): number =>
    Math.atanh(Math.min(0.9999, Math.max(0, (rho ?? 0) * Math.sign(now))));
  const zs = strengths.map(asZ);
  const best = zs.indexOf(Math.max(...zs));
  return zs[best]! - zs[0]! > 1 / Math.sqrt(Math.max(1, nEffective - 3)) ? LAGS_MS[best]! : 0;
}

function caveatsOf(data: RunData, pairs: readonly CorrelationPair[], looked: number): string[] {
  const loads = data.stages.filter(({ kind }) => kind === 'climb').map(({ streams }) => streams);
  const rising = loads.every((streams, index) => index === 0 || streams >= loads[index - 1]!);
  const shared = pairs.filter(({ evidence }) => evidence === 'shares-time').length;
  return [
    `${looked} pairs were looked at; what is said to go together would come about by chance, anywhere among them, in at most one run of twenty.`,
    ...(shared > 0 && rising
      ? [
          'Load rose with time: with shuffleClimb the steps are run in an order of chance, which tells the two apart.',
        ]
      : []),
  ];
}
