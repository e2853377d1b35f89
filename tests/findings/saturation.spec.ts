import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  levelReached,
  meanLevel,
  shareAtLeast,
  timeAtLevels,
} from '../../dist/src/findings/time-at-levels.js';
import type { StagePlan } from '../../dist/src/model/plan.js';
import { found } from './found.js';
import { plantStage } from './plant-plan.js';

const interval = fc
  .tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 0, max: 80 }))
  .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }));

test('time at levels is what counting every millisecond gives', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 12 }), (intervals) => {
      const given = {
        fromMs: intervals.map(({ fromMs }) => fromMs),
        toMs: intervals.map(({ toMs }) => toMs),
      };
      const timeAt = timeAtLevels(given, [{ fromMs: 0, toMs: 100 }]);
      const counted = new Map<number, number>();
      for (let ms = 0; ms < 100; ms++) {
        const open = intervals.filter(({ fromMs, toMs }) => fromMs <= ms && ms < toMs).length;
        counted.set(open, (counted.get(open) ?? 0) + 1);
      }
      const levels = [...timeAt].filter(([, ms]) => ms > 0).sort(([a], [b]) => a - b);
      expect(levels).toEqual([...counted].sort(([a], [b]) => a - b));
      const mean = [...counted].reduce((sum, [level, ms]) => sum + level * ms, 0) / 100;
      expect(meanLevel(timeAt)).toBeCloseTo(mean, 9);
      const level = levelReached(timeAt, 0.1);
      if (level > 0) expect(shareAtLeast(timeAt, level)).toBeGreaterThanOrEqual(0.1);
      expect(shareAtLeast(timeAt, level + 1)).toBeLessThan(0.1);
    }),
  );
});

test('slots are told by the plateau and by Little’s law, and both are given', () => {
  const { saturation } = found();
  expect(saturation).toMatchObject({ status: 'reached', slots: 4, slotsByPlateau: 4, atPerSecond: null });
  expect(saturation.slotsByLittlesLaw!).toBeGreaterThan(3.9);
  expect(saturation.slotsByLittlesLaw!).toBeLessThan(4.1);
});

test('the first failed stream is named by its time, class and phase', () => {
  expect(found().saturation.firstFailure).toBeNull();
  const failure = found({ brokenFromMs: 60_000 }).saturation.firstFailure!;
  expect(failure).toMatchObject({ outcome: 'http_5xx', phase: 'peak' });
  expect(failure.atMs).toBeGreaterThan(60_000);
});

test('a backend that answers nobody any more after the crowd has left did not recover', () => {
  const stages: StagePlan[] = [
    plantStage('baseline', 'baseline', 12),
    plantStage('climb-3', 'climb', 11, 3),
    plantStage('peak', 'peak', 12, 8),
    plantStage('recovery', 'recovery', 10),
  ];
  const { saturation } = found({ stages, brokenFromMs: 30_000 });
  expect(saturation.recovered).toBe(false);
});

test('steps run in another order say the same of the backend', () => {
  const climb = [10, 3, 12, 6].map((streams) => plantStage(`climb-${streams}`, 'climb', 12, streams));
  const run = (steps: readonly StagePlan[]) =>
    found({
      stages: [
        plantStage('baseline', 'baseline', 12),
        ...steps,
        plantStage('peak', 'peak', 12, 16),
        plantStage('recovery', 'recovery', 10),
      ],
    });
  const byLoad = [...climb].sort((a, b) => streamsOf(a) - streamsOf(b));
  const [rising, shuffled] = [run(byLoad), run(climb)];
  const { atLoad, slots, ceilingPerSecond, survivedMs, atMs } = shuffled.saturation;
  expect(rising.saturation).toMatchObject({ status: 'reached', atLoad: 8, slots: 4 });
  expect({ atLoad, slots }).toEqual({ atLoad: 8, slots: 4 });
  expect(Math.abs(ceilingPerSecond! / rising.saturation.ceilingPerSecond! - 1)).toBeLessThan(0.05);
  // Four saturated steps of twelve seconds, and not the smaller one between them.
  expect(survivedMs).toBeCloseTo(48_000, 6);
  expect(rising.saturation.survivedMs).toBeCloseTo(48_000, 6);
  // The onset is where eight conversations were offered: in the last step of the climb.
  expect(atMs).toBe(48_000);
});

const streamsOf = ({ load }: StagePlan): number => (load.model === 'closed' ? load.streams : 0);
