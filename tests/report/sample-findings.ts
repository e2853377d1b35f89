import type {
  AttributionPart,
  BudgetResult,
  Distribution,
  Findings,
  LoadLine,
  Phase,
  Second,
  TurnMark,
  TurnSample,
} from '../../dist/src/model/findings.js';
import type { Curve } from '../../dist/src/model/records.js';
import { distribution } from '../../dist/src/stats/distribution.js';

/** Two people, a backend of four slots, and a crowd that climbs to four times what it can take. */
const PEOPLE = 2;
const SLOTS = 4;

interface Stage {
  readonly name: string;
  readonly kind: Phase['kind'];
  readonly streams: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly turns: number;
  readonly ttftMs: number;
}

const STAGES: readonly Stage[] = [
  { name: 'warm-up', kind: 'warm-up', streams: 0, fromMs: 0, toMs: 5000, turns: 4, ttftMs: 231 },
  { name: 'baseline', kind: 'baseline', streams: 0, fromMs: 5000, toMs: 19_000, turns: 12, ttftMs: 206 },
  { name: 'climb 3', kind: 'climb', streams: 3, fromMs: 19_000, toMs: 33_000, turns: 11, ttftMs: 245 },
  { name: 'climb 6', kind: 'climb', streams: 6, fromMs: 33_000, toMs: 49_000, turns: 9, ttftMs: 1255 },
  { name: 'climb 10', kind: 'climb', streams: 10, fromMs: 49_000, toMs: 67_000, turns: 9, ttftMs: 2479 },
  { name: 'peak', kind: 'peak', streams: 16, fromMs: 67_000, toMs: 92_000, turns: 9, ttftMs: 4327 },
  { name: 'recovery', kind: 'recovery', streams: 0, fromMs: 92_000, toMs: 106_000, turns: 11, ttftMs: 212 },
];

/** A small generator, so that every build of the sample is the same. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const TURN_LIMIT_MS = 20_000;
const NONE = distribution([]);

function about(random: () => number, middle: number, spread: number, n: number): number[] {
  return Array.from({ length: n }, () => middle * (1 + (random() - 0.5) * 2 * spread));
}

function wilson(good: number, n: number): [number, number] | null {
  if (n === 0) return null;
  const z2 = 1.96 ** 2;
  const p = good / n;
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n)) * 1.96) / (1 + z2 / n);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function curves(
  random: () => number,
  submittedMs: number,
  ttftMs: number,
  stalls: boolean,
): { wire: Curve; paints: Curve } {
  const wire: [number, number][] = [];
  const paints: [number, number][] = [];
  let atMs = submittedMs + ttftMs - 12;
  for (let chars = 6; chars <= 260; chars += 4 + Math.floor(random() * 4)) {
    wire.push([atMs, chars]);
    const paintMs = Math.ceil((atMs + 4) / 16.7) * 16.7;
    const last = paints.at(-1);
    if (last && last[0] === paintMs) last[1] = chars;
    else paints.push([paintMs, chars]);
    atMs += 22 + random() * 16 + (stalls && chars > 120 && chars < 127 ? 1400 : 0);
  }
  return { wire, paints };
}

const part = (mean: number): AttributionPart => ({ mean, p50: mean * 0.97 });

function control(random: () => number, n: number): Phase['instrument']['control'] {
  return {
    plays: Math.round(n / 12),
    writes: n,
    paintErrorMs: distribution(about(random, 5.2, 0.9, n)),
    wireErrorMs: distribution(about(random, 1.4, 0.8, n)),
  };
}

function host(random: () => number, busy: number, n: number): Phase['instrument']['host'] {
  return {
    cpuBusyShare: distribution(about(random, busy, 0.2, n).map((share) => Math.min(1, share))),
    foreignCpuShare: distribution(about(random, 0.03, 0.9, n)),
    pressureSomeAvg10: distribution(about(random, busy * 18, 0.4, n)),
  };
}

function driver(random: () => number, n: number): Phase['instrument']['driver'] {
  return n === 0
    ? { loopLagMs: NONE, dispatchLagMs: NONE }
    : {
        loopLagMs: distribution(about(random, 6, 0.9, n)),
        dispatchLagMs: distribution(about(random, 1.2, 0.9, n)),
      };
}

interface Measured {
  readonly phase: Phase;
  readonly marks: readonly TurnMark[];
  readonly samples: readonly TurnSample[];
}

/** How the text flowed: two stalls at the peak, one of them the page's. */
function flowOf(
  { kind, streams }: Stage,
  n: number,
  random: () => number,
): Pick<
  Phase['experience'],
  | 'settledLagMs'
  | 'settledLate'
  | 'microStalls'
  | 'stalls'
  | 'stallsByCause'
  | 'stallScripts'
  | 'starvedShare'
  | 'fluidity'
  | 'wireFluidity'
  | 'dumpShare'
  | 'retractions'
  | 'renderLag'
  | 'wireSources'
  | 'jankMs'
  | 'longestFrameMs'
  | 'layoutShift'
  | 'followShare'
  | 'interactionLatencyMs'
  | 'pageCostMsPerKchar'
> {
  const peak = kind === 'peak';
  const over = (middle: number, spread: number): Distribution =>
    distribution(about(random, middle, spread, n));
  return {
    settledLagMs: over(150, 0.2),
    settledLate: peak ? 1 : 0,
    microStalls: peak ? 5 : streams > 3 ? 1 : 0,
    stalls: peak ? 2 : 0,
    stallsByCause: { upstream: peak ? 1 : 0, page: peak ? 1 : 0, unknown: 0 },
    stallScripts: peak ? [{ name: 'app.js renderMarkdown', count: 1, totalMs: 1180 }] : [],
    starvedShare: over(peak ? 0.02 : 0.004, 0.5),
    fluidity: over(peak ? 0.88 : 0.97, 0.03),
    wireFluidity: over(peak ? 0.95 : 0.98, 0.02),
    dumpShare: over(peak ? 0.2 : 0.03, 0.9),
    retractions: peak ? { turns: 1, chars: 12 } : { turns: 0, chars: 0 },
    renderLag: {
      firstMs: over(11, 0.5),
      p50Ms: over(12, 0.5),
      p95Ms: over(peak ? 140 : 24, 0.5),
      maxMs: over(peak ? 900 : 40, 0.5),
      lastMs: over(14, 0.5),
    },
    wireSources: { page: peak ? 2 : 0, netlog: peak ? n - 2 : n, none: 0 },
    jankMs: over(peak ? 240 : 14, 0.9),
    longestFrameMs: distribution(peak ? [1180, 96, 71, 64] : []),
    layoutShift: over(0.01, 0.9),
    followShare: distribution(Array.from({ length: n }, () => 1)),
    interactionLatencyMs: { type: over(26, 0.4), scroll: over(22, 0.4) },
    pageCostMsPerKchar: over(96, 0.2),
  };
}

function measure(stage: Stage, random: () => number): Measured {
  const { streams, turns, ttftMs, fromMs, toMs, name, kind } = stage;
  const offered = streams + PEOPLE;
  const waits = about(random, ttftMs, 0.18, turns).sort((a, b) => a - b);
  // One turn too long at the last step before the peak puts the line between steps.
  if (streams === 10) waits[turns - 1] = 3260;
  const middle = (turns - 1) >> 1;
  waits[middle] = ttftMs;
  const unanswered = kind === 'peak' ? 1 : 0;
  const waited = unanswered > 0 ? waits.slice(0, -1) : waits;
  const marks = waits.map((wait, index): TurnMark => {
    const answered = index < waited.length;
    return {
      id: `${name}-${index}`,
      person: `person-${1 + (index % PEOPLE)}`,
      phase: index === 0 && kind === 'climb' ? null : name,
      submittedMs: fromMs + 900 + ((toMs - fromMs - 3000) * ((index * 7) % turns)) / turns,
      perceivedTtftMs: answered ? wait : null,
      settledMs: answered ? wait + 1650 : null,
      outcome: answered ? 'answered' : 'timed_out',
      good: answered && wait <= 3000,
      overlappedLoad: offered - 0.3,
      stalls: [],
    };
  });
  const good = marks.filter((mark) => mark.good).length;
  const completions = Math.min(streams, SLOTS) / 1.6;
  const wireMs = streams === 0 ? [] : about(random, ttftMs * 0.93, 0.35, streams * 6);
  const goodStreams = wireMs.filter((wait) => wait <= 3000).length;
  const busy = 0.22 + offered * 0.025;
  const over = { unanswered, over: TURN_LIMIT_MS };
  const phase: Phase = {
    name,
    kind,
    fromMs,
    toMs,
    leftOut: { turns: kind === 'climb' ? 1 : 0, streams: streams > 0 ? Math.ceil(streams / 2) : 0 },
    load: {
      offered,
      streams,
      perSecond: null,
      deferred: 0,
      checks: [],
      checkShare: null,
      inFlight: streams === 0 ? null : streams - 0.1,
      streaming: streams === 0 ? null : Math.min(streams, SLOTS),
      startsPerSecond: streams === 0 ? null : completions + 0.1,
      completionsPerSecond: streams === 0 ? null : completions,
      eventsPerSecond: streams === 0 ? null : completions * 48,
      wireTtftMs: distribution(wireMs),
      gapMs: streams === 0 ? NONE : distribution(about(random, 33, 0.4, streams * 200)),
      outcomes: streams === 0 ? {} : { ok: wireMs.length, ...(kind === 'peak' ? { cancelled: 16 } : {}) },
      goodStreams,
      goodShare: streams === 0 ? null : goodStreams / wireMs.length,
      goodShareCi95: wilson(goodStreams, wireMs.length),
      dispatchLagMs: streams === 0 ? NONE : distribution(about(random, 1.2, 0.9, 240)),
    },
    experience: {
      turns,
      goodTurns: good,
      goodShare: good / turns,
      goodShareCi95: wilson(good, turns),
      ackMs: distribution(about(random, 31, 0.4, turns)),
      firstFeedbackMs: distribution(about(random, 48, 0.4, turns)),
      perceivedTtftMs: distribution(waited, over),
      perceivedTtlbMs: distribution(waited.map((wait) => wait + 1500)),
      settledMs: distribution(
        waited.map((wait) => wait + 1650),
        over,
      ),
      paintGapMs: distribution(about(random, 34, 0.5, turns * 40)),
      freezes: 0,
      ...flowOf(stage, waited.length, random),
      readingQoe: distribution(waited.map((wait) => Math.max(0.2, 1 - wait / 9000))),
      flowQoe: distribution(waited.map(() => 0.99)),
      renderLagMs: distribution(about(random, 11, 0.5, waited.length)),
      outcomes: { answered: waited.length, ...(unanswered > 0 ? { timed_out: unanswered } : {}) },
    },
    attribution: {
      status: 'measured',
      caveats: [],
      n: waited.length,
      inputMs: part(4.1),
      pageBeforeMs: part(9.5),
      serverMs: part(ttftMs - 31),
      pageAfterMs: part(16.2),
      unattributedMs: part(1.2),
      mostly: 'server',
      server: { connectMs: part(1.1), headersMs: part(ttftMs * 0.8), textMs: part(ttftMs * 0.15) },
    },
    instrument: {
      validity: kind === 'warm-up' ? 'degraded' : 'valid',
      reasons:
        kind === 'warm-up'
          ? ['warm-up: the control made 24 of the 40 writes it needs, so its accuracy is not known.']
          : [],
      control: control(random, kind === 'warm-up' ? 24 : 96),
      driver: driver(random, streams === 0 ? 0 : 300),
      host: host(random, busy, Math.round((toMs - fromMs) / 500)),
    },
  };
  const samples = samplesOf(stage, marks, random);
  const stallsIn = new Map(
    samples.map((sample) => [sample.id.replace(/-(worst|typical)$/, ''), sample.stalls]),
  );
  return {
    phase,
    marks: marks.map((mark) => ({
      ...mark,
      stalls: (stallsIn.get(mark.id) ?? []).map(({ fromMs, durationMs, cause }) => ({
        fromMs,
        durationMs,
        cause,
      })),
    })),
    samples,
  };
}

function samplesOf(
  { name, kind }: Stage,
  marks: readonly TurnMark[],
  random: () => number,
): readonly TurnSample[] {
  const answered = marks.filter((mark) => mark.perceivedTtftMs !== null);
  const typical = answered[(answered.length - 1) >> 1];
  const worst = marks.find((mark) => mark.perceivedTtftMs === null) ?? marks.at(-1);
  const sample = (mark: TurnMark | undefined, why: TurnSample['why']): TurnSample[] => {
    if (mark === undefined) return [];
    const drawn =
      mark.perceivedTtftMs === null
        ? { wire: [], paints: [] }
        : curves(random, mark.submittedMs, mark.perceivedTtftMs, why === 'worst' && kind === 'climb');
    return [
      {
        ...drawn,
        id: `${mark.id}-${why}`,
        person: mark.person,
        phase: name,
        why,
        outcome: mark.outcome,
        good: mark.good,
        submittedMs: mark.submittedMs,
        perceivedTtftMs: mark.perceivedTtftMs,
        flowQoe: mark.perceivedTtftMs === null ? null : 0.99,
        renderLagP95Ms: mark.perceivedTtftMs === null ? null : 24,
        stalls: stallsOf(drawn.paints),
        longFrames: kind === 'peak' ? [{ startMs: mark.submittedMs + 300, durationMs: 210 }] : [],
        prompt: 'What should I check before a long sea voyage?',
        answer:
          'Check the **hull**, the rigging and the bilge pumps.\n\n1. Water for every day, and a third more.\n2. Charts.',
        ...(mark.outcome === 'timed_out' ? { detail: 'No answer text was painted within 20 s.' } : {}),
      },
    ];
  };
  return [...sample(worst, 'worst'), ...sample(typical, 'typical')];
}

/** The planted pause is the wire's: what comes after it is painted at once. */
function stallsOf(paints: Curve): TurnSample['stalls'] {
  return paints.slice(1).flatMap(([ms], index) => {
    const fromMs = paints[index]![0];
    return ms - fromMs < 1000 ? [] : [{ fromMs, durationMs: ms - fromMs, cause: 'upstream' as const }];
  });
}

function secondsOf(random: () => number): readonly Second[] {
  const last = STAGES.at(-1)?.toMs ?? 0;
  return Array.from({ length: last / 1000 }, (_, index): Second => {
    const atMs = index * 1000;
    const stage = STAGES.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    const streams = stage?.streams ?? 0;
    const rate = Math.min(streams, SLOTS) / 1.6;
    return {
      atMs,
      inFlight: atMs < 19_000 ? null : streams,
      startsPerSecond: atMs < 19_000 ? null : Math.round(rate * (0.6 + random() * 0.8)),
      completionsPerSecond: atMs < 19_000 ? null : Math.round(rate * (0.6 + random() * 0.8)),
      eventsPerSecond: atMs < 19_000 ? null : Math.round(rate * 48 * (0.9 + random() * 0.2)),
      failures: atMs < 19_000 ? null : 0,
      ...waitsOf(streams === 0 || random() < 0.1 ? null : (stage?.ttftMs ?? 0) * (0.75 + random() * 0.4)),
      gapP50Ms: streams === 0 ? null : 31 + random() * 4,
      gapP95Ms: streams === 0 ? null : 42 + streams * (1 + random()),
      cpuBusyShare: Math.min(1, 0.22 + (streams + PEOPLE) * 0.025 + random() * 0.12),
      foreignCpuShare: 0.02 + random() * 0.03,
      loopLagMaxMs: 4 + random() * 9,
    };
  });
}

function waitsOf(wireTtftMs: number | null): Pick<Second, 'wireTtftMs' | 'wireTtftMinMs' | 'wireTtftMaxMs'> {
  return {
    wireTtftMs,
    wireTtftMinMs: wireTtftMs === null ? null : wireTtftMs * 0.8,
    wireTtftMaxMs: wireTtftMs === null ? null : wireTtftMs * 1.25,
  };
}

/** Felt or wire: the shares of the rising phases, never rising again, and where they cross the criterion. */
function lineOf(
  phases: readonly Phase[],
  ci95: readonly [number, number],
  count: (phase: Phase) => readonly [good: number, n: number],
): LoadLine {
  let ceiling = 1;
  const steps = phases
    .filter(({ kind }) => kind !== 'warm-up' && kind !== 'recovery')
    .filter((phase) => count(phase)[1] > 0)
    .map((phase) => {
      const [good, n] = count(phase);
      ceiling = Math.min(ceiling, good / n);
      return {
        phase: phase.name,
        load: phase.load.offered!,
        n,
        good,
        share: good / n,
        shareCi95: wilson(good, n),
        fitted: ceiling,
      };
    });
  const missed = steps.findIndex(({ fitted }) => fitted < 0.9);
  const [before, after] = [steps[missed - 1], steps[missed]];
  if (before === undefined || after === undefined) throw new Error('the sample must cross its criterion');
  const way = (before.fitted - 0.9) / (before.fitted - after.fitted);
  return {
    status: 'found',
    caveats: [],
    unit: 'conversations',
    value: before.load + way * (after.load - before.load),
    ci95,
    criterion: 'at least 90 % of turns are good',
    criterionShare: 0.9,
    steps,
  };
}

const BUDGETS: readonly BudgetResult[] = [
  {
    metric: 'goodShare',
    phase: 'baseline',
    op: 'atLeast',
    limit: 0.9,
    actual: 1,
    n: 12,
    status: 'pass',
    sentence: 'share of good turns at baseline ≥ 90 %',
  },
  {
    metric: 'goodShare',
    phase: 'recovery',
    op: 'atLeast',
    limit: 0.9,
    actual: 1,
    n: 11,
    status: 'pass',
    sentence: 'share of good turns at recovery ≥ 90 %',
  },
  {
    metric: 'recovered',
    phase: 'run',
    op: 'is',
    limit: true,
    actual: true,
    n: null,
    status: 'pass',
    sentence: 'the backend recovers after the crowd has left',
  },
];

/** A quick run as it should look: everything measured, the load line found. `change` makes the variants. */
export function sampleFindings(change: Partial<Findings> = {}): Findings {
  const random = generator(7);
  const measured = STAGES.map((stage) => measure(stage, random));
  const phases = measured.map(({ phase }) => phase);
  const promptChars: Distribution = distribution(about(random, 46, 0.3, 64));
  return {
    schema: 'plimsoll.findings/1',
    run: {
      id: '20260101-101500-a1b2',
      startedAt: '2026-01-01T10:15:00.000Z',
      durationMs: 106_400,
      interrupted: false,
      target: 'http://127.0.0.1:4173/',
      plan: {
        profile: 'quick',
        people: 2,
        stages: STAGES.map(({ name, kind, streams, fromMs, toMs }) => ({
          name,
          kind,
          load: streams === 0 ? { model: 'none' } : { model: 'closed', streams },
          durationMs: toMs - fromMs,
          minTurns: 8,
          maxDurationMs: 2 * (toMs - fromMs),
          rampMs: streams === 0 ? 0 : 1500,
        })),
        origins: { people: 'environment PLIMSOLL_PEOPLE' },
        goodTurn: { perceivedTtftMs: 1500, freezes: 0, flowQoe: 0.8 },
      },
      seed: 1,
      segments: [],
      tool: { name: 'plimsoll', version: '0.1.0' },
      host: { cores: 2, platform: 'linux x64', node: '20.20.2', browser: 'Chromium 156.0.7000.0' },
      workload: { dialect: 'ai-sdk-ui', promptChars, answerChars: distribution(about(random, 260, 0.1, 63)) },
      people: [
        { id: 'person-1', journey: 'asks and reads', turns: 33 },
        { id: 'person-2', journey: 'asks and reads', turns: 31 },
      ],
      ledger: { files: 5, records: 1820, cutLines: 0, badLines: 0 },
      events: [
        { atMs: -2100, kind: 'ready', message: 'Both people and the crowd are ready.' },
        { atMs: 106_400, kind: 'finished', message: 'Every stage ran to its end.' },
      ],
    },
    verdict: { status: 'pass', reasons: [] },
    budgets: BUDGETS,
    phases,
    checks: [],
    correlations: {
      status: 'measured',
      caveats: [],
      pairs: [
        {
          x: 'streams in flight',
          y: 'perceived TTFT',
          n: 58,
          nEffective: 11.4,
          spearman: 0.93,
          ci95: [0.81, 0.97],
          kendall: 0.7,
          chance: 0.001,
          givenTime: { rho: 0.6, nEffective: 9, ci95: [0.2, 0.8] },
          givenStage: null,
          evidence: 'stands',
          lagMs: 0,
          sentence:
            'The more streams were in flight, the longer people waited for the first text (rank correlation 0.93, 95 % interval 0.81 to 0.97).',
        },
        {
          x: 'wire TTFT',
          y: 'perceived TTFT',
          n: 41,
          nEffective: 9.2,
          spearman: 0.96,
          ci95: [0.88, 0.99],
          kendall: 0.7,
          chance: 0.001,
          givenTime: { rho: 0.6, nEffective: 9, ci95: [0.2, 0.8] },
          givenStage: null,
          evidence: 'stands',
          lagMs: 500,
          sentence:
            'What people waited follows what the wire waited, half a second later (0.96, 0.88 to 0.99).',
        },
        {
          x: 'events/s',
          y: 'paint gap',
          n: 41,
          nEffective: null,
          spearman: null,
          ci95: null,
          kendall: null,
          chance: null,
          givenTime: null,
          givenStage: null,
          evidence: 'not-measured',
          lagMs: null,
          sentence: 'Events per second and paint gaps: no relation could be shown.',
        },
      ],
    },
    loadLine: lineOf(phases, [8, 18], ({ experience }) => [experience.goodTurns, experience.turns]),
    wireLoadLine: lineOf(phases, [12, 14.5], ({ load }) => [
      load.goodStreams,
      load.streams === 0
        ? 0
        : Object.values(load.outcomes).reduce((sum, n) => sum + (n ?? 0), 0) - (load.outcomes.cancelled ?? 0),
    ]),
    firstToGive: { status: 'together', caveats: ['The two intervals overlap.'], apart: 0.6 },
    costGrowth: {
      status: 'measured',
      caveats: ['Main-thread time is as the browser counts it: a busy machine makes it longer.'],
      withinAnswer: {
        status: 'measured',
        n: 371,
        groups: 63,
        msPerKchar: 96,
        addedMsPerKchar: 310,
        ci95: [270, 360],
        grows: 'yes',
        sentence:
          'The page re-renders everything: each 1,000 characters of an answer add 310 ms per 1,000 characters (95 % interval 270 to 360 ms, 371 slices of 63 answers).',
      },
      overConversation: {
        status: 'measured',
        n: 63,
        groups: 2,
        msPerKchar: 96,
        addedMsPerKchar: 0.4,
        ci95: [-1.2, 2.1],
        grows: 'no',
        sentence:
          'The cost per character does not grow with the conversation: each further 1,000 characters change it by 0.4 ms per 1,000 characters (95 % interval -1.2 to 2.1 ms, 63 turns of 2 conversations).',
      },
    },
    devices: phases
      .filter(({ kind }) => kind === 'baseline' || kind === 'peak')
      .flatMap(({ kind, experience }) =>
        ['desktop', 'mid-range phone'].map((device) => ({
          device,
          kind,
          turns: experience.turns,
          goodTurns: experience.goodTurns,
          goodShare: experience.goodShare,
          goodShareCi95: experience.goodShareCi95,
          perceivedTtftMs: experience.perceivedTtftMs,
          flowQoe: experience.flowQoe,
          renderLag: experience.renderLag,
          jankMs: experience.jankMs,
        })),
      ),
    saturation: {
      status: 'reached',
      caveats: [],
      atMs: 34_000,
      atLoad: 8,
      atPerSecond: null,
      ceilingPerSecond: 2.5,
      slots: 4,
      slotsByPlateau: 4,
      slotsByLittlesLaw: 3.96,
      survivedMs: 58_000,
      firstFailure: null,
      recoveredMs: 2100,
      recovered: true,
    },
    instrument: {
      validity: 'valid',
      reasons: [],
      caveats: [],
      wireSources: { page: 2, netlog: 61, none: 0 },
      unmeasured: [{ reason: 'the page was hidden during the turn', turns: 1 }],
      control: control(random, 600),
      driver: driver(random, 900),
      host: host(random, 0.4, 212),
    },
    turns: measured.flatMap(({ samples }) => samples),
    marks: measured.flatMap(({ marks }) => marks),
    seconds: secondsOf(random),
    amplification: { status: 'not-measured', caveats: [], phases: [] },
    measures: [],
    trend: {
      status: 'first-run',
      caveats: [],
      fingerprint: { hash: 'abc', parts: {} },
      comparedWith: [],
      changed: [],
      changes: [],
      sentence: 'There is no earlier run to compare with.',
    },
    ...change,
  };
}
