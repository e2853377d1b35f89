import { z } from 'zod';
import { STREAM_OUTCOMES } from '../model/outcome.js';

const text = z.string();
const number = z.number();
const nullable = number.nullable();

/** What the backend said of itself. */
export const backend = z.strictObject({
  status: z.enum(['measured', 'not-measured']),
  caveats: z.array(text),
  scrapes: number,
  failed: number,
  constant: number,
  series: z.array(z.strictObject({ name: text, values: z.array(nullable) })),
});

export const failureReason = z.strictObject({
  outcome: z.enum(STREAM_OUTCOMES),
  lane: text.optional(),
  detail: text.optional(),
  n: number,
  phases: z.array(text),
});

export const worstStream = z.strictObject({
  id: text,
  phase: text,
  outcome: z.enum(STREAM_OUTCOMES),
  scheduledMs: number,
  wireTtftMs: nullable,
  traceId: text.optional(),
});
