import { expect, test } from '@playwright/test';
import { PATH_END, SEGMENT_START } from '../../dist/src/model/probe-names.js';
import type { ProbedTurn } from '../../dist/src/page/probe-session.js';
import { TurnEnd, type WireState } from '../../dist/src/page/turn-end.js';

const TEXT = 'The tide rises twice a day';
const NOW_MS = 20_000;

/** A page that showed `shown` and changed last `quietMs` ago. */
function seen(end: ProbedTurn['end'], quietMs: number, shown = TEXT): ProbedTurn {
  const changedMs = NOW_MS - quietMs;
  const states =
    shown === ''
      ? []
      : [{ frameMs: changedMs, laidOutMs: changedMs, keep: 0, add: `${SEGMENT_START}${PATH_END}${shown}` }];
  return {
    states,
    longFrames: [],
    submittedMs: 1000,
    inputDoneMs: 1001,
    acknowledged: undefined,
    feedback: {},
    settled: undefined,
    changedMs: shown === '' ? undefined : changedMs,
    frameGaps: [],
    interactions: [],
    layoutShift: 0,
    follow: { paints: 0, inView: 0 },
    wasHidden: false,
    wasBusy: end === 'settled',
    foundWay: 'echo',
    transcriptChars: 0,
    probeCostMs: 0,
    end,
    errorText: undefined,
    pictured: undefined,
    answering: false,
  };
}
const CLOSED: WireState = { isOpen: false, wasSeen: true, text: TEXT };

const TABLE: Record<string, { seen: ProbedTurn; wire: WireState; end: ProbedTurn['end'] }> = {
  'an error is an end at once': { seen: seen('error', 0), wire: { ...CLOSED, isOpen: true }, end: 'error' },
  'its busy sign is gone, all is shown': { seen: seen('settled', 100), wire: CLOSED, end: 'settled' },
  'its busy sign is gone, but its stream is open': {
    seen: seen('settled', 100),
    wire: { ...CLOSED, isOpen: true },
    end: undefined,
  },
  'its busy sign is gone, but it still types out what came': {
    seen: seen('settled', 100, 'The tide'),
    wire: CLOSED,
    end: undefined,
  },
  '… and then stands still': { seen: seen('settled', 1600, 'The tide'), wire: CLOSED, end: 'settled' },
  'silence, and all that was said is shown': { seen: seen('quiet', 1500), wire: CLOSED, end: 'quiet' },
  'silence, and the wire cannot be seen': {
    seen: seen('quiet', 5000),
    wire: { isOpen: false, wasSeen: false, text: undefined },
    end: undefined,
  },
  'a long silence, and the wire cannot be seen': {
    seen: seen('quiet', 10_000),
    wire: { isOpen: false, wasSeen: false, text: undefined },
    end: 'quiet',
  },
  'nothing at all is shown, and all requests are over': {
    seen: { ...seen(undefined, 0, ''), submittedMs: NOW_MS - 5000 },
    wire: { ...CLOSED, text: '' },
    end: 'empty',
  },
  'nothing is shown yet, and a request is under way': {
    seen: { ...seen(undefined, 0, ''), submittedMs: NOW_MS - 9000 },
    wire: { isOpen: true, wasSeen: true, text: '' },
    end: undefined,
  },
};

for (const [what, given] of Object.entries(TABLE)) {
  test(`the end of a turn: ${what}`, () => {
    const end = new TurnEnd(
      () => given.wire,
      () => NOW_MS,
    );
    expect(end.of(given.seen)).toBe(given.end);
  });
}

test('an open stream is doubted for ten seconds and no longer: some are left open', () => {
  let nowMs = NOW_MS;
  const end = new TurnEnd(
    () => ({ ...CLOSED, isOpen: true }),
    () => nowMs,
  );
  expect(end.of(seen('quiet', 2000))).toBeUndefined();
  nowMs += 9999;
  expect(end.of(seen('quiet', 2000))).toBeUndefined();
  nowMs += 1;
  expect(end.of(seen('quiet', 2000))).toBe('quiet');
});
