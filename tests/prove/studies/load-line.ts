import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstToGive } from '../../../dist/src/findings/first-to-give.js';
import type { JudgedStream } from '../../../dist/src/findings/judged-stream.js';
import type { JudgedTurn } from '../../../dist/src/findings/judged-turn.js';
import { feltLoadLine, loadLine, wireLoadLine } from '../../../dist/src/findings/load-line.js';
import { phases } from '../../../dist/src/findings/phases.js';
import { runData } from '../../../dist/src/findings/run-data.js';
import { readLedger } from '../../../dist/src/ledger/read-ledger.js';
import type { LoadLine } from '../../../dist/src/model/findings.js';
import { writePlanted } from '../../findings/write-planted.js';
import { type Chance, chance } from '../chance.js';
import { type LedgerRun, PEOPLE, plantRun } from '../plant-run.js';
import { LEAST_STEPS, MOST_STEPS, type Staircase, staircase, WIDEST_STEP } from '../staircase.js';
import { figure, type Measured, type Study, share } from '../study.js';

const SPURIOUS = 0.03;
const CRITERION = 0.9;
const TURNS = [5, 12] as const;
const STREAMS = [20, 40] as const;
const SIGMA = 0.3;
/** The good turn's budget in the planted plan, and a wait that no turn under capacity comes near. */
const BUDGET_MS = 1_500;
const EASY_MS = 500;
const LATE_MS = 4_000;
/** Standard normal quantile of 0.9 / 0.97: with 3 % bad for no reason, 90 % are good in all. */
const Z_AT_LINE = 1.459_446;

const APART_STEPS = [2, 3] as const;
/** So far apart, the counts of a run can tell. */
const CLEARLY = 3;

type Fall = 'at-once' | 'queue';

/** How long a turn waits at a load, of a backend (or page) that carries `capacity`. Its line is there, whatever the fall. */
function wait(
  fall: Fall,
  load: number,
  capacity: number,
  { meanStep }: Staircase,
  { even, normal }: Chance,
): number {
  const noise = normal();
  if (even() < SPURIOUS) return LATE_MS;
  if (fall === 'at-once') return (load <= capacity ? EASY_MS : LATE_MS) * Math.exp(0.15 * noise);
  // The median doubles with each step of load; at capacity, all but 7.2 % are within the budget.
  const median = BUDGET_MS * Math.exp(-Z_AT_LINE * SIGMA) * 2 ** ((load - capacity) / meanStep);
  return Math.min(2 * LATE_MS, median * Math.exp(SIGMA * noise));
}

interface Case {
  readonly stairs: Staircase;
  readonly run: LedgerRun;
  readonly capacity: number;
}

function plant(
  seed: number,
  fall: Fall,
  place: (stairs: Staircase, random: Chance) => { felt: number; wire: number },
): Case {
  const random = chance(seed);
  const stairs = staircase(random);
  const { felt, wire } = place(stairs, random);
  const run = plantRun({
    seed,
    random,
    streams: stairs.streams,
    turnsPerStage: () => random.whole(...TURNS),
    streamsPerStage: () => random.whole(...STREAMS),
    turn: ({ load }) => ({ serverMs: wait(fall, load, felt, stairs, random), pageMs: 10 }),
    stream: ({ load }) => wait(fall, load, wire, stairs, random),
  });
  return { stairs, run, capacity: felt };
}

const both = (capacity: number): { felt: number; wire: number } => ({ felt: capacity, wire: capacity });
const inside = ({ lowest, highest }: Staircase, { even }: Chance) =>
  both(lowest + (highest - lowest) * even());
const beyond = ({ highest, meanStep }: Staircase, { even }: Chance) =>
  both(highest + (1 + even()) * meanStep);
const before = ({ lowest, meanStep }: Staircase, { even }: Chance) => both(lowest - (1 + even()) * meanStep);
/** So many steps or more apart, both within the range. */
const apart =
  (first: 'page' | 'wire', steps: number) =>
  (stairs: Staircase, { even }: Chance) => {
    const { lowest, highest, meanStep } = stairs;
    const edge = 0.25 * meanStep;
    const early = lowest + edge + (highest - lowest - 2 * edge - steps * meanStep) * even();
    const late = early + steps * meanStep + (highest - edge - early - steps * meanStep) * even();
    return first === 'page' ? { felt: early, wire: late } : { felt: late, wire: early };
  };

interface Lines {
  readonly felt: LoadLine;
  readonly wire: LoadLine;
}

/** The lines as findings hold them. */
function linesOf({ plan, ledger }: LedgerRun): Lines {
  const measured = phases(runData(ledger, plan));
  return { felt: feltLoadLine(measured, CRITERION), wire: wireLoadLine(measured, CRITERION) };
}

/** The same lines from the judged turns and streams alone: all else that phases hold takes most of the time. */
function countedLines({ plan, ledger }: LedgerRun): Lines {
  const { stages, turns, streams } = runData(ledger, plan);
  const line = (all: readonly (JudgedTurn | JudgedStream)[], what: 'turns' | 'streams'): LoadLine => {
    const steps = stages
      .filter((stage) => what === 'turns' || stage.hasCrowd)
      .map((stage) => {
        const mine = all.filter(({ phase, counted }) => counted && phase === stage.name);
        const good = mine.filter((each) => each.good).length;
        return { phase: stage.name, load: stage.streams + PEOPLE, n: mine.length, good };
      });
    return loadLine(steps, CRITERION, what);
  };
  return { felt: line(turns, 'turns'), wire: line(streams, 'streams') };
}

/** As `linesOf`, but written to files by four processes and read from them. */
async function linesFromFiles(run: LedgerRun): Promise<Lines> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-proof-'));
  try {
    writePlanted(folder, run);
    return linesOf({ plan: run.plan, ledger: await readLedger(folder) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A line that was not found although it is there has no interval, and so none that holds it. */
const covers = ({ ci95 }: LoadLine, truth: number): boolean =>
  ci95 !== null && truth >= ci95[0] && truth <= ci95[1];

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

export const loadLineStudy: Study = {
  name: 'load-line',
  question: 'Does the line lie where it was planted, and does the interval hold it as often as it says?',
  generator: {
    steps: `${LEAST_STEPS} to ${MOST_STEPS}, the first without a crowd, each 1 to ${WIDEST_STEP} streams above the one before`,
    turnsPerStep: TURNS,
    streamsPerStep: STREAMS,
    capacity:
      'uniform from the lowest to the highest load; where named, one to two steps above or below them',
    spuriousBadShare: SPURIOUS,
    fall: {
      'at once': 'every turn up to capacity is in time, and none beyond',
      'like a queue': `lognormal waits, log-σ ${SIGMA}, whose median doubles with each step; 90 % of turns are good at capacity`,
    },
    firstToGive: `capacities of page and wire ${APART_STEPS.join(' or ')} mean steps or more apart, both in the range`,
    criterion: CRITERION,
    throughFiles: 'the cases that fall at once inside the range',
  },
  run: async (seeds) => {
    const rows: Measured[] = [];
    for (const [fall, words] of [
      ['at-once', 'falls at once'],
      ['queue', 'falls like a queue'],
    ] as const) {
      const found: { line: LoadLine; kase: Case }[] = [];
      for (const seed of seeds) {
        const kase = plant(seed, fall, inside);
        const { felt } = fall === 'at-once' ? await linesFromFiles(kase.run) : linesOf(kase.run);
        found.push({ line: felt, kase });
      }
      const lines = found.filter(({ line }) => line.status === 'found');
      const covered = found.filter(({ line, kase }) => covers(line, kase.capacity)).length;
      rows.push(
        share(`${words}: the 95 % interval holds the line`, covered, found.length, {
          atLeast: 0.91,
          atMost: 0.98,
        }),
        figure(
          `${words}: median error, in steps`,
          median(
            lines.map(
              ({ line, kase }) => Math.abs(line.value! - kase.capacity) / kase.stairs.stepAt(kase.capacity),
            ),
          ),
          lines.length,
          { atMost: 0.5 },
        ),
        share(`${words}: inside the range, and found there`, lines.length, found.length),
      );
      for (const [place, status, where] of [
        [beyond, 'above-range', 'above'],
        [before, 'below-baseline', 'below'],
      ] as const) {
        const right = seeds.filter(
          (seed) => countedLines(plant(seed, fall, place).run).felt.status === status,
        );
        rows.push(
          share(`${words}: capacity ${where} the range, said so`, right.length, seeds.length, {
            atLeast: 0.95,
          }),
        );
      }
      for (const steps of fall === 'queue' ? APART_STEPS : [CLEARLY]) {
        for (const first of ['page', 'wire'] as const) {
          const said = seeds.map((seed) => {
            const { felt, wire } = countedLines(plant(seed, fall, apart(first, steps)).run);
            return firstToGive(felt, wire).status;
          });
          const name = `${words}: the ${first} gives way ${steps} steps or more before`;
          const right = said.filter((status) => status === first).length;
          rows.push(
            share(`${name}, said so`, right, said.length, steps === CLEARLY ? { atLeast: 0.95 } : {}),
          );
          const wrong = said.filter((status) => status === (first === 'page' ? 'wire' : 'page')).length;
          rows.push(share(`${name}, the other one named`, wrong, said.length, { atMost: 0.025 }));
        }
      }
    }
    return rows;
  },
};
