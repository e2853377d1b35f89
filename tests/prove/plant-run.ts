import type { BucketRecord, StageRecord, StreamRecord, TurnRecord } from '../../dist/src/model/records.js';
import type { PlantedRun } from '../findings/plant-ledger.js';
import { plantPlan, plantStage } from '../findings/plant-plan.js';
import type { Chance } from './chance.js';

/** People in every planted run. A load in conversations is a stage's streams and these. */
export const PEOPLE = 2;
/** A stage lasts long enough for every turn and stream that begins in its middle. */
const STAGE_MS = 60_000;
const SETTLED_MS = 3_000;
/** Nothing begins so late in a stage. */
const LAST_MS = 17_000;
const CHARS = 200;
const CHARS_PER_SECOND = 80;
/** Of each paint, a quarter of a second apart. */
const PAINT_CHARS = 20;

/** Where in the run something happens. */
export interface Moment {
  readonly ms: number;
  /** Share of the run that is over. */
  readonly past: number;
  /** Conversations at once. */
  readonly load: number;
}

/** What is planted of a run: who does how much in each stage, and how long everything takes. */
export interface PlantedCourse {
  readonly seed: number;
  readonly random: Chance;
  /** Streams of the crowd, stage by stage, in the order in which they are run. */
  readonly streams: readonly number[];
  readonly turnsPerStage: () => number;
  readonly streamsPerStage: () => number;
  /** Whole seconds; a minute without it. */
  readonly stageMs?: number;
  /** From asking until text is on the wire, and from there until it is painted. */
  readonly turn: (at: Moment) => { readonly serverMs: number; readonly pageMs: number };
  readonly stream: (at: Moment) => number;
}

/** A plan and the ledger of its run. */
export type LedgerRun = Pick<PlantedRun, 'plan' | 'ledger'>;

/** A run with exactly the turns and streams that were asked for, as the ledger of a real one would hold it. */
export function plantRun(course: PlantedCourse): LedgerRun {
  const { random, stageMs = STAGE_MS } = course;
  const wholeMs = course.streams.length * stageMs;
  const startsMs = stageMs - SETTLED_MS - LAST_MS;
  const stages = course.streams.map(
    (streams, index): StageRecord => ({
      type: 'stage',
      index,
      name: index === 0 && streams === 0 ? 'baseline' : `climb-${index}`,
      kind: index === 0 && streams === 0 ? 'baseline' : 'climb',
      streams,
      rampMs: 1_000,
      fromMs: index * stageMs,
      toMs: (index + 1) * stageMs,
      ended: 'on-time',
    }),
  );
  const momentsIn = (stage: StageRecord, n: number): Moment[] =>
    Array.from({ length: n }, () => stage.fromMs + SETTLED_MS + startsMs * random.even())
      .sort((a, b) => a - b)
      .map((ms) => ({ ms, past: ms / wholeMs, load: stage.streams + PEOPLE }));

  const turns = stages.flatMap((stage) =>
    momentsIn(stage, course.turnsPerStage()).map((at, k) => turnRecord(stage, k, at, course.turn(at))),
  );
  const streams = stages
    .filter((stage) => stage.streams > 0)
    .flatMap((stage) =>
      momentsIn(stage, course.streamsPerStage()).map((at, k) =>
        streamRecord(`${stage.name}-${k}`, at.ms, course.stream(at)),
      ),
    );
  return {
    plan: {
      ...plantPlan,
      people: PEOPLE,
      seed: course.seed,
      stages: stages.map(({ name, kind, streams: count }) => plantStage(name, kind, stageMs / 1_000, count)),
    },
    ledger: {
      run: `planted-${course.seed}`,
      headers: [],
      zeroKnown: true,
      zeroAt: Date.UTC(2026, 0, 1),
      lastMs: wholeMs,
      stages,
      turns,
      controls: [],
      streams,
      buckets: stages.flatMap((stage) => bucketsOf(stage, stageMs, random)),
      hosts: [],
      backends: [],
      events: [],
      files: 4,
      records: turns.length + streams.length,
      cutLines: 0,
      badLines: 0,
      caveats: [],
    },
  };
}

function turnRecord(
  stage: StageRecord,
  k: number,
  { ms }: Moment,
  { serverMs, pageMs }: { serverMs: number; pageMs: number },
): TurnRecord {
  const person = `person-${1 + (k % PEOPLE)}`;
  const firstWireTextMs = ms + serverMs;
  const wire = Array.from(
    { length: CHARS / PAINT_CHARS },
    (_, i) =>
      [firstWireTextMs + (i * 1_000 * PAINT_CHARS) / CHARS_PER_SECOND, PAINT_CHARS * (i + 1)] as const,
  );
  const paints = wire.map(([at, chars]) => [at + pageMs, chars] as const);
  const lastAnswerPaintMs = paints.at(-1)![0];
  return {
    type: 'turn',
    id: `${stage.name}-${k}`,
    person,
    journey: 'ask',
    ordinal: 1 + stage.index * 1_000 + k,
    outcome: 'answered',
    stamps: {
      submittedMs: ms,
      inputDoneMs: ms,
      requestSentMs: ms,
      responseStartedMs: firstWireTextMs,
      firstWireTextMs,
      firstAnswerPaintMs: firstWireTextMs + pageMs,
      lastAnswerPaintMs,
      settledMs: lastAnswerPaintMs,
    },
    paints,
    wire,
    wireSource: 'netlog',
    longFrames: [],
    layoutShift: 0,
    retractedChars: 0,
    promptChars: 60,
    answerChars: CHARS,
    probeCostMs: 0,
    frameMs: 16.7,
  };
}

function streamRecord(id: string, scheduledMs: number, wireTtftMs: number): StreamRecord {
  const firstTextMs = scheduledMs + wireTtftMs;
  const endedMs = firstTextMs + 2_000;
  return {
    type: 'stream',
    id,
    user: 0,
    outcome: 'ok',
    scheduledMs,
    dispatchedMs: scheduledMs,
    sentMs: scheduledMs,
    headersMs: firstTextMs,
    firstByteMs: firstTextMs,
    firstEventMs: firstTextMs,
    firstTextMs,
    lastTextMs: endedMs,
    terminalMs: endedMs,
    eofMs: endedMs,
    endedMs,
    events: 50,
    bytes: 3_000,
    textChars: CHARS,
    reads: 50,
    maxGapMs: 50,
    flowQoe: 1,
  };
}

/** The crowd's seconds: as many streams as were asked for, and the noise that counts in a second have. */
function bucketsOf(stage: StageRecord, stageMs: number, { normal, even }: Chance): BucketRecord[] {
  return Array.from({ length: stageMs / 1_000 }, (_, second) => {
    const events = Math.max(0, Math.round(stage.streams * 20 * (1 + 0.1 * normal())));
    return {
      type: 'bucket',
      fromMs: stage.fromMs + second * 1_000,
      durationMs: 1_000,
      offeredStreams: stage.streams,
      starts: Math.round((stage.streams / 3) * 2 * even()),
      completions: Math.round((stage.streams / 3) * 2 * even()),
      failures: 0,
      cancelled: 0,
      inFlight: stage.streams * (1 - 0.02 * even()),
      streaming: stage.streams * 0.7,
      events,
      textEvents: events,
      bytes: events * 60,
      gapsUs: null,
      dispatchLagUs: null,
      loopLagP99Ms: 1,
      loopLagMaxMs: 2,
      cpuMs: 50,
    };
  });
}
