import { z } from 'zod';

/** What the backend said of itself when it was asked. */
export const backend = z.looseObject({
  type: z.literal('backend'),
  fromMs: z.number(),
  toMs: z.number(),
  series: z.record(z.string(), z.number()),
  leftOut: z.number().optional(),
  badLines: z.number().optional(),
  error: z.string().optional(),
});
