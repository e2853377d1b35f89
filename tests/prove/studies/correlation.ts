import { correlations } from '../../../dist/src/findings/correlations.js';
import { runData } from '../../../dist/src/findings/run-data.js';
import type { CorrelationPair } from '../../../dist/src/model/findings.js';
import { type Chance, chance } from '../chance.js';
import { plantRun } from '../plant-run.js';
import { type Staircase, staircase } from '../staircase.js';
import { type Study, share } from '../study.js';

const TURNS = 12;
const STREAMS = 12;
const SIGMA = 0.25;
const MEMORY = 0.5;
const DRIFT = 0.6;
const WALK_SIGMA = 0.12;
/** The wait's median at the highest load, over that without a crowd. */
const SLOWER = 2.5;
const DRIFTS = ['straight', 'bent', 'walk', 'step'] as const;

/** How waits change in the course of a run, whatever the load: on their logarithms. */
function drift(kind: (typeof DRIFTS)[number], { even, normal }: Chance): (past: number) => number {
  const slope = DRIFT * (2 * even() - 1);
  const stepAt = 0.2 + 0.6 * even();
  let walked = 0;
  return (past) => {
    if (kind === 'straight') return slope * past;
    if (kind === 'bent') return slope * Math.sin(Math.PI * past);
    if (kind === 'step') return past < stepAt ? 0 : slope;
    walked += WALK_SIGMA * normal();
    return walked;
  };
}

const ORDERS = {
  'a climb': ({ streams }: Staircase): number[] => [...streams],
  'a climb and back': ({ streams }: Staircase): number[] => [...streams, 0],
  'a shuffled climb': ({ streams }: Staircase, { even }: Chance): number[] => [
    0,
    ...streams
      .slice(1)
      .map((count) => ({ count, place: even() }))
      .sort((a, b) => a.place - b.place)
      .map(({ count }) => count),
    0,
  ],
} as const;

/** What correlations say of a run whose page is slowed by load as `slower` says, and drifts. */
function pairsOf(seed: number, order: keyof typeof ORDERS, slower: number): readonly CorrelationPair[] {
  const random = chance(seed);
  const stairs = staircase(random);
  const drifted = drift(DRIFTS[seed % DRIFTS.length]!, random);
  const ofLoad = (load: number, most: number): number =>
    most ** ((load - stairs.lowest) / (stairs.highest - stairs.lowest));
  let state = random.normal();
  const { plan, ledger } = plantRun({
    seed,
    random,
    streams: ORDERS[order](stairs, random),
    turnsPerStage: () => TURNS,
    streamsPerStage: () => STREAMS,
    turn: ({ past, load }) => {
      state = MEMORY * state + Math.sqrt(1 - MEMORY ** 2) * random.normal();
      const factor = Math.exp(drifted(past) + SIGMA * state);
      return { serverMs: 400 * factor * ofLoad(load, slower), pageMs: 30 * factor };
    },
    stream: ({ load }) => 300 * ofLoad(load, 4) * Math.exp(SIGMA * random.normal()),
  });
  return correlations(runData(ledger, plan)).pairs;
}

export const correlationStudy: Study = {
  name: 'correlation',
  question: 'Is a page called slowed by load that only drifts while load rises, and one that load slows?',
  generator: {
    steps:
      'a staircase as in load-line; "and back": a stage without a crowd at its end; shuffled: steps in any order, and back',
    turnsPerStep: TURNS,
    streamsPerStep: STREAMS,
    waits: `lognormal, log-σ ${SIGMA}, AR(1) of ${MEMORY} between neighbouring turns`,
    drifts: `by seed in turn, on the logarithm: straight, bent (half a sine) and stepwise by up to ${DRIFT}, a random walk of σ ${WALK_SIGMA} a turn; render lag drifts with it`,
    wireTtft: 'of the crowd: four times as long at the highest load',
    slower: `where load slows the page: waits ${SLOWER} times as long at the highest load, and the same drifts`,
  },
  run: (seeds) => {
    const runs = (order: keyof typeof ORDERS, slower: number, share: number) =>
      seeds.slice(0, Math.ceil(seeds.length * share)).map((seed) => pairsOf(seed, order, slower));
    const stand = (pairs: readonly CorrelationPair[]): boolean =>
      pairs.some(({ evidence }) => evidence === 'stands');
    const told = (pairs: readonly CorrelationPair[]): boolean =>
      pairs.some(
        ({ x, y, evidence }) => x === 'inFlight' && y === 'perceivedTtftMs' && evidence === 'stands',
      );
    const nulls = (
      [
        ['a climb', 1],
        ['a climb and back', 0.5],
        ['a shuffled climb', 0.5],
      ] as const
    ).map(([order, part]) => {
      const all = runs(order, 1, part);
      const name = `a page that drifts, ${order}: any pair called correlated`;
      return share(name, all.filter(stand).length, all.length, { atMost: 0.07 });
    });
    const slowed = (['a climb', 'a climb and back', 'a shuffled climb'] as const).map((order) => {
      const all = runs(order, SLOWER, 0.25);
      return share(`a page that load slows, ${order}: said so`, all.filter(told).length, all.length);
    });
    return [...nulls, ...slowed];
  },
};
