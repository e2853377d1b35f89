import { z } from 'zod';
import { ARRIVALS, STAGE_KINDS } from '../model/plan.js';

const count = z.int().min(0);

export const stageOptions = z
  .strictObject({
    kind: z.enum(STAGE_KINDS),
    /** Defaults to the kind, with the load behind it where a plan has several of the kind. */
    name: z.string().min(1).optional(),
    /** Closed load: streams that the crowd holds open at once; 0: no crowd. */
    streams: count.default(0),
    /** Open load, in place of `streams`: new streams per second, whatever becomes of those before. */
    perSecond: z.number().positive().optional(),
    /** How the arrivals of an open load lie in time; `poisson` if not given. */
    arrivals: z.enum(ARRIVALS).optional(),
    seconds: z.number().positive(),
    minTurns: count.optional(),
    maxSeconds: z.number().positive().optional(),
    rampSeconds: z.number().min(0).optional(),
  })
  .refine(({ streams, perSecond }) => perSecond === undefined || streams === 0, {
    error: 'has both streams (closed load) and perSecond (open load): a stage has one or the other',
  })
  .refine(({ arrivals, perSecond }) => arrivals === undefined || perSecond !== undefined, {
    error: 'has arrivals but no perSecond: only an open load has arrivals',
    path: ['arrivals'],
  });

export type StageInput = z.input<typeof stageOptions>;
export type StageOptions = z.output<typeof stageOptions>;
