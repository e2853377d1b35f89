import { runData } from '../../../dist/src/findings/run-data.js';
import { saturation } from '../../../dist/src/findings/saturation.js';
import type { Findings } from '../../../dist/src/model/findings.js';
import type { StagePlan } from '../../../dist/src/model/plan.js';
import { plantPlan, plantStage } from '../../findings/plant-plan.js';
import { type Chance, chance } from '../chance.js';
import { type QueueRun, type QueueSpec, queueRun } from '../queue-run.js';
import { figure, type Measured, type Study, share } from '../study.js';

const GENERATOR = {
  backend:
    'slots before one FIFO queue; a slot is held while the first text is prepared and while text is sent',
  slots: '1 to 32, even',
  prefillMs: '100 to 300, even',
  tokensPerSecond: '40 to 80, even',
  tokens: '40 to 80, even',
  jitterShare: 'prefill and length of each answer even within ± 10 %',
  people: 2,
  thinkMs: '400, ± 50 %',
  closedSteps:
    'streams 0.4, 0.8, 1.3, 2 and 3 × slots, rounded up, each 1 more at least; 12 s each, the last 20 s',
  openSteps:
    'starts at 0.4 and 0.7 × the ceiling left by people, then 1.5 × the ceiling; 15 s each, the last 20 s',
  recovery:
    '12 s; backends with 4 to 16 slots that serve the queue of a crowd that has left, and such as stay ill',
  ill: 'answers take 40 × as long to begin, from the middle of the peak on',
} as const;

const KINDS = [0.4, 0.8, 1.3, 2, 3] as const;

interface Case {
  readonly spec: QueueSpec;
  readonly ceilingPerSecond: number;
  readonly serviceMs: number;
}

function backend(of: Chance, seed: number, slots: number): Case {
  const prefillMs = 100 + 200 * of.even();
  const tokensPerSecond = 40 + 40 * of.even();
  const tokens = of.whole(40, 80);
  const serviceMs = prefillMs + ((tokens - 1) * 1_000) / tokensPerSecond + 1;
  const spec = {
    seed,
    plan: plantPlan,
    stages: [],
    people: 2,
    slots,
    prefillMs,
    tokensPerSecond,
    tokens,
    jitterShare: 0.1,
    thinkMs: 400,
    servesTheDead: false,
    illFromMs: Number.POSITIVE_INFINITY,
    illFactor: 40,
  };
  return { spec, serviceMs, ceilingPerSecond: (slots * 1_000) / serviceMs };
}

const open = (name: string, kind: StagePlan['kind'], seconds: number, perSecond: number): StagePlan => ({
  ...plantStage(name, kind, seconds),
  load: { model: 'open', perSecond, arrivals: 'poisson' },
});
const calm = [plantStage('warm-up', 'warm-up', 3), plantStage('baseline', 'baseline', 12)];

const judge = ({ ledger, plan }: QueueRun): Findings['saturation'] => saturation(runData(ledger, plan));

/** Streams of a closed staircase around a backend's slots. */
function staircase(slots: number): number[] {
  const steps: number[] = [];
  for (const factor of KINDS) steps.push(Math.max(Math.ceil(factor * slots), (steps.at(-1) ?? 0) + 1));
  return steps;
}

interface Tally {
  onset: number;
  ceiling: number;
  slots: number;
  readonly errors: number[];
}

const share5 = (found: number | null, truth: number): boolean =>
  found !== null && Math.abs(found / truth - 1) <= 0.05;

function closed(seeds: readonly number[]): Measured[] {
  const tally: Tally = { onset: 0, ceiling: 0, slots: 0, errors: [] };
  for (const seed of seeds) {
    const of = chance(seed);
    const slots = of.whole(1, 32);
    const { spec, serviceMs, ceilingPerSecond } = backend(of, seed, slots);
    const streams = staircase(slots);
    const climbs = streams.map((count, index) =>
      index === streams.length - 1
        ? plantStage('peak', 'peak', 20, count)
        : plantStage(`climb-${count}`, 'climb', 12, count),
    );
    const stages = [...calm, ...climbs, plantStage('recovery', 'recovery', 10)];
    const found = judge(queueRun({ ...spec, stages }));
    // Somebody who thinks between two answers asks for a slot only part of the time.
    const asking = (count: number): number => count + (spec.people * serviceMs) / (serviceMs + spec.thinkMs);
    const truth = streams.findIndex((count) => asking(count) >= slots);
    const at = streams.findIndex((count) => count + spec.people === found.atLoad);
    if (found.status === 'reached' && Math.abs(at - truth) <= 1) tally.onset++;
    if (share5(found.ceilingPerSecond, ceilingPerSecond)) tally.ceiling++;
    if (found.slots === slots) tally.slots++;
    if (found.ceilingPerSecond !== null)
      tally.errors.push(Math.abs(found.ceilingPerSecond / ceilingPerSecond - 1));
  }
  const n = seeds.length;
  return [
    share('closed load: onset within one step', tally.onset, n, { atLeast: 0.95 }),
    share('closed load: ceiling within 5 %', tally.ceiling, n, { atLeast: 0.95 }),
    figure('closed load: largest error of the ceiling', Math.max(...tally.errors), n),
    share('closed load: slots exact, 1 to 32', tally.slots, n, { atLeast: 0.9 }),
  ];
}

function opened(seeds: readonly number[]): Measured[] {
  const tally = { onset: 0, ceiling: 0, slots: 0, kept: 0 };
  for (const seed of seeds) {
    const of = chance(seed + 10_000);
    const slots = of.whole(3, 32);
    const { spec, serviceMs, ceilingPerSecond } = backend(of, seed, slots);
    const left = ceilingPerSecond - (spec.people * 1_000) / (serviceMs + spec.thinkMs);
    const below = [open('climb-1', 'climb', 15, 0.4 * left), open('climb-2', 'climb', 15, 0.7 * left)];
    const peak = open('peak', 'peak', 20, 1.5 * ceilingPerSecond);
    const recovery = plantStage('recovery', 'recovery', 10);
    const found = judge(queueRun({ ...spec, stages: [...calm, ...below, peak, recovery] }));
    const peakFromMs = 15_000 + 30_000;
    if (found.status === 'reached' && found.atMs === peakFromMs) tally.onset++;
    if (share5(found.ceilingPerSecond, ceilingPerSecond)) tally.ceiling++;
    if (found.slots === slots) tally.slots++;
    if (judge(queueRun({ ...spec, stages: [...calm, ...below, recovery] })).status === 'not-reached')
      tally.kept++;
  }
  const n = seeds.length;
  return [
    share('open load: the stage above the ceiling is the onset', tally.onset, n, { atLeast: 0.95 }),
    share('open load below the ceiling: not reached', tally.kept, n, { atLeast: 0.95 }),
    share('open load: ceiling within 5 %', tally.ceiling, n, { atLeast: 0.95 }),
    share('open load: slots exact, 3 to 32', tally.slots, n, { atLeast: 0.9 }),
  ];
}

function recovering(seeds: readonly number[]): Measured[] {
  const tally = { within: 0, never: 0 };
  for (const seed of seeds) {
    const of = chance(seed + 20_000);
    const slots = of.whole(4, 16);
    const { spec, ceilingPerSecond } = backend(of, seed, slots);
    const leftMs = 15_000 + 12_000 + 15_000;
    const stages = [
      ...calm,
      plantStage('climb', 'climb', 12, Math.ceil(slots / 2)),
      open('peak', 'peak', 15, 1.4 * ceilingPerSecond),
      plantStage('recovery', 'recovery', 20),
    ];
    const drained = queueRun({ ...spec, stages, servesTheDead: true });
    const truthMs = drained.emptyFrom(leftMs) - leftMs;
    const found = judge(drained);
    if (found.recovered === true && Math.abs(found.recoveredMs! - truthMs) <= 1_000) tally.within++;
    const ill = judge(queueRun({ ...spec, stages, illFromMs: leftMs - 7_500 }));
    if (ill.recovered === false) tally.never++;
  }
  return [
    share('recovery within 1 s of when the queue was empty', tally.within, seeds.length, { atLeast: 0.95 }),
    share('a backend that never gets well is said not to', tally.never, seeds.length, { atLeast: 0.99 }),
  ];
}

export const saturationStudy: Study = {
  name: 'saturation',
  question:
    'Is it found where a backend with known slots saturates, how much it can, and when it is well again?',
  generator: GENERATOR,
  run: (seeds) => [...closed(seeds), ...opened(seeds), ...recovering(seeds)],
};
