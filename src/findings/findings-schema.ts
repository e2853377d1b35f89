import { z } from 'zod';
import type { Findings } from '../model/findings.js';
import { STREAM_OUTCOMES, TURN_OUTCOMES } from '../model/outcome.js';
import { STAGE_KINDS } from '../model/plan.js';
import { backend, failureReason, worstStream } from './crowd-schema.js';
import { checkCounts, device, distribution, instrument, load, phase, wireSources } from './phase-schema.js';

const text = z.string();
const number = z.number();
const nullable = z.number().nullable();
const interval = z.tuple([number, number]).nullable();
const caveats = z.array(text);
const op = z.enum(['atLeast', 'atMost', 'is']);
const curve = z.array(z.tuple([number, number]));

const loadLine = z.strictObject({
  status: z.enum(['found', 'above-range', 'below-baseline', 'not-measured']),
  caveats,
  unit: z.literal('conversations'),
  value: nullable,
  ci95: interval,
  criterion: text,
  criterionShare: number,
  steps: z.array(
    z.strictObject({
      phase: text,
      load: number,
      n: number,
      good: number,
      share: nullable,
      shareCi95: interval,
      fitted: nullable,
    }),
  ),
});

const run = z.strictObject({
  id: text,
  startedAt: text.nullable(),
  durationMs: nullable,
  interrupted: z.boolean(),
  target: text,
  plan: z.strictObject({
    profile: text,
    people: z.number(),
    stages: z.array(z.unknown()),
    origins: z.record(text, text),
    goodTurn: z.strictObject({ perceivedTtftMs: z.number(), freezes: z.number(), flowQoe: z.number() }),
  }),
  seed: number,
  segments: z.array(z.object({ label: text, run: text })),
  tool: z.strictObject({ name: z.literal('plimsoll'), version: text }),
  host: z.strictObject({ cores: nullable, platform: text, node: text, browser: text.nullable() }),
  workload: z.strictObject({ dialect: text, promptChars: distribution, answerChars: distribution }),
  people: z.array(z.strictObject({ id: text, journey: text, turns: number })),
  ledger: z.strictObject({ files: number, records: number, cutLines: number, badLines: number }),
  events: z.array(z.strictObject({ atMs: number, kind: text, message: text })),
});

const budget = z.strictObject({
  metric: text,
  phase: text,
  op,
  limit: z.union([number, z.boolean()]),
  actual: z.union([number, z.boolean()]).nullable(),
  n: nullable,
  status: z.enum(['pass', 'fail', 'not-measured', 'skipped']),
  sentence: text,
  why: text.optional(),
});

const partialCorrelation = z.strictObject({ rho: number, nEffective: number, ci95: interval }).nullable();

const correlation = z.strictObject({
  x: text,
  y: text,
  n: number,
  nEffective: nullable,
  spearman: nullable,
  kendall: nullable,
  ci95: interval,
  chance: nullable,
  givenTime: partialCorrelation,
  givenStage: partialCorrelation,
  evidence: z.enum(['stands', 'shares-time', 'none', 'not-measured']),
  lagMs: nullable,
  sentence: text,
});

const costSlope = z.strictObject({
  status: z.enum(['measured', 'not-measured']),
  n: number,
  groups: number,
  msPerKchar: nullable,
  addedMsPerKchar: nullable,
  ci95: interval,
  grows: z.enum(['yes', 'no', 'unclear']),
  sentence: text,
});

const costGrowth = z.strictObject({
  status: z.enum(['measured', 'not-measured']),
  caveats,
  withinAnswer: costSlope,
  overConversation: costSlope,
});

const saturation = z.strictObject({
  status: z.enum(['reached', 'not-reached', 'not-measured']),
  caveats,
  atMs: nullable,
  atLoad: nullable,
  atPerSecond: nullable,
  ceilingPerSecond: nullable,
  slots: nullable,
  slotsByPlateau: nullable,
  slotsByLittlesLaw: nullable,
  survivedMs: nullable,
  firstFailure: z
    .strictObject({ atMs: number, outcome: z.enum(STREAM_OUTCOMES), phase: text.nullable() })
    .nullable(),
  recoveredMs: nullable,
  recovered: z.boolean().nullable(),
});

const turnFields = {
  id: text,
  person: text,
  phase: text.nullable(),
  outcome: z.enum(TURN_OUTCOMES),
  good: z.boolean(),
  submittedMs: number,
  perceivedTtftMs: nullable,
};

const stall = z.strictObject({
  fromMs: number,
  durationMs: number,
  cause: z.enum(['upstream', 'page', 'unknown']),
});

const sample = z.strictObject({
  ...turnFields,
  why: z.enum(['worst', 'typical']),
  flowQoe: nullable,
  renderLagP95Ms: nullable,
  stalls: z.array(stall.extend({ script: text.optional() })),
  paints: curve,
  wire: curve,
  longFrames: z.array(z.strictObject({ startMs: number, durationMs: number })),
  screenshot: text.optional(),
  prompt: text.optional(),
  answer: text.optional(),
  detail: text.optional(),
});

const second = z.strictObject({
  atMs: number,
  inFlight: nullable,
  startsPerSecond: nullable,
  completionsPerSecond: nullable,
  eventsPerSecond: nullable,
  failures: nullable,
  wireTtftMs: nullable,
  wireTtftMinMs: nullable,
  wireTtftMaxMs: nullable,
  gapP50Ms: nullable,
  gapP95Ms: nullable,
  cpuBusyShare: nullable,
  foreignCpuShare: nullable,
  loopLagMaxMs: nullable,
});

const amplified = z.strictObject({
  status: z.enum(['multiplies', 'passes-on', 'hides', 'within-error', 'not-measured']),
  n: number,
  nBaseline: number,
  wireAddedMs: nullable,
  feltAddedMs: nullable,
  pageAddedMs: nullable,
  pageCi95: interval,
  factor: nullable,
  sentence: text,
});

const amplification = z.strictObject({
  status: z.enum(['measured', 'not-measured']),
  caveats,
  phases: z.array(z.strictObject({ phase: text, wait: amplified, gap: amplified })),
});

const measure = z.union([
  z.strictObject({ metric: text, phase: text, values: z.array(nullable) }),
  z.strictObject({ metric: text, phase: text, good: number, n: number }),
]);

const trend = z.strictObject({
  status: z.enum(['first-run', 'compared', 'new-baseline', 'not-measured']),
  caveats,
  fingerprint: z.strictObject({ hash: text, parts: z.record(text, text) }),
  comparedWith: z.array(text),
  changed: z.array(text),
  changes: z.array(
    z.strictObject({
      metric: text,
      phase: text,
      status: z.enum(['regression', 'improvement', 'no-change', 'inconclusive', 'within-error']),
      effect: nullable,
      ci95: z.tuple([nullable, nullable]).nullable(),
      scale: z.enum(['ratio', 'difference']),
      minimum: number,
      nBefore: number,
      nAfter: number,
      sentence: text,
    }),
  ),
  sentence: text,
});

/** `findings.json`, field by field. Strict: what is not named here is an error. */
export const findingsSchema = z.strictObject({
  schema: z.literal('plimsoll.findings/1'),
  run,
  verdict: z.strictObject({ status: z.enum(['pass', 'fail', 'invalid']), reasons: z.array(text) }),
  budgets: z.array(budget),
  phases: z.array(phase),
  checks: checkCounts,
  correlations: z.strictObject({
    status: z.enum(['measured', 'not-measured']),
    caveats,
    pairs: z.array(correlation),
  }),
  loadLine,
  wireLoadLine: loadLine,
  firstToGive: z.strictObject({
    status: z.enum(['page', 'wire', 'together', 'unknown']),
    caveats,
    apart: nullable,
  }),
  costGrowth,
  devices: z.array(device).optional(),
  lanes: z
    .strictObject({
      status: z.enum(['first', 'together', 'none', 'not-measured']),
      caveats,
      firstToGive: text.nullable(),
      lanes: z.array(
        z.strictObject({
          name: text,
          phases: z.array(z.strictObject({ name: text, kind: z.enum(STAGE_KINDS), load })),
          wireLoadLine: loadLine,
          saturatedAtLoad: nullable,
        }),
      ),
    })
    .optional(),
  saturation,
  amplification,
  instrument: instrument.extend({
    caveats,
    wireSources,
    unmeasured: z.array(z.strictObject({ reason: text, turns: number })),
  }),
  turns: z.array(sample),
  failureReasons: z.array(failureReason).optional(),
  worstStreams: z.array(worstStream).optional(),
  marks: z.array(
    z.strictObject({
      ...turnFields,
      settledMs: nullable,
      overlappedLoad: nullable,
      stalls: z.array(stall),
    }),
  ),
  seconds: z.array(second),
  backend: backend.optional(),
  measures: z.array(measure),
  trend,
});

/** The same shape without `readonly`, as zod infers it. */
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
/** Identical, not only assignable: a forgotten optional field must be noticed too. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Fails to compile when the schema and the type go apart. */
const inStep: Same<z.infer<typeof findingsSchema>, Mutable<Findings>> = true;
void inStep;

/** Checks what was read from a `findings.json`; throws zod's own error. */
export const parseFindings = (value: unknown): Findings => findingsSchema.parse(value) as Findings;
