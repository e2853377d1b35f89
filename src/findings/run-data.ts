import type { LedgerData } from '../ledger/read-ledger.js';
import type { RunPlan } from '../model/plan.js';
import { type JudgedStream, judgeStream } from './judged-stream.js';
import { type JudgedTurn, judgeTurn } from './judged-turn.js';
import { laneNames, ofLane } from './lane-ledger.js';
import { type RunStage, runStages } from './run-stages.js';

/** What every finding is made from: plan, ledger, and its turns and streams judged once. */
export interface RunData {
  readonly plan: RunPlan;
  readonly ledger: LedgerData;
  readonly stages: readonly RunStage[];
  /** Without the proving turns before the run's zero. */
  readonly turns: readonly JudgedTurn[];
  readonly streams: readonly JudgedStream[];
  /** People at once who held conversations; without any turn, those who got ready, or who were planned. */
  readonly people: number;
  /** The plan asks for streams beside the people. */
  readonly crowdPlanned: boolean;
}

/** How many runs lie one after another in a ledger. */
export const replicatesOf = ({ merged }: LedgerData): number => merged?.replicates ?? 1;

/** With several servers loaded, streams and seconds are those of the one that people use. */
export function runData(all: LedgerData, plan: RunPlan): RunData {
  const ledger = laneNames(all).length === 0 ? all : ofLane(all, plan.target.lane);
  const stages = runStages(ledger);
  const turns = ledger.turns.filter(({ ordinal }) => ordinal >= 1);
  const talking = new Set(turns.map(({ person }) => person)).size;
  const ready = ledger.events.filter(({ kind }) => kind === 'person-ready').length;
  // Replicates are not there at once: of unequal ones it is their mean.
  const present = talking > 0 ? talking : ready;
  const peopleAtOnce = present > 0 ? present / replicatesOf(ledger) : plan.people;
  return {
    plan,
    ledger,
    stages,
    turns: turns.map((turn) => judgeTurn(turn, plan, stages)),
    streams: ledger.streams.map((stream) => judgeStream(stream, plan, stages)),
    people: peopleAtOnce,
    crowdPlanned:
      plan.stages.some(({ load }) => load.model !== 'none') || stages.some(({ hasCrowd }) => hasCrowd),
  };
}
