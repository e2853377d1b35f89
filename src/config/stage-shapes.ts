import { z } from 'zod';
import { ARRIVALS } from '../model/plan.js';
import type { StageInput } from './stage-options.js';

const size = z.number().positive();
const seconds = z.number().positive();

/** A load in several sizes: streams at once, or streams per second. */
const sized = {
  unit: z.enum(['streams', 'perSecond']).default('streams'),
  arrivals: z.enum(ARRIVALS).optional(),
};

const staircase = z.strictObject({
  shape: z.literal('staircase'),
  ...sized,
  from: size,
  to: size,
  steps: z.int().min(2).max(50),
  /** Each step's length. */
  seconds,
});

const rampAndHold = z.strictObject({
  shape: z.literal('ramp-and-hold'),
  ...sized,
  to: size,
  rampSeconds: seconds,
  /** How long the load stays after the ramp. */
  seconds,
});

const spike = z.strictObject({
  shape: z.literal('spike'),
  ...sized,
  /** The load before and after. */
  base: size,
  to: size,
  baseSeconds: seconds,
  /** The spike's length. */
  seconds,
});

const soak = z.strictObject({
  shape: z.literal('soak'),
  ...sized,
  to: size,
  minutes: z.number().positive(),
  /** The soak is cut into parts, so that one sees whether the last is as good as the first. */
  parts: z.int().min(1).max(100).default(4),
});

/** A way to write several stages as one entry. */
export const shapeOptions = z.discriminatedUnion('shape', [staircase, rampAndHold, spike, soak]);
export type Shape = z.output<typeof shapeOptions>;
export type ShapeInput = z.input<typeof shapeOptions>;

/** The stages that a shape stands for. */
export function stagesOf(shape: Shape): StageInput[] {
  const { unit, arrivals } = shape;
  const load = (amount: number): Pick<StageInput, 'streams' | 'perSecond' | 'arrivals'> =>
    unit === 'streams'
      ? { streams: Math.round(amount) }
      : { perSecond: Number(amount.toPrecision(4)), ...(arrivals === undefined ? {} : { arrivals }) };
  switch (shape.shape) {
    case 'staircase':
      return Array.from({ length: shape.steps }, (_, step) => ({
        kind: step === shape.steps - 1 ? ('peak' as const) : ('climb' as const),
        ...load(shape.from + ((shape.to - shape.from) * step) / (shape.steps - 1)),
        seconds: shape.seconds,
      }));
    case 'ramp-and-hold':
      return [
        {
          kind: 'peak',
          ...load(shape.to),
          rampSeconds: shape.rampSeconds,
          seconds: shape.rampSeconds + shape.seconds,
        },
      ];
    case 'spike':
      return [
        { kind: 'climb', name: 'before-spike', ...load(shape.base), seconds: shape.baseSeconds },
        { kind: 'peak', name: 'spike', ...load(shape.to), seconds: shape.seconds, rampSeconds: 0 },
        { kind: 'recovery', name: 'after-spike', ...load(shape.base), seconds: shape.baseSeconds },
      ];
    case 'soak':
      return Array.from({ length: shape.parts }, (_, part) => ({
        kind: 'peak' as const,
        name: `soak-${part + 1}`,
        ...load(shape.to),
        seconds: (60 * shape.minutes) / shape.parts,
      }));
  }
}
