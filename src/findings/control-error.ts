import type { ControlRecord } from '../model/records.js';

/**
 * How far each paint of a control is from what it may be, ms; `null`: never painted.
 *
 * A write waits for the next frame, so a paint between the write and one frame after it is exact: nothing is wrong with
 * it. Later by more is an error, and so is earlier than the write. `paintErrorMs` has the one frame taken off already.
 */
export function controlPaintErrors({ paintErrorMs, frameMs }: ControlRecord): (number | null)[] {
  return paintErrorMs.map((ms) => {
    if (ms === null) return null;
    if (ms > 0) return ms;
    return Math.max(0, -(ms + frameMs));
  });
}

/** How far each read of a control is from its write, ms; `null`: never read. */
export function controlWireErrors({ wireErrorMs }: ControlRecord): (number | null)[] {
  return wireErrorMs.map((ms) => (ms === null ? null : Math.abs(ms)));
}
