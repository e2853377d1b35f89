import type { Curve, TurnRecord } from '../../dist/src/model/records.js';

/** What the planted page does while it shows an answer, and what goes wrong in it. */
export interface PlantedPage {
  /** Main-thread time per 1,000 characters of an answer that has just begun, in a new conversation. */
  readonly costMsPerKchar: number;
  /** What each 1,000 characters of the answer so far, and of the transcript before it, add to that. */
  readonly addedWithinAnswer: number;
  readonly addedOverConversation: number;
  /** Every so many turns of a person the page stands still for so long in the middle of the answer; 0: never. */
  readonly pageStallEvery: number;
  /** Every so many turns the backend does. */
  readonly upstreamStallEvery: number;
  readonly stallMs: number;
  /** A new conversation begins every so many turns. */
  readonly turnsPerConversation: number;
  /** Of person 1, person 2 and so on, around; none: turns name no device. */
  readonly devices: readonly string[];
  readonly wireSources: readonly TurnRecord['wireSource'][];
}

export const PLANTED_PAGE: PlantedPage = {
  costMsPerKchar: 60,
  addedWithinAnswer: 0,
  addedOverConversation: 0,
  pageStallEvery: 0,
  upstreamStallEvery: 0,
  stallMs: 1_600,
  turnsPerConversation: 6,
  devices: [],
  wireSources: ['netlog'],
};

export const STALLING_SCRIPT = 'app.js renderMarkdown';
const SAMPLE_MS = 100;
/** Of ten paints one is below the fold; of each turn's keys one is typed, one scroll made. */
const PAINTS_IN_VIEW_SHARE = 0.9;
export const TYPE_LATENCY_MS = 24;
export const SCROLL_LATENCY_MS = 40;
const SHIFT = 0.02;

/** Adds to a person's turns, in their order, what the planted page did meanwhile. */
export function plantPageWork(turns: readonly TurnRecord[], page: PlantedPage): TurnRecord[] {
  const transcripts = new Map<string, number>();
  return turns.map((turn) => {
    const person = Number(turn.person.split('-').at(-1)) - 1;
    const conversationTurn = (turn.ordinal - 1) % page.turnsPerConversation;
    const transcriptChars = conversationTurn === 0 ? 0 : (transcripts.get(turn.person) ?? 0);
    transcripts.set(turn.person, transcriptChars + turn.promptChars + turn.answerChars);
    const told = {
      ...turn,
      conversationTurn,
      transcriptChars,
      wireSource: page.wireSources[turn.ordinal % page.wireSources.length]!,
      ...(page.devices.length === 0 ? {} : { device: page.devices[person % page.devices.length]! }),
    };
    if (told.outcome !== 'answered') return told;
    const shown = withStalls(told, page);
    const inView = Math.floor(shown.paints.length * PAINTS_IN_VIEW_SHARE);
    const firstMs = shown.stamps.firstAnswerPaintMs!;
    return {
      ...shown,
      ...(shown.wireSource === 'none' ? { wire: [] } : {}),
      layoutShift: SHIFT,
      follow: { paints: shown.paints.length, inView },
      interactions: [
        { kind: 'type', atMs: firstMs + 10, latencyMs: TYPE_LATENCY_MS },
        { kind: 'scroll', atMs: firstMs + 20, latencyMs: SCROLL_LATENCY_MS },
      ],
      mainThread: mainThread(shown, page),
    };
  });
}

function withStalls(turn: TurnRecord, page: PlantedPage): TurnRecord {
  const isTime = (every: number, offset: number): boolean => every > 0 && turn.ordinal % every === offset;
  const ofPage = isTime(page.pageStallEvery, 0);
  const ofBackend = !ofPage && isTime(page.upstreamStallEvery, 1);
  if (!ofPage && !ofBackend) return turn;
  const middle = turn.answerChars / 2;
  const later = (curve: Curve): Curve =>
    curve.map(([ms, chars]) => [chars > middle ? ms + page.stallMs : ms, chars] as const);
  const fromMs = turn.paints.find(([, chars]) => chars > middle)![0];
  const paints = ofPage
    ? // What came while the page stood still is painted when it goes on.
      turn.paints.map(
        ([ms, chars]) => [chars > middle ? Math.max(ms, fromMs + page.stallMs) : ms, chars] as const,
      )
    : later(turn.paints);
  const lastAnswerPaintMs = paints.at(-1)![0];
  return {
    ...turn,
    paints,
    wire: ofBackend ? later(turn.wire) : turn.wire,
    stamps: { ...turn.stamps, lastAnswerPaintMs, settledMs: lastAnswerPaintMs + 20 },
    longFrames: ofPage
      ? [
          {
            startMs: fromMs,
            durationMs: page.stallMs - 10,
            blockingMs: page.stallMs - 60,
            longestScript: { name: STALLING_SCRIPT, durationMs: page.stallMs - 100 },
          },
        ]
      : turn.longFrames,
  };
}

/** Before the answer an idle page; then what each character costs, by how much is there already. */
function mainThread(turn: TurnRecord, page: PlantedPage): Curve {
  const { paints, stamps } = turn;
  const begins = page.costMsPerKchar + (page.addedOverConversation * (turn.transcriptChars ?? 0)) / 1_000;
  const cost = (chars: number): number => {
    const kchars = chars / 1_000;
    return begins * kchars + (page.addedWithinAnswer * kchars * kchars) / 2;
  };
  const samples: [number, number][] = [];
  for (let ms = stamps.submittedMs; ; ms += SAMPLE_MS) {
    samples.push([ms, cost(paints.findLast(([at]) => at <= ms)?.[1] ?? 0)]);
    if (ms > stamps.lastAnswerPaintMs!) return samples;
  }
}
