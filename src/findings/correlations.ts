import type { CorrelationPair, Findings } from '../model/findings.js';
import { blockBootstrap } from '../stats/block-bootstrap.js';
import { effectiveN } from '../stats/effective-n.js';
import { fisherInterval } from '../stats/fisher-interval.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { spearman } from '../stats/spearman.js';
import { crowdMean, crowdRate } from './crowd-mean.js';
import type { JudgedTurn } from './judged-turn.js';
import type { RunData } from './run-data.js';

/** Under this many pairs a rank correlation says nothing. */
const LEAST_PAIRS = 8;
/** A wait may be shorter than a second of the crowd; the load is read over at least this long. */
const LEAST_WINDOW_MS = 1_000;

/** Differences below what can be measured must not give ranks. Milliseconds; everything else is a share or a count. */
const RESOLUTION = { ms: 0.1, share: 1e-4 } as const;

interface Series {
  readonly name: string;
  readonly words: string;
  readonly of: (turn: JudgedTurn) => number | null;
}

/** Rank correlation, over turns, of the load that a turn overlapped with what its person perceived. */
export function correlations(data: RunData): Findings['correlations'] {
  const warmUp = data.stages.filter(({ kind }) => kind === 'warm-up').map(({ name }) => name);
  const turns = data.turns.filter(
    ({ counted, submittedIn }) => counted && submittedIn !== null && !warmUp.includes(submittedIn),
  );
  const pairs = loadSeries(data).flatMap((x) => PAGE_SERIES.map((y) => pairOf(x, y, turns, data.plan.seed)));
  const measured = pairs.some((pair) => pair.spearman !== null);
  return {
    status: measured ? 'measured' : 'not-measured',
    caveats: measured
      ? [
          'A rank correlation over turns of one run: load was raised by plan, in time; what else changed with time goes with it too.',
          `${pairs.length} pairs were looked at: one in twenty without any connection seems to have one.`,
          'Delays between load and page are not searched for: each turn is held against the load during its own wait.',
        ]
      : ['Too few turns met a crowd whose load changed.'],
    pairs,
  };
}

function loadSeries(data: RunData): Series[] {
  const { buckets } = data.ledger;
  const over = ({ submittedMs, waitEndMs }: JudgedTurn): [number, number] => [
    submittedMs,
    Math.max(waitEndMs, submittedMs + LEAST_WINDOW_MS),
  ];
  const firstTexts = data.streams.flatMap(({ record: { firstTextMs }, wireTtftMs }) =>
    firstTextMs === undefined || wireTtftMs === null ? [] : [{ atMs: firstTextMs, wireTtftMs }],
  );
  return [
    {
      name: 'inFlight',
      words: 'the number of streams in flight',
      of: (turn) => crowdMean(buckets, ...over(turn), 'inFlight'),
    },
    {
      name: 'eventsPerSecond',
      words: 'the rate of events',
      of: (turn) => crowdRate(buckets, ...over(turn), 'events'),
    },
    {
      name: 'wireTtftMs',
      words: "the crowd's wire TTFT",
      of: (turn) => {
        const [fromMs, toMs] = over(turn);
        return nearestRank(
          firstTexts.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map((text) => text.wireTtftMs),
          0.5,
        );
      },
    },
  ];
}

const PAGE_SERIES: readonly Series[] = [
  {
    name: 'perceivedTtftMs',
    words: 'perceived TTFT',
    // A turn that got no answer waited longer than every one that did.
    of: (turn) => turn.perceivedTtftMs ?? Number.POSITIVE_INFINITY,
  },
  { name: 'renderLagMs', words: 'render lag', of: ({ renderLagMs }) => renderLagMs },
  {
    name: 'longestPaintGapMs',
    words: 'the longest gap between paints',
    of: ({ paintGapsMs }) => (paintGapsMs.length === 0 ? null : Math.max(...paintGapsMs)),
  },
  { name: 'flowQoe', words: 'flow', of: (turn) => turn.flowQoe },
];

function resolve(name: string, value: number): number {
  const step = name.endsWith('Ms') ? RESOLUTION.ms : RESOLUTION.share;
  return Number.isFinite(value) ? Math.round(value / step) : value;
}

function pairOf(x: Series, y: Series, turns: readonly JudgedTurn[], seed: number): CorrelationPair {
  const points = turns.flatMap((turn) => {
    const [a, b] = [x.of(turn), y.of(turn)];
    return a === null || b === null ? [] : [[resolve(x.name, a), resolve(y.name, b)] as const];
  });
  const xs = points.map(([a]) => a);
  const ys = points.map(([, b]) => b);
  const n = points.length;
  const rho = n < LEAST_PAIRS ? null : spearman(xs, ys);
  const nEffective = rho === null ? null : effectiveN(xs, ys);
  const ci95 = rho === null || nEffective === null ? null : intervalOf(xs, ys, rho, nEffective, seed);
  return {
    x: x.name,
    y: y.name,
    n,
    nEffective,
    spearman: rho,
    ci95,
    lagMs: null,
    sentence: sentenceOf(x.words, y.words, n, rho, ci95),
  };
}

/**
 * The moving-block bootstrap, widened where need be to what as many independent pairs as `nEffective` would allow: a
 * staircase of loads has few steps, and blocks that hold one step each make the bootstrap too sure of itself.
 */
function intervalOf(
  xs: readonly number[],
  ys: readonly number[],
  rho: number,
  nEffective: number,
  seed: number,
): readonly [number, number] | null {
  const pick = (values: readonly number[], drawn: readonly number[]): number[] =>
    drawn.map((i) => values[i]!);
  const drawn = blockBootstrap(xs.length, (at) => spearman(pick(xs, at), pick(ys, at)), seed);
  const independent = fisherInterval(rho, nEffective);
  if (drawn === null || independent === null) return null;
  return [Math.min(drawn[0], independent[0]), Math.max(drawn[1], independent[1])];
}

function sentenceOf(
  x: string,
  y: string,
  n: number,
  rho: number | null,
  ci95: readonly [number, number] | null,
): string {
  if (rho === null) {
    const why = n < LEAST_PAIRS ? `only ${n} turns have both` : 'one of the two never changed';
    return `Nothing can be said of ${x} and ${y}: ${why}.`;
  }
  const figures = `rank correlation ${rho.toFixed(2)}, ${n} turns`;
  if (ci95 === null) return `Too few independent turns to judge ${x} and ${y} (${figures}).`;
  const interval = `95 % interval ${ci95[0].toFixed(2)} to ${ci95[1].toFixed(2)}`;
  if (ci95[0] <= 0 && ci95[1] >= 0) return `No evidence that ${y} goes with ${x} (${figures}, ${interval}).`;
  return `The higher ${x}, the ${rho > 0 ? 'higher' : 'lower'} ${y} (${figures}, ${interval}).`;
}
