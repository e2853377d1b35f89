import type { RunPlan, StageKind, StagePlan } from '../../dist/src/model/plan.js';

/** A stage of a plan for tests. */
export function plantStage(name: string, kind: StageKind, seconds: number, streams = 0): StagePlan {
  return {
    name,
    kind,
    load: streams > 0 ? { model: 'closed', streams } : { model: 'none' },
    durationMs: seconds * 1_000,
    minTurns: 0,
    maxDurationMs: seconds * 2_000,
    rampMs: streams > 0 ? 1_000 : 0,
  };
}

/** The quick plan's stages, people and deadlines, against an embedded backend of 4 slots. */
export const plantPlan: RunPlan = {
  schema: 'plimsoll.plan/1',
  profile: 'quick',
  people: 2,
  devices: [],
  seed: 1,
  target: {
    chatUrl: null,
    loadUrl: null,
    loadDialect: 'ai-sdk-ui',
    loadHeaders: {},
    loadBody: null,
    selectors: {
      composer: 'textarea',
      send: 'Enter',
      answer: '.answer',
      busy: '.busy',
      error: '.error',
      stop: null,
      newChat: null,
    },
    preset: 'none',
    demo: {
      variant: 'smooth',
      slots: 4,
      prefillMs: 150,
      prefillJitterShare: 0.1,
      tokensPerSecond: 60,
      tokens: 60,
      tokensJitterShare: 0.1,
      slowdownPerSlotShare: 0,
      modelUrl: null,
      modelName: null,
      maxTokens: null,
    },
  },
  stages: [
    plantStage('warm-up', 'warm-up', 5),
    plantStage('baseline', 'baseline', 12),
    plantStage('climb-3', 'climb', 11, 3),
    plantStage('climb-6', 'climb', 11, 6),
    plantStage('climb-10', 'climb', 12, 10),
    plantStage('peak', 'peak', 20, 16),
    plantStage('recovery', 'recovery', 10),
  ],
  goodTurn: { perceivedTtftMs: 1_500, freezes: 0, flowQoe: 0.8 },
  criterionShare: 0.9,
  budgets: [
    { metric: 'goodShare', phase: 'baseline', op: 'atLeast', limit: 0.9 },
    { metric: 'goodShare', phase: 'recovery', op: 'atLeast', limit: 0.9 },
    { metric: 'recovered', phase: 'run', op: 'is', limit: true },
  ],
  thinkMs: 400,
  thinkJitterShare: 0.5,
  interactShare: 0,
  deadlines: {
    page: { turnMs: 20_000 },
    stream: { connectMs: 5_000, firstByteMs: 20_000, firstTextMs: 20_000, stallMs: 10_000, streamMs: 60_000 },
  },
  limits: { maxRequests: 5_000, maxStreams: 64, maxMinutes: 4, allowHosts: [] },
  text: 'keep',
  prompts: ['How are you?'],
  reportsDir: 'reports',
  origins: {},
};
