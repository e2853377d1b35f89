import type { CompositorFrame } from './read-frames.js';

/**
 * The frame that first showed what the main thread changed at `changedMs`: the first whose main-thread update was not
 * over by then and came to the screen; where that update's own frame was dropped, the next one submitted after it.
 */
export function shownBy(
  changedMs: number,
  /** Of one renderer, in order. */
  frames: readonly CompositorFrame[],
): CompositorFrame | undefined {
  const update = frames
    .filter(({ main }) => main !== undefined && main.endMs >= changedMs)
    .reduce<CompositorFrame | undefined>(
      (first, frame) => (first === undefined || frame.main!.endMs < first.main!.endMs ? frame : first),
      undefined,
    );
  if (update === undefined || update.presentedMs !== undefined) return update;
  return frames.find(
    ({ submitMs, presentedMs }) => presentedMs !== undefined && submitMs! >= update.main!.endMs,
  );
}
