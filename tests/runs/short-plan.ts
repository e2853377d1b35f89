import type { PlimsollOptions } from '../../dist/src/config/options.js';

/** A run that is long enough to be killed in the middle of its crowd, and short enough to wait for. */
export const shortPlan: PlimsollOptions = {
  people: 2,
  goodTurn: { perceivedTtftMs: 1500 },
  deadlines: { turnMs: 8000, firstByteMs: 8000, firstTextMs: 8000 },
  stages: [
    { kind: 'baseline', seconds: 4, minTurns: 1 },
    { kind: 'peak', streams: 6, seconds: 8, minTurns: 1 },
    { kind: 'recovery', seconds: 3, minTurns: 1 },
  ],
};
