import type { KitTurn } from './ask-in-turn.js';
import type { Kit } from './kits.js';
import { plainLetters } from './plain-letters.js';
import type { TextWrite } from './play-answer.js';

/** One frame at 60 Hz: a word that arrives just after one waits for the next. */
const FRAME_MS = 16.7;
/** What a quiet machine needs from the write to the page's own script, and what the clocks are unsure of. */
const TOLERANCE_MS = 20;
/** A paint is placed in the middle of its frame, so it may be put this much before the truth. */
const EARLY_MS = 5;
/** A machine that is busy with other things presents a frame late now and then, whatever the page did. */
const LATE_SHARE = 0.1;

const signed = (ms: number): string => `${ms < 0 ? '' : '+'}${ms.toFixed(1)} ms`;

/** Marks that stand alone before the first letter may be drawn as a shape, so they do not count. */
const firstWriteMs = (writes: readonly TextWrite[]): number | undefined =>
  writes.find(({ text }) => plainLetters(text) !== '')?.atMs;

/** How long after the backend's first word Plimsoll saw it; `undefined` where one of both is missing. */
function lateMs({ record, writes }: KitTurn): number | undefined {
  const wroteMs = firstWriteMs(writes);
  const paintMs = record.stamps.firstAnswerPaintMs;
  return wroteMs === undefined || paintMs === undefined ? undefined : paintMs - wroteMs;
}

/** How long after the backend's first word the page's own script saw it. */
function pageLateMs({ sighting, writes }: KitTurn): number | undefined {
  const wroteMs = firstWriteMs(writes);
  return sighting === undefined || wroteMs === undefined ? undefined : sighting.frameAfterMs - wroteMs;
}

const medianOf = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** What of a turn's record differs from what happened; nothing for a turn that was measured well. `shown`: as letters. */
export function turnProblems(asked: KitTurn, shown: string): string[] {
  const { turn, record, scripted, writes, sighting } = asked;
  const problems: string[] = [];
  const say = (problem: string): void => void problems.push(`turn ${turn}: ${problem}`);
  const { outcome, detail, stamps, answer = '' } = record;
  if (outcome !== 'answered') say(`${outcome}${detail === undefined ? '' : ` (${detail})`}`);

  const wanted = scripted.words.join('');
  if (plainLetters(answer) !== shown) say(`read "${answer}" where "${wanted}" was answered`);

  const late = lateMs(asked);
  const paintMs = stamps.firstAnswerPaintMs;
  if (writes.length === 0) say('the backend was not asked');
  else if (paintMs === undefined || late === undefined) say('no paint of the answer was seen');
  else {
    if (late < -EARLY_MS) say(`first text ${signed(late)} from the backend's write`);
    if (sighting !== undefined && paintMs < sighting.frameBeforeMs - EARLY_MS)
      say(`first text ${signed(paintMs - sighting.frameBeforeMs)} from the last frame without it`);
    // A turn that was lost opens the page again, which forgets what it saw.
    if (sighting === undefined && outcome === 'answered') say('the page itself did not see the answer come');
  }
  return problems;
}

/**
 * What is said too late: at the median by the backend's clock, and in single turns by the frames in which the page's own
 * script saw the first word, which a busy machine does not blur.
 */
export function lateProblems(kit: Kit, turns: readonly KitTurn[]): string[] {
  const problems: string[] = [];
  const toleranceMs = TOLERANCE_MS + (kit.fadeMs ?? 0);
  const median = medianOf(turns.flatMap((turn) => lateMs(turn) ?? []));
  // Where the machine left the page no time, even the page had it no sooner.
  const pageMs = medianOf(turns.flatMap((turn) => pageLateMs(turn) ?? [])) ?? 0;
  const limitMs = Math.max(FRAME_MS + kit.kitDelayMs, pageMs) + toleranceMs;
  if (median !== undefined && median > limitMs)
    problems.push(
      `first text ${signed(median)} from the backend's write at the median, ${limitMs.toFixed(1)} ms at most`,
    );

  const afterFrame = turns.flatMap(({ turn, record, sighting }) => {
    const paintMs = record.stamps.firstAnswerPaintMs;
    if (sighting === undefined || paintMs === undefined) return [];
    const ms = paintMs - sighting.frameAfterMs;
    return ms > toleranceMs ? [`turn ${turn}: first text ${signed(ms)} from the frame that had it`] : [];
  });
  return afterFrame.length > turns.length * LATE_SHARE ? [...problems, ...afterFrame] : problems;
}
