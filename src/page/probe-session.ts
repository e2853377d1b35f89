import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Frame } from '@playwright/test';
import { PROBE_NAME, REPORT_BINDING } from '../model/probe-names.js';
import type { ProbeHandle, ProbeReport, RecogniseOptions, WatchOptions } from '../probe/messages.js';
import { answersWithin } from './answers-within.js';
import { NOTHING_SEEN, type ProbedTurn, withReport } from './probed-turn.js';
import { signal } from './signal.js';
import { within } from './within.js';

export type { ProbedTurn } from './probed-turn.js';

/** Turns that nobody asks for: what they are recognised by, and who is told. */
export interface Recognising {
  readonly options: RecogniseOptions;
  readonly onReport: (frame: Frame, report: ProbeReport) => void;
}

/** The probe of one context: injects it and collects what it reports. */
export interface ProbeSession {
  /** Begins to follow a turn in `frame`; the probe waits for the trusted input, or begins at once. */
  watch(frame: Frame, options: WatchOptions): Promise<void>;
  /** What was reported of the turn so far. */
  readonly seen: ProbedTurn;
  /**
   * Follows `frame` to the turn's end, or until `stop` settles; whatever was reported until then counts. The page only
   * knows how it looks: with each report `endOf` is asked whether, and how, the turn is over.
   */
  result(
    frame: Frame,
    stop: Promise<unknown>,
    endOf?: (seen: ProbedTurn) => ProbedTurn['end'],
  ): Promise<ProbedTurn>;
}

/** A page that stands still is not waited for. */
const LET_GO_MS = 1000;

const script = readFileSync(fileURLToPath(new URL('../../probe/probe.js', import.meta.url)), 'utf8');

/** Puts the probe on every page of a context, present and future. */
export async function installProbe(
  context: BrowserContext,
  recognising?: Recognising,
): Promise<ProbeSession> {
  let turn = '';
  let collected: ProbedTurn = NOTHING_SEEN;
  let endOf: (seen: ProbedTurn) => ProbedTurn['end'] = () => undefined;
  let over: ProbedTurn['end'];
  let ended = signal();
  let letGo = signal();
  await context.exposeBinding(REPORT_BINDING, ({ frame }, text: string) => {
    const report = JSON.parse(text) as ProbeReport;
    if (report.recognised !== undefined) recognising?.onReport(frame, report);
    if (report.turn !== turn) return;
    collected = withReport(collected, report);
    look();
    if (report.last) letGo.give();
  });
  const recognise =
    recognising === undefined ? '' : `;${PROBE_NAME}.recognise(${JSON.stringify(recognising.options)});`;
  await context.addInitScript(script + recognise);
  /** Asks whether what has been seen is the end. */
  function look(): void {
    over ??= endOf(collected);
    if (over !== undefined) ended.give();
  }
  return {
    get seen() {
      return collected;
    },
    async watch(frame, options) {
      turn = options.turn;
      collected = NOTHING_SEEN;
      endOf = () => undefined;
      over = undefined;
      ended = signal();
      letGo = signal();
      const watching = frame.evaluate(
        ({ name, options }) => {
          const probe = (window as unknown as Record<string, ProbeHandle | undefined>)[name];
          if (probe === undefined) throw new Error('the probe is not on this page');
          probe.watch(options);
        },
        { name: PROBE_NAME, options },
      );
      await answersWithin(watching);
    },
    async result(frame, stop, judge = ({ end }) => end) {
      endOf = judge;
      look();
      const bySelf = await Promise.race([ended.given.then(() => true), stop.then(() => false)]);
      const atEnd = collected;
      const stopping = frame
        .evaluate(
          (name) => (window as unknown as Record<string, ProbeHandle | undefined>)[name]?.stop(),
          PROBE_NAME,
        )
        .then((stopped) => (stopped === true ? letGo.given : undefined))
        // The document is gone, and with it whatever it had not reported.
        .catch(() => undefined);
      await within(stopping, LET_GO_MS);
      turn = '';
      return bySelf ? { ...atEnd, end: over, answering: true } : { ...collected, end: undefined };
    },
  };
}
