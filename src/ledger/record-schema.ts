import { z } from 'zod';
import { TURN_OUTCOMES } from '../model/outcome.js';
import { ARRIVALS, STAGE_KINDS } from '../model/plan.js';
import type { LedgerRecord } from '../model/records.js';
import { backend } from './backend-schema.js';
import { isStream, stream } from './stream-schema.js';

const ms = z.number();
const curve = z.array(z.tuple([z.number(), z.number()]));
const optionalMs = ms.optional();
const optionalText = z.string().optional();
const errors = z.array(z.number().nullable());
const nullable = z.number().nullable();

const header = z.looseObject({
  type: z.literal('header'),
  schema: z.literal('plimsoll.ledger/1'),
  run: z.string(),
  role: z.enum(['conductor', 'crowd', 'watch', 'person', 'reporter']),
  process: z.string(),
  pid: z.number(),
  baseNs: z.string().regex(/^\d+$/),
  clockOffsetMs: ms,
  clockErrorMs: ms,
  baseAt: z.number(),
});

const stage = z.looseObject({
  type: z.literal('stage'),
  index: z.number(),
  name: z.string(),
  kind: z.enum(STAGE_KINDS),
  streams: z.number(),
  perSecond: z.number().optional(),
  arrivals: z.enum(ARRIVALS).optional(),
  rampMs: ms,
  fromMs: ms,
  toMs: optionalMs,
  ended: z.enum(['on-time', 'prolonged', 'at-limit', 'aborted']).optional(),
});

const shard = z.looseObject({
  type: z.literal('shard'),
  index: z.number().int().positive(),
  of: z.number().int().positive(),
  startAt: z.number().nullable(),
});

const stamps = z.looseObject({
  submittedMs: ms,
  inputDoneMs: optionalMs,
  acknowledgedMs: optionalMs,
  firstFeedbackMs: optionalMs,
  requestSentMs: optionalMs,
  connectedMs: optionalMs,
  responseStartedMs: optionalMs,
  firstWireTextMs: optionalMs,
  firstAnswerPaintMs: optionalMs,
  lastAnswerPaintMs: optionalMs,
  settledMs: optionalMs,
});

const turn = z.looseObject({
  type: z.literal('turn'),
  id: z.string(),
  person: z.string(),
  journey: z.string(),
  ordinal: z.number(),
  outcome: z.enum(TURN_OUTCOMES),
  detail: optionalText,
  stamps,
  paints: curve,
  wire: curve,
  wireSource: z.enum(['page', 'netlog', 'none']),
  wireProvisional: z.boolean().optional(),
  longFrames: z.array(
    z.looseObject({
      startMs: ms,
      durationMs: ms,
      blockingMs: ms,
      longestScript: z.looseObject({ name: z.string(), durationMs: ms }).optional(),
    }),
  ),
  layoutShift: z.number(),
  follow: z.looseObject({ paints: z.number(), inView: z.number() }).optional(),
  mainThread: curve.optional(),
  interactions: z
    .array(z.looseObject({ kind: z.enum(['type', 'scroll']), atMs: ms, latencyMs: ms }))
    .optional(),
  retractedChars: z.number(),
  promptChars: z.number(),
  answerChars: z.number(),
  prompt: optionalText,
  answer: optionalText,
  requestId: optionalText,
  probeCostMs: ms,
  frameMs: optionalMs,
  screenshot: optionalText,
  foundBy: z.looseObject({ answer: z.string(), end: z.string(), confidence: z.number() }).optional(),
  device: optionalText,
  conversationTurn: z.number().optional(),
  transcriptChars: z.number().optional(),
  passive: z.boolean().optional(),
});

const turnWire = z.looseObject({
  type: z.literal('turn-wire'),
  turn: z.string(),
  person: z.string(),
  requestSentMs: optionalMs,
  connectedMs: optionalMs,
  responseStartedMs: optionalMs,
  firstWireTextMs: optionalMs,
  wire: curve,
  wireSource: z.enum(['netlog', 'page']),
  why: optionalText,
});

const control = z.looseObject({
  type: z.literal('control'),
  person: z.string(),
  atMs: ms,
  frameMs: ms,
  paintErrorMs: errors,
  wireErrorMs: errors,
});

const bucket = z.looseObject({
  type: z.literal('bucket'),
  lane: optionalText,
  fromMs: ms,
  durationMs: ms.positive(),
  offeredStreams: z.number(),
  offeredPerSecond: z.number().optional(),
  starts: z.number(),
  completions: z.number(),
  failures: z.number(),
  cancelled: z.number(),
  deferred: z.number().optional(),
  dropped: z.number().optional(),
  inFlight: z.number(),
  streaming: z.number(),
  events: z.number(),
  textEvents: z.number(),
  bytes: z.number(),
  gapsUs: z.string().nullable(),
  dispatchLagUs: z.string().nullable(),
  loopLagP99Ms: ms,
  loopLagMaxMs: ms,
  cpuMs: ms,
  gcMs: optionalMs,
  gcMaxMs: optionalMs,
  threads: z
    .array(
      z.looseObject({
        inFlight: z.number(),
        events: z.number(),
        loopLagP99Ms: ms,
        loopLagMaxMs: ms,
        gcMs: ms,
      }),
    )
    .optional(),
});

const host = z.looseObject({
  type: z.literal('host'),
  fromMs: ms,
  toMs: ms,
  cores: z.number(),
  cpuBusyShare: nullable,
  foreignCpuShare: nullable,
  pressureSomeAvg10: nullable,
  memoryAvailableMb: nullable,
  shares: z.record(z.string(), z.number()),
});

const event = z.looseObject({
  type: z.literal('event'),
  atMs: ms,
  kind: z.enum([
    'ready',
    'person-ready',
    'person-missing',
    'person-lost',
    'person-done',
    'process-lost',
    'crowd-stopped',
    'crowd-early-stop',
    'disturbance',
    'round-failed',
    'interrupted',
    'cannot-start',
    'finished',
  ]),
  message: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});

const schemas = {
  header,
  zero: z.looseObject({ type: z.literal('zero'), atMs: ms }),
  shard,
  stage,
  turn,
  'turn-wire': turnWire,
  control,
  stream,
  bucket,
  host,
  backend,
  event,
} satisfies { [T in LedgerRecord['type']]: z.ZodType<unknown> };

/** What a line turned out to be: a record, or the reason why it is none. */
export type ParsedLine = { readonly record: LedgerRecord } | { readonly reason: string };

/** Reads one line of a ledger. Fields that this version does not know are no reason to refuse it. */
export function parseLine(text: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
  const type = value !== null && typeof value === 'object' && 'type' in value ? value.type : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(schemas, type))
    return { reason: `no record type "${String(type)}"` };
  if (type === 'stream' && isStream(value as Readonly<Record<string, unknown>>))
    return { record: value as LedgerRecord };
  const parsed = schemas[type as LedgerRecord['type']].safeParse(value);
  if (parsed.success) return { record: parsed.data as LedgerRecord };
  const issue = parsed.error.issues[0];
  return { reason: `${type}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}` };
}
