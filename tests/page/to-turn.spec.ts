import { expect, test } from '@playwright/test';
import { PATH_END, SEGMENT_START } from '../../dist/src/model/probe-names.js';
import type { ProbedTurn } from '../../dist/src/page/probe-session.js';
import { toTurn } from '../../dist/src/page/to-turn.js';
import type { WireObservation } from '../../dist/src/page/wire-observer.js';
import type { PaintedState } from '../../dist/src/probe/messages.js';
import { planFor } from './chat-page-test.js';

/** The page's clock counts from here, the ledger's from 1,000 ms earlier; both host milliseconds. */
const OFFSET_MS = 50_000;
const BASE_MS = 49_000;
const WHO = { id: 'p-1', person: 'p', journey: 'j', ordinal: 1 };

/** A frame that was shown at `ms`. */
const shownAt = (ms: number) => ({ frameMs: ms - 1.5, laidOutMs: ms - 1.5 });

/** A state each: [between these it was shown, text added]. */
const states = (...added: (readonly [number, number, string])[]): PaintedState[] => {
  let keep = 0;
  return added.map(([fromMs, toMs, add]) => {
    const text = keep === 0 ? `${SEGMENT_START}${PATH_END}${add}` : add;
    const state = { ...shownAt((fromMs + toMs) / 2), keep, add: text };
    keep += text.length;
    return state;
  });
};

const SEEN: ProbedTurn = {
  states: states([300, 304, 'The'], [400, 402, ' tide']),
  longFrames: [],
  submittedMs: 100,
  inputDoneMs: 102,
  acknowledged: shownAt(111),
  feedback: { '': shownAt(202) },
  settled: shownAt(502),
  changedMs: 400,
  frameGaps: [],
  interactions: [],
  layoutShift: 0.01,
  follow: { paints: 2, inView: 1 },
  wasHidden: false,
  wasBusy: true,
  foundWay: 'selector',
  transcriptChars: 0,
  probeCostMs: 1.26,
  end: 'settled',
  errorText: undefined,
  pictured: undefined,
  answering: true,
};

const WIRE: WireObservation = {
  url: 'http://localhost/api?key=sesame-street',
  requestSentMs: 50_105,
  connectedMs: 50_106,
  responseStartedMs: 50_150,
  firstTextMs: 50_280,
  curve: [
    [50_280, 3],
    [50_390, 8],
  ],
  text: 'The tide',
  status: 200,
  contentType: 'text/event-stream',
  requestId: 'r-1',
  terminal: 'ok',
  error: undefined,
  parseError: undefined,
  failed: undefined,
  finished: true,
};

type Problem = NonNullable<Parameters<typeof toTurn>[0]['problem']>;
interface Given {
  readonly seen?: Partial<ProbedTurn>;
  readonly wire?: Partial<WireObservation> | null;
  readonly problem?: Problem;
  readonly text?: 'keep' | 'shape' | 'none';
}

const turnOf = ({ seen, wire, problem, text = 'keep' }: Given = {}) =>
  toTurn({
    plan: planFor({ text }),
    who: WHO,
    prompt: 'Why 42?',
    baseMs: BASE_MS,
    begunMs: 1_050,
    frameMs: 16.7,
    seen: { ...SEEN, ...seen },
    clock: { offsetMs: OFFSET_MS, errorMs: 0.15 },
    wire: wire === null ? undefined : { ...WIRE, ...wire },
    problem,
  });

test('times of page and host become times of the ledger', () => {
  const turn = turnOf();
  expect(turn.stamps).toEqual({
    submittedMs: 1_100,
    inputDoneMs: 1_102,
    acknowledgedMs: 1_111,
    firstFeedbackMs: 1_202,
    requestSentMs: 1_105,
    connectedMs: 1_106,
    responseStartedMs: 1_150,
    firstWireTextMs: 1_280,
    firstAnswerPaintMs: 1_302,
    lastAnswerPaintMs: 1_401,
    settledMs: 1_502,
  });
  expect(turn.paints).toEqual([
    [1_302, 3],
    [1_401, 8],
  ]);
  expect(turn.wire).toEqual([
    [1_280, 3],
    [1_390, 8],
  ]);
  expect(turn).toMatchObject({ outcome: 'answered', wireSource: 'page', requestId: 'r-1', probeCostMs: 1.3 });
});

test('a later frame is not shown before an earlier one, whatever the estimates say', () => {
  const turn = turnOf({
    seen: {
      acknowledged: shownAt(291.5),
      feedback: { '': shownAt(302) },
      states: states([300, 304, 'The'], [305, 309, ' tide']),
      longFrames: [{ startMs: 250, durationMs: 60, blockingMs: 10, workedMs: 60, presentedMs: 320 }],
    },
  });
  const { acknowledgedMs, firstFeedbackMs, firstAnswerPaintMs } = turn.stamps;
  expect([acknowledgedMs, firstFeedbackMs, firstAnswerPaintMs]).toEqual([1_316, 1_316, 1_316]);
  expect(turn.paints.map(([ms]) => ms)).toEqual([1_316, 1_316]);
});

const LATE: Problem = { outcome: 'timed_out', detail: 'not finished within 8000 ms' };
const NO_WIRE = { curve: [], text: '', firstTextMs: undefined, terminal: undefined };
const HTTP = "(the page's request: HTTP 200, text/event-stream";

/** What was seen, and what that makes of the turn. */
const OUTCOMES: Record<string, Given & { outcome: string; detail?: string }> = {
  'an answer and its terminal': { outcome: 'answered' },
  'an answer, and no wire that could be seen': { wire: null, outcome: 'answered' },
  'an answer that its filter or limit cut': { wire: { terminal: 'incomplete' }, outcome: 'answered' },
  'an answer over a wire that is no stream': {
    wire: { ...NO_WIRE, contentType: 'application/json' },
    outcome: 'answered',
  },
  'a request that the page cancelled after the terminal': {
    wire: { failed: 'cancelled by the page', finished: false },
    outcome: 'answered',
  },
  'a stream that was not understood': {
    wire: { parseError: 'a chunk of the stream is not a JSON object', terminal: undefined },
    outcome: 'answered',
  },
  'a stream that is still open when the page is done': {
    wire: { terminal: undefined, finished: false },
    outcome: 'answered',
  },
  'a stream that ended without its terminal': {
    wire: { terminal: undefined },
    outcome: 'truncated',
    detail: `the stream ended without its terminal ${HTTP})`,
  },
  'a connection that was reset': {
    wire: { terminal: undefined, finished: false, failed: 'net::ERR_CONNECTION_RESET' },
    outcome: 'truncated',
    detail: `the stream ended without its terminal ${HTTP}, net::ERR_CONNECTION_RESET)`,
  },
  'an error in the stream': {
    wire: { error: 'secret of the backend', terminal: undefined },
    outcome: 'truncated',
    detail: `an error ended the answer ${HTTP}, error in the stream)`,
  },
  'no answer': {
    seen: { states: [], end: 'empty' },
    wire: { ...NO_WIRE, status: 500, contentType: 'application/json' },
    outcome: 'empty',
    detail: "the turn ended without an answer (the page's request: HTTP 500, application/json)",
  },
  'an answer of white space': {
    seen: { states: states([300, 301, ' \n']), end: 'empty' },
    wire: null,
    outcome: 'empty',
    detail: 'the turn ended without an answer',
  },
  'an answer of nothing but a cursor': {
    seen: { states: states([300, 301, '●']) },
    wire: null,
    outcome: 'empty',
    detail: 'the turn ended without an answer',
  },
  'an error on the page': {
    seen: { end: 'error', errorText: 'Too many requests, see https://u:p@h.example/x?key=sesame-street' },
    wire: null,
    outcome: 'error_shown',
    detail: 'the page shows an error: Too many requests, see https://h.example/x',
  },
  'an error on the page, of which nothing may be kept': {
    seen: { end: 'error', errorText: 'Too many: 42' },
    wire: null,
    text: 'none',
    outcome: 'error_shown',
    detail: 'the page shows an error: xxx xxxx: 00',
  },
  'a page that was hidden': {
    seen: { wasHidden: true },
    outcome: 'unmeasured',
    detail: 'the page was hidden during the turn',
  },
  'an input that was not seen': {
    seen: { submittedMs: undefined },
    wire: null,
    outcome: 'unmeasured',
    detail: 'the input that sends the message was not seen',
  },
  'the deadline': {
    seen: { end: undefined },
    problem: LATE,
    outcome: 'timed_out',
    detail: `not finished within 8000 ms ${HTTP})`,
  },
  'the deadline, on a hidden page': {
    seen: { end: undefined, wasHidden: true },
    problem: LATE,
    outcome: 'unmeasured',
    detail: 'the page was hidden during the turn',
  },
  'the deadline, and the input was never seen': {
    seen: { end: undefined, submittedMs: undefined },
    wire: null,
    problem: LATE,
    outcome: 'unmeasured',
    detail: 'the input that sends the message was not seen',
  },
  'the deadline, on a page that stands still and can tell nothing': {
    seen: { end: undefined, submittedMs: undefined, answering: false },
    wire: null,
    problem: LATE,
    outcome: 'timed_out',
    detail: 'not finished within 8000 ms; the page stands still',
  },
  'a prompt that was not taken': {
    seen: { end: undefined, submittedMs: undefined, states: [] },
    wire: null,
    problem: { outcome: 'refused', detail: 'the composer took no text' },
    outcome: 'refused',
    detail: 'the composer took no text',
  },
  'the end of the run': {
    seen: { end: undefined },
    wire: null,
    problem: { outcome: 'aborted', detail: 'the run ended' },
    outcome: 'aborted',
    detail: 'the run ended',
  },
};

for (const [what, { outcome, detail, ...given }] of Object.entries(OUTCOMES)) {
  test(`${what}: ${outcome}`, () => {
    const turn = turnOf(given);
    expect({ outcome: turn.outcome, detail: turn.detail }).toEqual({ outcome, detail });
    expect(JSON.stringify(turn)).not.toContain('sesame-street');
    expect(JSON.stringify(turn)).not.toContain('secret of the backend');
  });
}

test('only what the policy allows is kept of prompt and answer; counts stay', () => {
  const kept = (text: 'keep' | 'shape' | 'none') => {
    const { prompt, answer, promptChars, answerChars } = turnOf({ text });
    return { prompt, answer, promptChars, answerChars };
  };
  const counts = { promptChars: 7, answerChars: 8 };
  expect(kept('keep')).toEqual({ ...counts, prompt: 'Why 42?', answer: 'The tide' });
  expect(kept('shape')).toEqual({ ...counts, prompt: 'xxx 00?', answer: 'xxx xxxx' });
  expect(kept('none')).toEqual({ ...counts, prompt: undefined, answer: undefined });
});

test('a turn of which nothing was seen stands where it was begun', () => {
  const turn = toTurn({
    plan: planFor(),
    who: WHO,
    prompt: 'x',
    baseMs: BASE_MS,
    begunMs: 1_234,
    frameMs: undefined,
    problem: { outcome: 'unmeasured', detail: 'the page could not be reopened' },
  });
  expect(turn).toMatchObject({ outcome: 'unmeasured', stamps: { submittedMs: 1_234 }, paints: [], wire: [] });
});
