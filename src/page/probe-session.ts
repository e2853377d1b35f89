import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { PROBE_NAME, REPORT_BINDING } from '../model/probe-names.js';
import type {
  FrameStamp,
  PaintedState,
  ProbeHandle,
  ProbeLongFrame,
  ProbeReport,
  WatchOptions,
} from '../probe/messages.js';
import { answersWithin } from './answers-within.js';
import { signal } from './signal.js';
import { within } from './within.js';

/** Everything that the probe reported of one turn, put together. Page milliseconds. */
export interface ProbedTurn {
  readonly states: readonly PaintedState[];
  readonly longFrames: readonly ProbeLongFrame[];
  readonly submittedMs: number | undefined;
  readonly inputDoneMs: number | undefined;
  readonly acknowledged: FrameStamp | undefined;
  readonly firstFeedback: FrameStamp | undefined;
  readonly settled: FrameStamp | undefined;
  readonly layoutShift: number;
  readonly wasHidden: boolean;
  readonly probeCostMs: number;
  readonly end: ProbeReport['end'];
  readonly errorText: string | undefined;
  /** Whether the page still answered when it was let go; one that stands still cannot say what it has seen. */
  readonly answering: boolean;
}

/** The probe of one context: injects it and collects what it reports. */
export interface ProbeSession {
  /** Begins to follow a turn on `page`; the probe waits for the trusted input, or begins at once. */
  watch(page: Page, options: WatchOptions): Promise<void>;
  /**
   * Follows `page` to the turn's end, or until `stop` settles; whatever was reported until then counts. The page only
   * knows how it looks: with each report `mayEnd` is asked whether an end that it shows can be one.
   */
  result(page: Page, stop: Promise<unknown>, mayEnd?: (seen: ProbedTurn) => boolean): Promise<ProbedTurn>;
}

/** A page that stands still is not waited for. */
const LET_GO_MS = 1000;

const script = readFileSync(fileURLToPath(new URL('../../probe/probe.js', import.meta.url)), 'utf8');

const EMPTY: ProbedTurn = {
  states: [],
  longFrames: [],
  submittedMs: undefined,
  inputDoneMs: undefined,
  acknowledged: undefined,
  firstFeedback: undefined,
  settled: undefined,
  layoutShift: 0,
  wasHidden: false,
  probeCostMs: 0,
  end: undefined,
  errorText: undefined,
  answering: false,
};

/** Puts the probe on every page of a context, present and future. */
export async function installProbe(context: BrowserContext): Promise<ProbeSession> {
  let turn = '';
  let collected: ProbedTurn = EMPTY;
  let mayEnd: (seen: ProbedTurn) => boolean = () => false;
  let ended = signal();
  let letGo = signal();
  await context.exposeBinding(REPORT_BINDING, (_source, text: string) => {
    const report = JSON.parse(text) as ProbeReport;
    if (report.turn !== turn) return;
    collected = {
      states: [...collected.states, ...report.states],
      longFrames: [...collected.longFrames, ...report.longFrames],
      submittedMs: report.submittedMs,
      inputDoneMs: report.inputDoneMs,
      acknowledged: report.acknowledged,
      firstFeedback: report.firstFeedback,
      settled: report.settled,
      layoutShift: report.layoutShift,
      wasHidden: collected.wasHidden || report.wasHidden,
      probeCostMs: report.probeCostMs,
      end: report.end,
      errorText: report.errorText,
      answering: report.last,
    };
    if (report.end !== undefined && mayEnd(collected)) ended.give();
    if (report.last) letGo.give();
  });
  await context.addInitScript(script);
  return {
    async watch(page, options) {
      turn = options.turn;
      collected = EMPTY;
      mayEnd = () => false;
      ended = signal();
      letGo = signal();
      const watching = page.evaluate(
        ({ name, options }) => {
          const probe = (window as unknown as Record<string, ProbeHandle | undefined>)[name];
          if (probe === undefined) throw new Error('the probe is not on this page');
          probe.watch(options);
        },
        { name: PROBE_NAME, options },
      );
      await answersWithin(watching);
    },
    async result(page, stop, acceptEnd = () => true) {
      mayEnd = acceptEnd;
      if (collected.end !== undefined && mayEnd(collected)) ended.give();
      const bySelf = await Promise.race([ended.given.then(() => true), stop.then(() => false)]);
      const atEnd = collected;
      const stopping = page
        .evaluate(
          (name) => (window as unknown as Record<string, ProbeHandle | undefined>)[name]?.stop(),
          PROBE_NAME,
        )
        .then((stopped) => (stopped === true ? letGo.given : undefined))
        // The document is gone, and with it whatever it had not reported.
        .catch(() => undefined);
      await within(stopping, LET_GO_MS);
      turn = '';
      return bySelf ? { ...atEnd, answering: true } : { ...collected, end: undefined };
    },
  };
}
