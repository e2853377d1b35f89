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
  /** People who held conversations; without any turn, those who got ready, or who were planned. */
  readonly people: number;
  /** The plan asks for streams beside the people. */
  readonly crowdPlanned: boolean;
}

/** With several servers loaded, streams and seconds are those of the one that people use. */
export function runData(all: LedgerData, plan: RunPlan): RunData {
  const ledger = laneNames(all).length === 0 ? all : ofLane(all, plan.target.lane);
  const stages = runStages(ledger);
  const turns = ledger.turns.filter(({ ordinal }) => ordinal >= 1);
  const talking = new Set(turns.map(({ person }) => person)).size;
  const ready = ledger.events.filter(({ kind }) => kind === 'person-ready').length;
  return {
    plan,
    ledger,
    stages,
    turns: turns.map((turn) => judgeTurn(turn, plan, stages)),
    streams: ledger.streams.map((stream) => judgeStream(stream, plan, stages)),
    people: talking > 0 ? talking : ready > 0 ? ready : plan.people,
    crowdPlanned:
      plan.stages.some(({ load }) => load.model !== 'none') || stages.some(({ hasCrowd }) => hasCrowd),
  };
}
