import fc from 'fast-check';
import type { Curve } from '../../dist/src/model/records.js';

/** A character at a time, evenly. */
export const steady = (fromMs: number, charsPerSecond: number, chars: number): Curve =>
  Array.from(
    { length: chars },
    (_, index) => [fromMs + (index * 1_000) / charsPerSecond, index + 1] as const,
  );

/** The same curve, all that follows the first `chars` characters so much later. */
export const stalled = (curve: Curve, chars: number, byMs: number): Curve =>
  curve.map(([ms, reached]) => [reached > chars ? ms + byMs : ms, reached] as const);

export const moved = (curve: Curve, byMs: number): Curve =>
  curve.map(([ms, chars]) => [ms + byMs, chars] as const);

/** Curves of a few steps on whole milliseconds. */
export const curves: fc.Arbitrary<Curve> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1_500 }), fc.integer({ min: 1, max: 60 })), {
    minLength: 1,
    maxLength: 14,
  })
  .map((steps) => {
    let [ms, chars] = [0, 0];
    return steps.map(([after, more]) => {
      ms += after;
      chars += more;
      return [ms, chars] as const;
    });
  });

/** A curve, and the same text painted later: every step after a delay of its own, in order. */
export const deliveredAndPainted: fc.Arbitrary<{ wire: Curve; paints: Curve }> = fc
  .tuple(curves, fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 14, maxLength: 14 }))
  .map(([wire, delays]) => {
    let notBeforeMs = 0;
    const paints = wire.map(([ms, chars], index) => {
      notBeforeMs = Math.max(notBeforeMs, ms + delays[index]!);
      return [notBeforeMs, chars] as const;
    });
    return { wire, paints };
  });

/** How much a curve has reached at a moment; slow and obviously right. */
export const reachedAt = (curve: Curve, ms: number): number =>
  curve.reduce((most, [at, chars]) => (at <= ms ? Math.max(most, chars) : most), 0);

/** When a curve first reaches so much, milliseconds looked at one by one. */
export function firstMsWith(curve: Curve, chars: number): number {
  const lastMs = Math.max(...curve.map(([ms]) => ms));
  for (let ms = 0; ms <= lastMs; ms++) if (reachedAt(curve, ms) >= chars) return ms;
  throw new Error(`${chars} characters are never reached`);
}
