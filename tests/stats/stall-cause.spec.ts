import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Curve } from '../../dist/src/model/records.js';
import { gapSpans } from '../../dist/src/stats/gap-spans.js';
import { STALL_MS } from '../../dist/src/stats/gaps.js';
import { stallCauseOf, type TimeSpan } from '../../dist/src/stats/stall-cause.js';
import { deliveredAndPainted, moved, stalled, steady } from './planted-curves.js';

const FRAME_MS = 16;

/** What a page paints of a wire, frame by frame: `shows` says how far the text may be shown at a frame. */
function paint(wire: Curve, shows: (ms: number, before: number, arrived: number) => number): Curve {
  const paints: [number, number][] = [];
  const last = wire.at(-1)![1];
  let before = 0;
  for (let ms = 0; before < last; ms += FRAME_MS) {
    const arrived = wire.findLast(([at]) => at <= ms - 4)?.[1] ?? 0;
    const shown = Math.min(arrived, shows(ms, before, arrived));
    if (shown > before) paints.push([ms, shown]);
    before = Math.max(before, shown);
  }
  return paints;
}

const atOnce = (wire: Curve): Curve => paint(wire, (_, __, arrived) => arrived);
const busyFrom = (fromMs: number, toMs: number) => (wire: Curve) =>
  paint(wire, (ms, before, arrived) => (ms > fromMs && ms < toMs ? before : arrived));
const typewriter = (perFrame: number) => (wire: Curve) => paint(wire, (_, before) => before + perFrame);
const every = (periodMs: number) => (wire: Curve) =>
  paint(wire, (ms, before, arrived) => (ms % periodMs < FRAME_MS ? arrived : before));

/** 240 characters a second, five at a time. */
const stream = steady(100, 240, 600).filter(([, chars]) => chars % 5 === 0);
const slow = steady(100, 30, 240);

const causes = (paints: Curve, wire: Curve, blind?: readonly TimeSpan[]): string[] => {
  const causeOf = stallCauseOf(paints, wire, blind);
  return gapSpans(paints)
    .filter(({ fromMs, toMs }) => toMs - fromMs >= STALL_MS)
    .map(causeOf);
};

const withSource = (chars: number, added: number): Curve =>
  stalled(stream, chars, 2_000).map(
    ([ms, reached]) => [ms, reached > chars ? reached + added : reached] as const,
  );

for (const [title, wire, page, expected] of [
  ['the backend pauses', stalled(stream, 300, 2_000), atOnce, ['upstream']],
  ['a slow backend pauses', stalled(slow, 100, 2_000), atOnce, ['upstream']],
  ['the page is busy while text goes on coming', stream, busyFrom(1_000, 3_000), ['page']],
  ['the page is busy, the stream is slow', slow, busyFrom(1_000, 3_000), ['page']],
  ['the page is busy until after the end', stream, busyFrom(2_590, 6_000), ['page']],
  [
    'a typewriter has shown all, and then the backend pauses',
    stalled(stream, 200, 4_000),
    typewriter(2),
    ['upstream'],
  ],
  [
    'a typewriter with a backlog, and the page is busy',
    stream,
    (w: Curve) => paint(w, (ms, before) => (ms > 3_000 && ms < 5_000 ? before : before + 1)),
    ['page'],
  ],
  [
    'a typewriter with a backlog that outlasts a pause of the backend',
    stalled(stream, 400, 1_500),
    typewriter(1),
    [],
  ],
  [
    'a proxy holds text back and sends it at once',
    [
      [100, 10],
      [4_000, 600],
    ],
    atOnce,
    ['upstream'],
  ],
  [
    'text that came at once, of a page that stops typing it',
    [[100, 600]],
    (w: Curve) => paint(w, (ms, before) => (ms > 1_000 && ms < 3_000 ? before : before + 3)),
    ['page'],
  ],
  ['the page paints every 1.5 s', steady(100, 60, 400), every(1_504), ['page', 'page', 'page', 'page']],
  [
    'the page delays everything by 1.5 s, and the backend pauses',
    stalled(stream, 300, 2_000),
    (w: Curve) => moved(atOnce(w), 1_504),
    ['upstream'],
  ],
  [
    'the backend pauses after what has nothing to paint',
    stalled(stream, 300, 2_000),
    // The last three characters before the pause are a colon and two line breaks: the paint ends before them.
    (w: Curve) => atOnce(w).map(([ms, chars]) => [ms, chars === 300 ? 297 : chars] as const),
    ['upstream'],
  ],
  [
    'the backend pauses, and a line break comes early',
    [
      ...stream.filter(([, c]) => c <= 300),
      [1_500, 302],
      ...stalled(stream, 300, 2_000).filter(([, c]) => c > 302),
    ],
    (w: Curve) => atOnce(w).filter(([, chars]) => chars !== 302),
    ['upstream'],
  ],
  [
    'the last words are painted long after they came',
    stream,
    (w: Curve) => atOnce(w).map(([ms, chars]) => [chars === 600 ? ms + 2_000 : ms, chars] as const),
    ['page'],
  ],
  [
    'a wire with much markup at its end pauses',
    withSource(300, 120),
    (w: Curve) =>
      atOnce(w)
        .map(([ms, chars]) => [ms, chars > 300 ? chars - 120 : chars] as const)
        .filter(([, c], i, all) => c > (all[i - 1]?.[1] ?? 0)),
    ['upstream'],
  ],
] as const satisfies readonly (readonly [string, Curve, (wire: Curve) => Curve, readonly string[]])[]) {
  test(`${title}: ${expected.join(', ') || 'no stall'}`, () => {
    expect(causes(page(wire), wire)).toEqual(expected);
  });
}

test('without wire times nobody knows', () => {
  expect(causes(moved(stalled(stream, 300, 2_000), 16), [])).toEqual(['unknown']);
});

test('a busy page stamps what arrives when it is done; then the page is not taken for the backend', () => {
  const paints = busyFrom(1_000, 3_000)(stream);
  const late = stream.map(([ms, chars]) => [ms > 985 && ms < 3_000 ? 3_000 : ms, chars] as const);
  expect(causes(paints, late)).toEqual(['upstream']);
  expect(causes(paints, late, [{ fromMs: 1_000, toMs: 2_990 }])).toEqual(['page']);
  const paused = stalled(stream, 300, 2_000);
  expect(causes(atOnce(paused), paused, [{ fromMs: 3_340, toMs: 3_400 }])).toEqual(['upstream']);
});

test('whose a stall was does not depend on the clock', () => {
  fc.assert(
    fc.property(deliveredAndPainted, fc.integer({ min: -9_000, max: 90_000 }), ({ wire, paints }, byMs) => {
      expect(causes(moved(paints, byMs), moved(wire, byMs))).toEqual(causes(paints, wire));
    }),
  );
});

test('a page that paints within a frame never stalls by itself', () => {
  fc.assert(
    fc.property(deliveredAndPainted, ({ wire }) => {
      const paints = atOnce(wire);
      expect(causes(paints, wire).filter((cause) => cause !== 'upstream')).toEqual([]);
    }),
  );
});
