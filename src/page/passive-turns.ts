import type { BrowserContext, Frame, Page } from '@playwright/test';
import type { RunPlan } from '../model/plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { PROBE_NAME } from '../model/probe-names.js';
import type { TurnRecord } from '../model/records.js';
import type { ProbeHandle, ProbeReport, RecogniseOptions } from '../probe/messages.js';
import { PassiveTurn, type PassiveTurnOptions } from './passive-turn.js';
import { presets } from './presets.js';
import { installProbe, type ProbeSession } from './probe-session.js';
import type { Tabs } from './tabs.js';
import { within } from './within.js';

/** The turns of a context that nobody asks for. */
export interface PassiveTurns {
  /** The probe of this context: also for turns that are asked for. */
  readonly probe: ProbeSession;
  /**
   * Waits until no turn is under way. With `graceMs`, a turn that is not over by then ends with what was seen of it.
   */
  settle(graceMs?: number): Promise<void>;
}

/** A page that stands still is not waited for. */
const TELL_MS = 1000;

interface Options extends Omit<PassiveTurnOptions, 'frame' | 'tab'> {
  readonly context: BrowserContext;
  readonly tabs: Tabs;
  readonly onTurn: (turn: TurnRecord) => void;
}

/** Follows every turn on every page of a context, present and future, from the input that emptied the composer. */
export async function followPassiveTurns(options: Options): Promise<PassiveTurns> {
  const { context, tabs, plan, onTurn } = options;
  const open = new Map<string, PassiveTurn>();
  const ended = new Set<string>();
  const underWay = new Set<Promise<void>>();

  function begin(frame: Frame, report: ProbeReport): void {
    const turn = new PassiveTurn(report, {
      ...options,
      frame,
      tab: tabs.of(frame.page()),
    });
    open.set(report.turn, turn);
    const done = turn.over.then((record) => {
      open.delete(report.turn);
      ended.add(report.turn);
      underWay.delete(done);
      if (record !== undefined) onTurn(record);
    });
    underWay.add(done);
  }

  const recognise = { selectors: plan.target.selectors, presets: presetsOf(plan) };
  const probe = await installProbe(context, {
    options: recognise,
    onReport(frame, report) {
      const known = open.get(report.turn);
      if (known !== undefined) known.take(report);
      else if (!ended.has(report.turn)) begin(frame, report);
    },
  });
  let fault: string | undefined;
  const follow = (page: Page): void => {
    // The page is not told of a selector that is none; the test is, when it ends.
    void within(askIn(page.mainFrame(), 'recognise', recognise), TELL_MS).then((wrong) => {
      fault ??= wrong;
    });
    // A page that is gone before it could be followed has no turn; one that has says so itself.
    tabs.of(page).catch(() => undefined);
  };
  for (const page of context.pages()) follow(page);
  context.on('page', follow);
  return {
    probe,
    async settle(graceMs) {
      // What was sent just now may not have been told yet.
      const frames = context.pages().flatMap((page) => page.frames());
      await Promise.all(frames.map((frame) => within(askIn(frame, 'tell'), TELL_MS)));
      await Promise.all([...open.values()].map((turn) => turn.settle(graceMs)));
      await Promise.all(underWay);
      if (fault !== undefined)
        throw new PlimsollError(
          'E_SELECTOR',
          `Failed to recognise turns: ${fault}`,
          "Correct plimsoll({ target: { selectors: { … } } }): each must be a CSS selector, or 'Enter' for send.",
        );
    },
  };
}

/** A frame that is gone, or has no document yet, says nothing. */
const askIn = (
  frame: Frame,
  what: 'tell' | 'recognise',
  options?: RecogniseOptions,
): Promise<string | undefined> =>
  frame
    .evaluate(
      ({ name, what, options }) => {
        const probe = (window as unknown as Record<string, ProbeHandle | undefined>)[name];
        if (what === 'recognise') return probe?.recognise(options!);
        probe?.tell();
        return undefined;
      },
      { name: PROBE_NAME, what, options },
    )
    .catch(() => undefined);

/** What the probe may know of common pages; one that the user named needs no marks. */
function presetsOf({ target: { preset } }: RunPlan): RecogniseOptions['presets'] {
  if (preset === 'auto') return presets;
  return presets.filter(({ name }) => name === preset).map((named) => ({ ...named, marks: [] }));
}
