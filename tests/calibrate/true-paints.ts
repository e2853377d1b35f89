import { CHANGED_MARK, type Step, VISIBLE_MARK } from './page-setup.js';
import { readFrames } from './read-frames.js';
import { readMarks } from './read-marks.js';
import { shownBy } from './shown-by.js';
import type { TraceEvent } from './trace-event.js';

/** A frame that showed more of the answer, and the answer as it showed it. */
export interface TruePaint {
  readonly presentedMs: number;
  readonly text: string;
}

export interface TrueTurn {
  readonly paints: readonly TruePaint[];
  /** Changes of which no frame is known that showed them. */
  readonly unseen: number;
}

/** A mark's time is exact to this; an animation that begins with a frame is visible in no earlier one for it. */
const MARK_ERROR_MS = 0.1;

/** What was really on the screen of one turn, by the compositor's own account. */
export function truePaints(events: readonly TraceEvent[], turn: number, steps: readonly Step[]): TrueTurn {
  const fades = new Map(readMarks(events, VISIBLE_MARK).map(({ name, atMs }) => [name, atMs]));
  const frames = readFrames(events);
  const byFrame = new Map<number, string>();
  let text = '';
  let unseen = 0;
  const changes = new Map(readMarks(events, CHANGED_MARK).map((mark) => [mark.name, mark]));
  for (const [index, { piece }] of steps.entries()) {
    text += piece;
    const name = `${turn}:${index}`;
    const change = changes.get(name);
    const ofPage = frames.filter(({ pid }) => pid === change?.pid);
    const visibleMs = fades.get(name);
    const frame =
      change === undefined
        ? undefined
        : visibleMs === undefined
          ? shownBy(change.atMs, ofPage)
          : ofPage.find(
              ({ beginMs, presentedMs }) => presentedMs !== undefined && beginMs >= visibleMs - MARK_ERROR_MS,
            );
    if (frame?.presentedMs === undefined) unseen++;
    else byFrame.set(frame.presentedMs, text);
  }
  const paints = [...byFrame].map(([presentedMs, shown]) => ({ presentedMs, text: shown }));
  return { paints, unseen };
}
