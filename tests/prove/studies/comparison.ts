import {
  type ChangeRule,
  compareSamples,
  type SampleChange,
} from '../../../dist/src/stats/compare-samples.js';
import { compareShares } from '../../../dist/src/stats/compare-shares.js';
import { type Chance, chance } from '../chance.js';
import { type Measured, type Study, share } from '../study.js';

const TURNS = 60;
const MEDIAN_MS = 800;
const SLOWER = 1.2;
const RUN_SIGMA = 0.05;
const LAST_RUNS = 7;
const MEMORY = 0.5;
const GOOD_SHARE = 0.95;
const RULE: ChangeRule = { better: 'lower', scale: 'ratio', minimum: 0.1 };

/** Perceived TTFT of one run's turns: lognormal, each turn as independent of the one before as `memory` says. */
function turns({ normal }: Chance, sigma: number, factor: number, memory = 0): number[] {
  let state = normal();
  return Array.from({ length: TURNS }, () => {
    const value = MEDIAN_MS * factor * Math.exp(sigma * state);
    state = memory * state + Math.sqrt(1 - memory ** 2) * normal();
    return value;
  });
}

export const comparisonStudy: Study = {
  name: 'comparison',
  question: 'Is a change between runs found, and none found where there is none?',
  generator: {
    turns: `${TURNS} a run, lognormal, median ${MEDIAN_MS} ms`,
    logSigma: [0.3, 0.6],
    slower: SLOWER,
    memory: `AR(1) of ${MEMORY} between the logarithms of neighbouring turns, where named`,
    runSigma: `${RUN_SIGMA} between the logarithms of runs' medians, where named`,
    lastRuns: LAST_RUNS,
    goodShare: GOOD_SHARE,
    minimum: RULE.minimum,
  },
  run: (seeds) => {
    const all = (compare: (random: Chance) => SampleChange): SampleChange[] =>
      seeds.map((seed) => compare(chance(seed)));
    const pair = (sigma: number, factor: number, memory = 0): SampleChange[] =>
      all((random) =>
        compareSamples([turns(random, sigma, 1, memory)], turns(random, sigma, factor, memory), RULE),
      );
    const rowOf = (
      name: string,
      changes: readonly SampleChange[],
      status: SampleChange['status'],
      limits: Pick<Measured, 'atLeast' | 'atMost'> = {},
    ): Measured =>
      share(name, changes.filter((change) => change.status === status).length, changes.length, limits);
    const runFactor = ({ normal }: Chance): number => Math.exp(RUN_SIGMA * normal());
    const falseAlarm = { atMost: 0.07 };

    const differing = all((random) =>
      compareSamples(
        Array.from({ length: LAST_RUNS }, () => turns(random, 0.3, runFactor(random))),
        turns(random, 0.3, runFactor(random)),
        RULE,
      ),
    );
    const [clear, noisy] = [pair(0.3, SLOWER), pair(0.6, SLOWER)];
    const good = ({ even }: Chance): { good: number; n: number } => ({
      good: Array.from({ length: TURNS }, even).filter((x) => x < GOOD_SHARE).length,
      n: TURNS,
    });
    const shares = seeds.map((seed) => {
      const random = chance(seed);
      return compareShares([good(random)], good(random), 0.05);
    });
    return [
      rowOf('A/A pairs called a regression, log-σ 0.3', pair(0.3, 1), 'regression', falseAlarm),
      rowOf('A/A pairs called a regression, log-σ 0.6', pair(0.6, 1), 'regression', falseAlarm),
      rowOf(
        'A/A pairs called a regression, neighbours alike',
        pair(0.3, 1, MEMORY),
        'regression',
        falseAlarm,
      ),
      rowOf(
        `A/A against ${LAST_RUNS} runs that differ, called a regression`,
        differing,
        'regression',
        falseAlarm,
      ),
      share(
        'A/A pairs of shares called a regression',
        shares.filter(({ status }) => status === 'regression').length,
        shares.length,
        falseAlarm,
      ),
      rowOf('20 % slower called a regression, log-σ 0.3', clear, 'regression', { atLeast: 0.8 }),
      rowOf('20 % slower called a regression, log-σ 0.6', noisy, 'regression'),
      rowOf('20 % slower called inconclusive, log-σ 0.6', noisy, 'inconclusive'),
      rowOf('20 % slower called no change, log-σ 0.6', noisy, 'no-change', { atMost: 0 }),
    ];
  },
};
