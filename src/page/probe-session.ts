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
}

/** The probe of one context: injects it and collects what it reports. */
export interface ProbeSession {
  /** Begins to follow a turn on `page`; the probe waits for the trusted input, or begins at once. */
  watch(page: Page, options: WatchOptions): Promise<void>;
  /** Ends at the turn's own end, or when `stop` settles; whatever was reported until then counts. */
  result(stop: Promise<unknown>): Promise<ProbedTurn>;
  /** Stops following, whatever the page is doing. */
  abandon(page: Page): Promise<void>;
}

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
};

/** Puts the probe on every page of a context, present and future. */
export async function installProbe(context: BrowserContext): Promise<ProbeSession> {
  let turn = '';
  let collected: ProbedTurn = EMPTY;
  let ended: () => void = () => undefined;
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
    };
    if (report.end !== undefined) ended();
  });
  await context.addInitScript(script);
  let over: Promise<void> = Promise.resolve();
  return {
    async watch(page, options) {
      turn = options.turn;
      collected = EMPTY;
      over = new Promise((resolve) => {
        ended = resolve;
      });
      await page.evaluate(
        ({ name, options }) => {
          const probe = (window as unknown as Record<string, ProbeHandle | undefined>)[name];
          if (probe === undefined) throw new Error('the probe is not on this page');
          probe.watch(options);
        },
        { name: PROBE_NAME, options },
      );
    },
    async result(stop) {
      await Promise.race([over, stop]);
      return collected;
    },
    async abandon(page) {
      turn = '';
      await page.evaluate((name) => {
        (window as unknown as Record<string, ProbeHandle | undefined>)[name]?.stop();
      }, PROBE_NAME);
    },
  };
}
