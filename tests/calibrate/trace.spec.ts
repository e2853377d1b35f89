import { expect, test } from '@playwright/test';
import { readFrames } from './read-frames.js';
import { shownBy } from './shown-by.js';
import type { TraceEvent } from './trace-event.js';
import { truePaints } from './true-paints.js';

const FRAME = 'cc,benchmark,disabled-by-default-devtools.timeline.frame';
const PID = 7;

interface Reporter {
  readonly id: string;
  /** All in milliseconds. */
  readonly begin: number;
  readonly sent?: number;
  readonly startDelay?: number;
  readonly work?: number;
  readonly commit?: number;
  readonly submit?: number;
  readonly end: number;
  readonly state?: string;
}

const event = (
  ph: string,
  name: string,
  ms: number,
  id: string,
  args: TraceEvent['args'] = {},
): TraceEvent => ({
  name,
  cat: FRAME,
  ph,
  ts: ms * 1000,
  pid: PID,
  id2: { local: id },
  args,
});

/** Written as the browser writes it: sorted by time, ends with the name of whatever is innermost. */
function traceOf(...reporters: readonly Reporter[]): TraceEvent[] {
  return reporters
    .flatMap(({ id, begin, sent, startDelay = 0.1, work = 1, commit, submit, end, state }) => [
      event('b', 'PipelineReporter', begin, id, {
        frame_reporter: { state: state ?? 'STATE_PRESENTED_ALL', frame_sequence: Math.round(begin) },
      }),
      ...(sent === undefined
        ? []
        : [
            event('b', 'SendBeginMainFrameToCommit', sent, id, {
              send_begin_mainframe_to_commit_breakdown: {
                begin_main_sent_to_started_us: startDelay * 1000,
                layout_update_us: work * 600,
                paint_us: work * 400,
              },
            }),
            event('e', 'whatever', commit ?? end, id),
          ]),
      ...(commit === undefined
        ? []
        : [event('b', 'Commit', commit, id), event('e', 'whatever', commit + 0.1, id)]),
      ...(submit === undefined
        ? []
        : [
            event('b', 'SubmitCompositorFrameToPresentationCompositorFrame', submit, id),
            event('e', 'whatever', end, id),
          ]),
      event('e', 'whatever', end, id),
    ])
    .sort((a, b) => a.ts - b.ts);
}

const mark = (name: string, ms: number, pid = PID): TraceEvent => ({
  name: `calibration-changed:${name}`,
  cat: 'blink.user_timing',
  ph: 'I',
  ts: ms * 1000,
  pid,
});

const FIRST: Reporter = { id: '0x1', begin: 100, sent: 101, work: 2, commit: 104, submit: 105, end: 106 };
const SECOND: Reporter = { id: '0x1', begin: 117, sent: 118, work: 2, commit: 121, submit: 122, end: 124 };

test('a frame is read with its update and its presentation, and a number is used again', () => {
  const frames = readFrames(traceOf(FIRST, SECOND));
  expect(frames.map(({ beginMs, presentedMs }) => [beginMs, presentedMs])).toEqual([
    [100, 106],
    [117, 124],
  ]);
  expect(frames[0]!.main!.startMs).toBeCloseTo(101.1, 6);
  expect(frames[0]!.main!.endMs).toBeCloseTo(103.1, 6);
});

test('a frame whose instant lies after its first stages ends where all is closed', () => {
  const [frame, ...others] = readFrames(traceOf({ ...FIRST, begin: 101.3 }));
  expect(others).toEqual([]);
  expect(frame).toMatchObject({ beginMs: 101.3, presentedMs: 106 });
  expect(frame!.main!.endMs).toBeCloseTo(103.1, 6);
});

test('a main thread that was not even asked has no update', () => {
  const [frame] = readFrames(traceOf({ ...FIRST, startDelay: 1e13, state: 'STATE_NO_UPDATE_DESIRED' }));
  expect(frame).toMatchObject({ main: undefined, presentedMs: undefined });
});

test('a change belongs to the update under way in its animation frame, and to the next one after it', () => {
  const frames = readFrames(traceOf(FIRST, SECOND));
  expect(shownBy(90, frames)!.presentedMs).toBe(106);
  expect(shownBy(101.5, frames)!.presentedMs).toBe(106);
  // Committed only at 104, but the main thread has been free since 103.1.
  expect(shownBy(103.5, frames)!.presentedMs).toBe(124);
  expect(shownBy(130, frames)).toBeUndefined();
});

test('what a dropped frame would have shown is shown by the next one submitted', () => {
  const dropped = {
    id: '0x2',
    begin: 100,
    sent: 101,
    work: 2,
    commit: 104,
    end: 110,
    state: 'STATE_DROPPED',
  };
  const compositorOnly = { id: '0x3', begin: 117, submit: 118, end: 119 };
  const frames = readFrames(traceOf(dropped, compositorOnly));
  expect(shownBy(99, frames)!.presentedMs).toBe(119);
});

test('texts of one frame are one paint, and a process only shows its own', () => {
  const step = { afterMs: 0, during: 'task', blockMs: 0, blockedFirst: false } as const;
  const steps = ['one', ' two', ' three', ' four'].map((piece) => ({ ...step, piece }));
  const events = [
    ...traceOf(FIRST, SECOND),
    mark('0:0', 98),
    mark('0:1', 99),
    mark('0:2', 110),
    mark('0:3', 99, PID + 1),
  ];
  expect(truePaints(events, 0, steps)).toEqual({
    paints: [
      { presentedMs: 106, text: 'one two' },
      { presentedMs: 124, text: 'one two three' },
    ],
    unseen: 1,
  });
});
