import type { TurnMessage } from './people.js';
import type { CrowdMessage, StageSummary, Status } from './protocol.js';

type Second = Extract<CrowdMessage, { type: 'second' }>;

/** Counts for the live line and for the line per stage; nothing that a finding rests on. */
export interface Tally {
  beginStage(name: string, fromMs: number): void;
  turn(turn: TurnMessage): void;
  second(second: Second): void;
  status(leftMs: number): Status;
  endStage(toMs: number): StageSummary;
}

const median = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;

/** The live line's perceived TTFT is the median of this many turns. */
const LIVE_TURNS = 5;

export function createTally(): Tally {
  let name = '';
  let fromMs = 0;
  let turns: TurnMessage[] = [];
  let seconds: Second[] = [];
  const waits = (of: readonly TurnMessage[]): number[] =>
    of.map(({ perceivedTtftMs }) => perceivedTtftMs).filter((ms) => ms !== null);
  const sum = (key: 'startsPerSecond' | 'eventsPerSecond' | 'failures'): number =>
    seconds.reduce((total, second) => total + second[key], 0);
  return {
    beginStage(stage, atMs) {
      name = stage;
      fromMs = atMs;
      turns = [];
      seconds = [];
    },
    turn: (turn) => turns.push(turn),
    second: (second) => seconds.push(second),
    status(leftMs) {
      const last = seconds.at(-1);
      return {
        stage: name,
        leftMs,
        inFlight: last?.inFlight ?? 0,
        startsPerSecond: last?.startsPerSecond ?? 0,
        eventsPerSecond: last?.eventsPerSecond ?? 0,
        wireTtftMs: last?.wireTtftMs ?? null,
        perceivedTtftMs: median(waits(turns.slice(-LIVE_TURNS))),
        failures:
          sum('failures') + turns.filter(({ outcome }) => !['answered', 'aborted'].includes(outcome)).length,
        turns: turns.length,
      };
    },
    endStage(toMs) {
      const lasted = Math.max(1, toMs - fromMs) / 1000;
      return {
        stage: name,
        seconds: lasted,
        turns: turns.length,
        answered: turns.filter(({ outcome }) => outcome === 'answered').length,
        perceivedTtftMs: median(waits(turns)),
        startsPerSecond: sum('startsPerSecond') / lasted,
        eventsPerSecond: sum('eventsPerSecond') / lasted,
        wireTtftMs: median(seconds.map(({ wireTtftMs }) => wireTtftMs).filter((ms) => ms !== null)),
        failures: sum('failures'),
      };
    },
  };
}
