import type {
  FoundWay,
  FrameStamp,
  PaintedState,
  ProbeInteraction,
  ProbeLongFrame,
  ProbeReport,
} from '../probe/messages.js';

/** Everything that the probe reported of one turn, put together. Page milliseconds. */
export interface ProbedTurn {
  readonly states: readonly PaintedState[];
  readonly longFrames: readonly ProbeLongFrame[];
  readonly submittedMs: number | undefined;
  readonly inputDoneMs: number | undefined;
  readonly acknowledged: FrameStamp | undefined;
  /** First frame with anything of the assistant's turn, by how far from the person's own message it was. */
  readonly feedback: Readonly<Record<string, FrameStamp>>;
  readonly settled: FrameStamp | undefined;
  readonly changedMs: number | undefined;
  readonly frameGaps: readonly (readonly [number, number])[];
  readonly interactions: readonly ProbeInteraction[];
  readonly layoutShift: number;
  readonly follow: ProbeReport['follow'];
  readonly wasHidden: boolean;
  readonly wasBusy: boolean;
  readonly foundWay: FoundWay | undefined;
  readonly transcriptChars: number;
  readonly probeCostMs: number;
  readonly end: ProbeReport['end'];
  readonly errorText: string | undefined;
  /** What an answer without text consists of. */
  readonly pictured: string | undefined;
  /** The person pressed what stops the answer, in a turn that nobody asked for. */
  readonly wasStopped?: boolean;
  /** Whether the page still answered when it was let go; one that stands still cannot say what it has seen. */
  readonly answering: boolean;
}

/** Of a turn of which nothing was reported. */
export const NOTHING_SEEN: ProbedTurn = {
  states: [],
  longFrames: [],
  submittedMs: undefined,
  inputDoneMs: undefined,
  acknowledged: undefined,
  feedback: {},
  settled: undefined,
  changedMs: undefined,
  frameGaps: [],
  interactions: [],
  layoutShift: 0,
  follow: { paints: 0, inView: 0 },
  wasHidden: false,
  wasBusy: false,
  foundWay: undefined,
  transcriptChars: 0,
  probeCostMs: 0,
  end: undefined,
  errorText: undefined,
  pictured: undefined,
  answering: false,
};

/** What was reported until now and what came with `report`, put together. */
export const withReport = (collected: ProbedTurn, report: ProbeReport): ProbedTurn => ({
  states: [...collected.states, ...report.states],
  longFrames: [...collected.longFrames, ...report.longFrames],
  submittedMs: report.submittedMs,
  inputDoneMs: report.inputDoneMs,
  acknowledged: report.acknowledged,
  feedback: report.feedback,
  settled: report.settled,
  changedMs: report.changedMs,
  frameGaps: [...collected.frameGaps, ...report.frameGaps],
  interactions: [...collected.interactions, ...report.interactions],
  layoutShift: report.layoutShift,
  follow: report.follow,
  wasHidden: collected.wasHidden || report.wasHidden,
  wasBusy: report.wasBusy,
  foundWay: report.foundWay,
  transcriptChars: report.transcriptChars,
  probeCostMs: report.probeCostMs,
  end: report.end,
  errorText: report.errorText,
  pictured: report.pictured,
  wasStopped: report.wasStopped === true,
  answering: report.last,
});
