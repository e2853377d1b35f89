import { z } from 'zod';
import { type StageInput, type StageOptions, stageOptions } from './stage-options.js';
import { type Shape, type ShapeInput, shapeOptions } from './stage-shapes.js';

const isShape = (value: unknown): boolean => typeof value === 'object' && value !== null && 'shape' in value;

/** A stage, or a shape that stands for several: whichever it is, its own errors are told. */
export const stageEntry = z.unknown().transform((value, context) => {
  const checked = isShape(value) ? shapeOptions.safeParse(value) : stageOptions.safeParse(value);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) {
    context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
  }
  return z.NEVER;
}) as unknown as z.ZodType<StageOptions | Shape, StageInput | ShapeInput>;
