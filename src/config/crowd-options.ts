import { z } from 'zod';

/** `plimsoll({ crowd })`: how virtual users behave and connect. */
export const crowdOptions = z.strictObject({
  /** Turns of a conversation; each request holds the ones before it. */
  turns: z.int().min(1).max(1000),
  /** Between two turns of a user, on average; spread by `thinkJitterShare`, seeded. */
  thinkMs: z.number().min(0),
  thinkJitterShare: z.number().min(0).max(1),
  /** Share of answers at which the user presses Stop, about `stopAfterMs` after its first text. */
  stopShare: z.number().min(0).max(1),
  stopAfterMs: z.number().positive(),
  cache: z.enum(['cold', 'warm']),
  retryAfter: z.enum(['obey', 'ignore']),
  /** Names of checks that are built in. Functions of your own: in the file that `module` names. */
  checks: z.array(z.string().min(1)),
  module: z.string().min(1),
  http2: z.boolean(),
  caFile: z.string().min(1),
  /** An http or https URL, or `environment`. */
  proxy: z.union([z.literal('environment'), z.url({ protocol: /^https?$/ })], {
    error: 'must be `environment` or an http or https URL',
  }),
  cookies: z.boolean(),
  /** More than one core for the crowd. */
  threads: z.int().min(1).max(64),
});
