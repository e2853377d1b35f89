import { expect, test } from '@playwright/test';
import { assignPhase } from '../../dist/src/findings/assign-phase.js';
import { judgeStream } from '../../dist/src/findings/judged-stream.js';
import { type JudgedTurn, judgeTurn } from '../../dist/src/findings/judged-turn.js';
import { phaseAttribution } from '../../dist/src/findings/phase-attribution.js';
import type { RunStage } from '../../dist/src/findings/run-stages.js';
import type { Curve, StreamRecord, TurnRecord, TurnStamps } from '../../dist/src/model/records.js';
import { gaps } from '../../dist/src/stats/gaps.js';
import { plantPlan } from './plant-plan.js';

const closed = { perSecond: null, arrivals: null } as const;
const stages: readonly RunStage[] = [
  {
    ...closed,
    name: 'baseline',
    kind: 'baseline',
    streams: 0,
    hasCrowd: false,
    windows: [{ fromMs: 0, settledMs: 1_500, toMs: 10_000, replicate: 0 }],
  },
  {
    ...closed,
    name: 'peak',
    kind: 'peak',
    streams: 8,
    hasCrowd: true,
    windows: [{ fromMs: 10_000, settledMs: 14_000, toMs: 20_000, replicate: 0 }],
  },
];

for (const [title, submittedMs, untilMs, phase, submittedIn] of [
  ['inside of a stage', 2_000, 3_000, 'baseline', 'baseline'],
  ['while the stage settles', 1_499, 2_000, null, 'baseline'],
  ['as soon as it has settled', 1_500, 2_000, 'baseline', 'baseline'],
  ['while a longer ramp goes on', 13_000, 13_500, null, 'peak'],
  ['with 80 % of its wait in the stage', 9_200, 10_200, 'baseline', 'baseline'],
  ['with less than 80 %', 9_200, 10_201, null, 'baseline'],
  ['painted at once', 9_999, 9_999, 'baseline', 'baseline'],
  ['before all stages', -5, 3_000, null, null],
  ['after all stages', 20_000, 20_001, null, null],
] as const) {
  test(`a turn submitted ${title} counts in ${phase ?? 'no phase'}`, () => {
    expect(assignPhase(submittedMs, untilMs, stages)).toEqual({ phase, submittedIn });
  });
}

const stamps: TurnStamps = {
  submittedMs: 2_000,
  inputDoneMs: 2_003,
  acknowledgedMs: 2_020,
  firstFeedbackMs: 2_040,
  requestSentMs: 2_007,
  connectedMs: 2_008,
  responseStartedMs: 2_012,
  firstWireTextMs: 2_200,
  firstAnswerPaintMs: 2_220,
  lastAnswerPaintMs: 3_200,
  settledMs: 3_230,
};
const paints: Curve = Array.from({ length: 50 }, (_, k) => [2_220 + k * 20, (k + 1) * 5] as const);

const turn = (over: Partial<TurnRecord> = {}): TurnRecord => ({
  type: 'turn',
  id: 't',
  person: 'p',
  journey: 'ask',
  ordinal: 1,
  outcome: 'answered',
  stamps,
  paints,
  wire: paints.map(([ms, chars]) => [ms - 20, chars] as const),
  wireSource: 'netlog',
  longFrames: [
    { startMs: 2_100, durationMs: 50, blockingMs: 7 },
    { startMs: 2_500, durationMs: 90, blockingMs: 40 },
    { startMs: 3_180, durationMs: 60, blockingMs: 10 },
  ],
  layoutShift: 0,
  retractedChars: 0,
  promptChars: 5,
  answerChars: 250,
  probeCostMs: 0,
  ...over,
});
const judge = (over: Partial<TurnRecord> = {}): JudgedTurn => judgeTurn(turn(over), plantPlan, stages);

test('an answered turn has its durations from the input on', () => {
  expect(judge()).toMatchObject({
    outcome: 'answered',
    counted: true,
    good: true,
    phase: 'baseline',
    ackMs: 20,
    firstFeedbackMs: 40,
    perceivedTtftMs: 220,
    perceivedTtlbMs: 1_200,
    settledMs: 1_230,
    renderLagMs: 20,
    jankMs: 50,
    stalls: 0,
    freezes: 0,
    flowQoe: 1,
  });
});

const late = (ms: number): Partial<TurnRecord> => ({
  stamps: {
    ...stamps,
    firstWireTextMs: 2_000 + ms - 20,
    firstAnswerPaintMs: 2_000 + ms,
    lastAnswerPaintMs: 2_000 + ms,
    settledMs: 2_000 + ms,
  },
  paints: [[2_000 + ms, 250]],
});
const broken = (index: number, byMs: number): Partial<TurnRecord> => ({
  paints: paints.map(([ms, chars], k) => [k >= index ? ms + byMs : ms, chars] as const),
  stamps: { ...stamps, lastAnswerPaintMs: 3_200 + byMs, settledMs: 3_230 + byMs },
});

for (const [title, over, good] of [
  ['painted at the limit', late(1_500), true],
  ['painted after the limit', late(1_501), false],
  ['with a stall that was read through', broken(40, 2_900), true],
  ['with a freeze, however much there was to read', broken(49, 3_000), false],
  ['that stops at its first word', broken(1, 2_900), false],
  ['that was refused', { outcome: 'refused' }, false],
  ['that was aborted', { outcome: 'aborted' }, false],
] as const) {
  test(`a turn ${title} is ${good ? 'good' : 'not good'}`, () => {
    expect(judge(over).good).toBe(good);
  });
}

for (const [title, over, outcome] of [
  ['stamps within the clock error', { requestSentMs: 1_998.5 }, 'answered'],
  ['a request before its input', { requestSentMs: 1_997 }, 'unmeasured'],
  ['a paint before the text came', { firstWireTextMs: 2_223 }, 'unmeasured'],
  [
    'no request of its own',
    { requestSentMs: undefined, connectedMs: undefined, responseStartedMs: undefined },
    'answered',
  ],
  ['a page that is ready before it has painted all', { settledMs: 2_900 }, 'answered'],
  ['a page that was ready before it painted at all', { settledMs: 2_100 }, 'unmeasured'],
  ['no paint', { firstAnswerPaintMs: undefined }, 'unmeasured'],
] as const) {
  test(`an answer with ${title} is ${outcome}`, () => {
    const judged = judge({ stamps: { ...stamps, ...over } });
    expect([judged.outcome, judged.counted]).toEqual([outcome, outcome === 'answered']);
    if (outcome === 'unmeasured')
      expect([judged.perceivedTtftMs, judged.flowQoe, judged.good]).toEqual([null, null, false]);
  });
}

test('a turn that failed stays a failure, whatever its stamps say', () => {
  const judged = judge({ outcome: 'error_shown', stamps: { ...stamps, requestSentMs: 1_000 } });
  expect(judged).toMatchObject({
    outcome: 'error_shown',
    counted: true,
    perceivedTtftMs: null,
    settledMs: null,
  });
});

test('a turn that timed out waited until its deadline', () => {
  expect(judge({ outcome: 'timed_out' }).waitEndMs).toBe(2_000 + plantPlan.deadlines.page.turnMs);
});

test('holding text back makes gaps better and render lag worse', () => {
  const bursts = paints.filter((_, k) => k % 10 === 0);
  const heldBack = paints.map(([ms, chars]) => [ms + 400, chars] as const);
  const firstAnswerPaintMs = heldBack[0]![0];
  const raw = judge({ paints: bursts });
  const smooth = judge({
    paints: heldBack,
    stamps: { ...stamps, firstAnswerPaintMs, lastAnswerPaintMs: 3_600, settledMs: 3_700 },
  });
  expect(Math.max(...gaps(smooth.record.paints))).toBeLessThan(Math.max(...gaps(raw.record.paints)));
  expect(smooth.renderLagMs!).toBeGreaterThan(raw.renderLagMs!);
});

test('attribution leaves out turns that lack a stamp and says how many', () => {
  const { connectedMs: _, ...without } = stamps;
  const attribution = phaseAttribution([judge(), judge({ stamps: without }), judge({ outcome: 'empty' })]);
  expect(attribution).toMatchObject({
    status: 'measured',
    n: 1,
    inputMs: { mean: 3, p50: null },
    pageBeforeMs: { mean: 4 },
    serverMs: { mean: 193 },
    pageAfterMs: { mean: 20 },
    unattributedMs: { mean: 0 },
    caveats: ['1 of 2 answered turns lack a stamp and are left out.'],
  });
  expect(phaseAttribution([])).toMatchObject({ status: 'not-measured', n: 0, inputMs: null });
});

test('a request that the handler itself sends is counted once', () => {
  const attribution = phaseAttribution([judge({ stamps: { ...stamps, inputDoneMs: 2_050 } })]);
  expect([
    attribution.inputMs!.mean,
    attribution.pageBeforeMs!.mean,
    attribution.unattributedMs!.mean,
  ]).toEqual([7, 0, 0]);
});

const stream = (over: Partial<StreamRecord> = {}): StreamRecord => ({
  type: 'stream',
  id: 's',
  user: 0,
  outcome: 'ok',
  scheduledMs: 15_000,
  dispatchedMs: 15_100,
  firstTextMs: 16_400,
  lastTextMs: 17_400,
  endedMs: 17_410,
  events: 60,
  bytes: 3_000,
  textChars: 250,
  reads: 60,
  maxGapMs: 30,
  flowQoe: 1,
  ...over,
});

for (const [title, over, expected] of [
  ['in time', {}, { good: true, failed: false, counted: true, wireTtftMs: 1_400 }],
  [
    'late, counted from when it was due',
    { firstTextMs: 16_501 },
    { good: false, failed: false, wireTtftMs: 1_501 },
  ],
  ['with a freeze', { maxGapMs: 3_000 }, { good: false, failed: false }],
  ['that trickles', { flowQoe: 0.79 }, { good: false, failed: false }],
  ['in one read, without gaps', { maxGapMs: undefined, flowQoe: 1 }, { good: true }],
  ['that met its length limit', { outcome: 'incomplete' }, { good: false, failed: false, wireTtftMs: 1_400 }],
  [
    'that broke off after text',
    { outcome: 'truncated' },
    { good: false, failed: true, counted: true, wireTtftMs: null },
  ],
  [
    'that was taken back',
    { outcome: 'cancelled' },
    { good: false, failed: false, counted: false, wireTtftMs: null },
  ],
] as const) {
  test(`a stream ${title}`, () => {
    expect(judgeStream(stream(over), plantPlan, stages)).toMatchObject(expected);
  });
}
