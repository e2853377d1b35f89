import type { CostSlope, Findings } from '../model/findings.js';
import { nearestRank } from '../stats/nearest-rank.js';
import { pooledSlope, type SlopePoint } from '../stats/pooled-slope.js';
import { answerCost } from './answer-cost.js';
import { type CostGrowthOf, costSentence } from './cost-sentence.js';
import type { JudgedTurn } from './judged-turn.js';
import type { RunData } from './run-data.js';

/** An answer is cut into so many slices at most; a slice has at least so many characters, or its cost is noise. */
const MOST_SLICES = 10;
const LEAST_SLICE_CHARS = 40;
/** From this share of its time on a page works all the time: it renders less often instead of getting dearer. */
const SATURATED_SHARE = 0.9;
/** With fewer points, or over less text, nothing is said. */
const LEAST_POINTS = 8;
const LEAST_RANGE_CHARS = 150;
/** Growth below this share of the typical cost, over the whole range that was seen, is none that matters. */
const GROWTH_THAT_MATTERS = 0.2;

/**
 * Whether the main thread's time per character grows with the text that is there already: within answers, and over the
 * turns of a conversation. A page that only adds what came has slopes of about 0; one that renders all of it anew for
 * every token has not.
 */
export function costGrowth(data: Pick<RunData, 'turns' | 'plan' | 'crowdPlanned'>): Findings['costGrowth'] {
  const answered = data.turns.filter(({ outcome }) => outcome === 'answered');
  const cut = answered.map(slices);
  const unsaturated = cut.map((points) => points.filter(({ isSaturated }) => !isSaturated));
  const withinAnswer = slopeOf('answer', unsaturated, data.plan.seed);
  const overConversation = slopeOf('conversation', conversations(answered), data.plan.seed);
  const measured = [withinAnswer, overConversation].some(({ status }) => status === 'measured');
  return {
    status: measured ? 'measured' : 'not-measured',
    caveats: [
      ...(measured ? caveatsOf(data, overConversation) : []),
      ...saturationCaveat(cut.flat().length, unsaturated.flat().length),
    ],
    withinAnswer,
    overConversation,
  };
}

function saturationCaveat(all: number, unsaturated: number): string[] {
  if (all === unsaturated) return [];
  return [
    `In ${all - unsaturated} of ${all} slices of answers the page worked all the time: there it renders less often instead of getting dearer, so nothing can be told from them.`,
  ];
}

function caveatsOf({ crowdPlanned }: Pick<RunData, 'crowdPlanned'>, overConversation: CostSlope): string[] {
  const caveats = [
    'Main-thread time is as the browser counts it: a busy machine makes it longer, and what the page does all the time (an animation) costs more per character where text comes slower.',
  ];
  if (crowdPlanned && overConversation.status === 'measured') {
    caveats.push('Load changed while conversations grew: what cost goes with it is in their growth, too.');
  }
  return caveats;
}

interface Slice extends SlopePoint {
  /** The page worked all the time. */
  readonly isSaturated: boolean;
}

/**
 * Cost per character of successive slices of one answer, against the length in the middle of each. Slices lie between
 * the first and the last paint: what reaches beyond would have time without text, and seem dear.
 */
function slices({ record }: JudgedTurn): Slice[] {
  const { firstAnswerPaintMs = 0, lastAnswerPaintMs = 0 } = record.stamps;
  const course = answerCost(record).filter(
    ({ atMs }) => atMs >= firstAnswerPaintMs && atMs <= lastAnswerPaintMs,
  );
  const whole = course.at(-1)?.chars ?? 0;
  const leastChars = Math.max(LEAST_SLICE_CHARS, whole / MOST_SLICES);
  const cut: Slice[] = [];
  let from = course[0];
  for (const to of course) {
    if (from === undefined || to.chars - from.chars < leastChars) continue;
    const chars = to.chars - from.chars;
    const costMs = to.costMs - from.costMs;
    cut.push({
      x: (from.chars + to.chars) / 2_000,
      y: (1_000 * costMs) / chars,
      isSaturated: costMs >= SATURATED_SHARE * (to.atMs - from.atMs),
    });
    from = to;
  }
  return cut;
}

/** Cost per character of the turns of each conversation, against the transcript before the turn. */
function conversations(turns: readonly JudgedTurn[]): SlopePoint[][] {
  const all: SlopePoint[][] = [];
  const current = new Map<string, { turn: number; saidChars: number; points: SlopePoint[] }>();
  for (const { record, pageCostMsPerKchar } of turns) {
    const { person, conversationTurn, transcriptChars } = record;
    if (conversationTurn === undefined) continue;
    let conversation = current.get(person);
    if (conversation === undefined || conversationTurn <= conversation.turn) {
      conversation = { turn: conversationTurn, saidChars: 0, points: [] };
      current.set(person, conversation);
      all.push(conversation.points);
    }
    if (pageCostMsPerKchar !== null) {
      conversation.points.push({
        x: (transcriptChars ?? conversation.saidChars) / 1_000,
        y: pageCostMsPerKchar,
      });
    }
    conversation.turn = conversationTurn;
    conversation.saidChars += record.promptChars + record.answerChars;
  }
  return all;
}

function slopeOf(of: CostGrowthOf, given: readonly (readonly SlopePoint[])[], seed: number): CostSlope {
  const groups = given.filter((points) => points.length >= 2);
  const points = groups.flat();
  const rangeKchars = Math.max(0, ...groups.map(rangeOf));
  const enough = points.length >= LEAST_POINTS && rangeKchars * 1_000 >= LEAST_RANGE_CHARS;
  const found = enough ? pooledSlope(groups, seed) : null;
  const msPerKchar = nearestRank(
    points.map(({ y }) => y),
    0.5,
  );
  const slope: Omit<CostSlope, 'sentence'> = {
    status: found === null ? 'not-measured' : 'measured',
    n: points.length,
    groups: groups.length,
    msPerKchar: found === null ? null : msPerKchar,
    addedMsPerKchar: found?.slope ?? null,
    ci95: found?.ci95 ?? null,
    grows: growth(found?.ci95 ?? null, rangeKchars, msPerKchar ?? 0),
  };
  return { ...slope, sentence: costSentence(of, slope) };
}

function rangeOf(points: readonly SlopePoint[]): number {
  const xs = points.map(({ x }) => x);
  return Math.max(...xs) - Math.min(...xs);
}

/** It grows if the whole interval is above 0 and its middle matters; it does not if even its upper end does not matter. */
function growth(
  ci95: readonly [number, number] | null,
  rangeKchars: number,
  msPerKchar: number,
): CostSlope['grows'] {
  if (ci95 === null) return 'unclear';
  const matters = (slope: number): boolean => slope * rangeKchars >= GROWTH_THAT_MATTERS * msPerKchar;
  if (!matters(ci95[1])) return 'no';
  return ci95[0] > 0 && matters((ci95[0] + ci95[1]) / 2) ? 'yes' : 'unclear';
}
