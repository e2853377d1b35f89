import type { PlimsollOptions } from './options.js';

/** Questions whose answers have the shapes that chat answers have: prose, lists, code. */
export const DEFAULT_PROMPTS: readonly string[] = [
  'How do I keep a sourdough starter alive while I travel for a week?',
  'Explain the difference between a mutex and a semaphore with a short example.',
  'What should I look at first when a web page feels slow?',
  'Write a packing list for three days of hiking in the rain.',
  'Why does the moon look larger near the horizon?',
  'Show me how to read a file line by line in Python.',
  'Summarise the main causes of the French Revolution in five points.',
  'What is a good way to learn the names of the constellations?',
];

const quick: PlimsollOptions = {
  people: 2,
  goodTurn: { perceivedTtftMs: 1500 },
  deadlines: { turnMs: 20_000, firstByteMs: 20_000, firstTextMs: 20_000, stallMs: 10_000, streamMs: 60_000 },
  limits: { maxMinutes: 4 },
  stages: [
    { kind: 'warm-up', seconds: 5, minTurns: 0 },
    { kind: 'baseline', seconds: 12 },
    { kind: 'climb', streams: 3, seconds: 11 },
    { kind: 'climb', streams: 6, seconds: 11 },
    { kind: 'climb', streams: 10, seconds: 12 },
    { kind: 'peak', streams: 16, seconds: 20 },
    { kind: 'recovery', seconds: 10 },
  ],
};

/** A percentile p95 needs 40 turns; a stage goes on until it has them. */
const FOR_P95 = 40;

/**
 * Every night: about twelve minutes. Each step of the climb is run twice, in an order of chance that is the same every
 * night, so that load does not rise with time and tonight can be compared with last night.
 */
const nightly: PlimsollOptions = {
  people: 2,
  shuffleClimb: true,
  goodTurn: { perceivedTtftMs: 1500 },
  deadlines: { turnMs: 20_000, firstByteMs: 20_000, firstTextMs: 20_000, stallMs: 10_000, streamMs: 60_000 },
  limits: { maxMinutes: 25 },
  stages: [
    { kind: 'warm-up', seconds: 10, minTurns: 0 },
    { kind: 'baseline', seconds: 60, minTurns: FOR_P95, maxSeconds: 120 },
    ...[3, 5, 7, 10].flatMap((streams) =>
      ['a', 'b'].map((round) => ({
        kind: 'climb' as const,
        name: `climb-${streams}${round}`,
        streams,
        seconds: 45,
        minTurns: FOR_P95,
        maxSeconds: 110,
      })),
    ),
    { kind: 'peak', streams: 16, seconds: 75, minTurns: FOR_P95, maxSeconds: 150 },
    { kind: 'recovery', seconds: 60, minTurns: FOR_P95, maxSeconds: 120 },
  ],
};

/** A small real language model on the same machine: few streams, short answers, at most three minutes. */
const model: PlimsollOptions = {
  people: 1,
  deadlines: { turnMs: 30_000, firstByteMs: 30_000, firstTextMs: 30_000, stallMs: 15_000, streamMs: 60_000 },
  limits: { maxMinutes: 4 },
  target: { demo: { maxTokens: 32 } },
  stages: [
    { kind: 'warm-up', seconds: 5, minTurns: 0 },
    { kind: 'baseline', seconds: 20, maxSeconds: 30 },
    { kind: 'climb', streams: 1, seconds: 20, maxSeconds: 30 },
    { kind: 'climb', streams: 2, seconds: 20, maxSeconds: 30 },
    { kind: 'peak', streams: 4, seconds: 25, maxSeconds: 35 },
    { kind: 'recovery', seconds: 15, maxSeconds: 25 },
  ],
};

/** The demo's agent in place of its chat API, and the MCP server whose tools it calls: both are loaded, each by itself. */
const agent: PlimsollOptions = {
  ...quick,
  goodTurn: { perceivedTtftMs: 2500 },
  target: { demo: { agent: {} } },
};

/** The page by itself: one stage without a crowd. */
const pageOnly: PlimsollOptions = {
  people: 1,
  deadlines: { turnMs: 20_000 },
  limits: { maxMinutes: 2 },
  stages: [
    { kind: 'warm-up', seconds: 3, minTurns: 0 },
    { kind: 'baseline', seconds: 20, minTurns: 8 },
  ],
};

/** One person, one conversation that grows: does the page's work grow with it? */
const costGrowth: PlimsollOptions = {
  people: 1,
  deadlines: { turnMs: 40_000 },
  limits: { maxMinutes: 4 },
  target: { demo: { tokensPerSecond: 150 } },
  stages: [{ kind: 'baseline', seconds: 75, minTurns: 16, maxSeconds: 150 }],
};

/** The crowd alone: one stream to compare with, a staircase, one stream to see whether the backend recovers. */
const load: PlimsollOptions = {
  goodTurn: { perceivedTtftMs: 3000 },
  limits: { maxMinutes: 10 },
  stages: [
    { kind: 'baseline', streams: 1, seconds: 10 },
    { kind: 'climb', streams: 2, seconds: 10 },
    { kind: 'climb', streams: 4, seconds: 10 },
    { kind: 'climb', streams: 8, seconds: 10 },
    { kind: 'peak', streams: 16, seconds: 15 },
    { kind: 'recovery', streams: 1, seconds: 10 },
  ],
};

/** Plans by name. */
export const profiles: Readonly<Record<string, PlimsollOptions>> = {
  quick,
  nightly,
  'page-only': pageOnly,
  'cost-growth': costGrowth,
  load,
  model,
  agent,
};
