import { z } from 'zod';
import { STREAM_OUTCOMES } from '../model/outcome.js';

const ms = z.number();
const optionalMs = z.number().optional();
const optionalText = z.string().optional();

export const stream = z.looseObject({
  type: z.literal('stream'),
  id: z.string(),
  user: z.number(),
  outcome: z.enum(STREAM_OUTCOMES),
  detail: optionalText,
  status: z.number().optional(),
  scheduledMs: ms,
  dispatchedMs: optionalMs,
  sentMs: optionalMs,
  headersMs: optionalMs,
  firstByteMs: optionalMs,
  firstEventMs: optionalMs,
  firstTextMs: optionalMs,
  lastTextMs: optionalMs,
  terminalMs: optionalMs,
  eofMs: optionalMs,
  endedMs: ms,
  events: z.number(),
  bytes: z.number(),
  textChars: z.number(),
  reads: z.number(),
  coalescedShare: z.number().optional(),
  maxGapMs: optionalMs,
  flowQoe: z.number().optional(),
  turn: z.number().optional(),
  promptChars: z.number().optional(),
  traceId: optionalText,
  stopped: z.boolean().optional(),
  checks: z.record(z.string(), z.boolean()).optional(),
  lane: optionalText,
  tool: optionalText,
  task: optionalText,
  sessionFromMs: optionalMs,
  sessionReadyMs: optionalMs,
  sessionLost: z.literal(true).optional(),
  resumes: z.number().optional(),
});

/** Fields of a stream by what they must be, read off its schema. */
const STREAM_FIELDS = Object.entries(stream.shape).map(([name, field]) => {
  const optional = field instanceof z.ZodOptional;
  const inner: unknown = optional ? field.unwrap() : field;
  const check =
    inner instanceof z.ZodNumber
      ? Number.isFinite
      : inner instanceof z.ZodString
        ? (value: unknown) => typeof value === 'string'
        : (value: unknown) => (inner as z.ZodType).safeParse(value).success;
  return { name, optional, check };
});
const KNOWN_OUTCOMES: ReadonlySet<unknown> = new Set(STREAM_OUTCOMES);
const CHECKED_FIELDS = STREAM_FIELDS.filter(({ name }) => name !== 'type' && name !== 'outcome');

/**
 * What the schema of a stream asks for, without a copy: a ledger may hold a million streams, and the schema itself takes
 * ten times as long. What fails here goes through the schema, which says why.
 */
export function isStream(value: Readonly<Record<string, unknown>>): boolean {
  if (!KNOWN_OUTCOMES.has(value.outcome)) return false;
  for (const { name, optional, check } of CHECKED_FIELDS) {
    const field = value[name];
    if (field === undefined ? !optional : !check(field)) return false;
  }
  return true;
}
