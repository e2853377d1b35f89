import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { ConfigError } from '../../dist/src/config/config-error.js';
import { partOf, shareOfPlan } from '../../dist/src/config/share-of-plan.js';
import { readStartAt } from '../../dist/src/config/start-at.js';
import type { RunPlan } from '../../dist/src/model/plan.js';
import { plantPlan } from '../findings/plant-plan.js';

const open: RunPlan = {
  ...plantPlan,
  stages: plantPlan.stages.map((stage, index) =>
    index === 2 ? { ...stage, load: { model: 'open', perSecond: 5, arrivals: 'poisson' } } : stage,
  ),
};

test('the shards of a common start offer every stage together, whatever their number', () => {
  for (const of of [1, 2, 3, 4, 7]) {
    const shares = Array.from({ length: of }, (_, at) =>
      shareOfPlan(open, { index: at + 1, of, startAt: 1 }),
    );
    open.stages.forEach(({ load, durationMs }, index) => {
      const own = shares.map(({ stages }) => stages[index]!);
      // All are in the same stage at the same time: nothing prolongs one.
      expect(
        own.every(
          (stage) =>
            stage.durationMs === durationMs && stage.maxDurationMs === durationMs && stage.minTurns === 0,
        ),
      ).toBe(true);
      const loads = own.map((stage) => stage.load);
      const streams = loads.map((each) => (each.model === 'closed' ? each.streams : 0));
      const rates = loads.map((each) => (each.model === 'open' ? each.perSecond : 0));
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
      expect(sum(streams)).toBe(load.model === 'closed' ? load.streams : 0);
      expect(sum(rates)).toBeCloseTo(load.model === 'open' ? load.perSecond : 0, 9);
    });
  }
});

test('no part is larger than another by more than one', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 20 }), (whole, of) => {
      const parts = Array.from({ length: of }, (_, at) => partOf(whole, at + 1, of));
      const isWhole = parts.reduce((sum, part) => sum + part, 0) === whole;
      return isWhole && Math.max(...parts) - Math.min(...parts) <= 1;
    }),
  );
});

test('a replicate keeps its crowd and its stages, and draws by itself', () => {
  const [first, second] = [1, 2].map((index) => shareOfPlan(plantPlan, { index, of: 2, startAt: null }));
  expect(first).toEqual(plantPlan);
  expect(second!.stages).toEqual(plantPlan.stages);
  expect(second!.seed).not.toBe(plantPlan.seed);
});

const NOW = Date.UTC(2026, 2, 1);
test('the common start may be given in milliseconds or as a time', () => {
  const at = NOW + 60_000;
  expect(readStartAt({}, NOW)).toBeNull();
  expect(readStartAt({ PLIMSOLL_START_AT: ' ' }, NOW)).toBeNull();
  expect(readStartAt({ PLIMSOLL_START_AT: String(at) }, NOW)).toBe(at);
  expect(readStartAt({ PLIMSOLL_START_AT: '2026-03-01T00:01:00Z' }, NOW)).toBe(at);
  expect(readStartAt({ PLIMSOLL_START_AT: '2026-03-01T02:01:00+02:00' }, NOW)).toBe(at);
});

for (const [text, words] of [
  ['soon', /PLIMSOLL_START_AT is "soon", which is no moment/],
  ['1772323260', /which is no moment/],
  ['2026-02-28T23:59:50Z', /which was 10\.0 s ago/],
] as const) {
  test(`a common start of "${text}" is refused`, () => {
    expect(() => readStartAt({ PLIMSOLL_START_AT: text }, NOW)).toThrow(ConfigError);
    expect(() => readStartAt({ PLIMSOLL_START_AT: text }, NOW)).toThrow(words);
  });
}
