import { expect, test } from '@playwright/test';
import { firstToGive } from '../../dist/src/findings/first-to-give.js';
import { loadLine } from '../../dist/src/findings/load-line.js';
import type { LoadStep } from '../../dist/src/findings/load-step.js';
import type { LoadLine } from '../../dist/src/model/findings.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';

const steps = (...given: readonly [load: number, good: number, n: number][]): LoadStep[] =>
  given.map(([load, good, n]) => ({ phase: `at-${load}`, load, good, n }));
const line = (...given: readonly [number, number, number][]): LoadLine =>
  loadLine(steps(...given), 0.9, 'turns');

test('the line lies between the last step that held and the first that did not', () => {
  const found = line([2, 100, 100], [6, 100, 100], [10, 80, 100], [14, 10, 100]);
  expect(found).toMatchObject({ status: 'found', value: 8 });
  // 2.5 % of the gap on either side: where in it the share falls, nobody has counted.
  expect(found.ci95![0]).toBeCloseTo(6.1, 2);
  expect(found.ci95![1]).toBeCloseTo(9.9, 2);
  expect(found.criterion).toBe('at least 90 % of turns are good');
  expect(found.steps.map(({ fitted }) => fitted)).toEqual([1, 1, 0.8, 0.1]);
});

test('a share that rises with load is pooled, not followed', () => {
  const found = line([2, 100, 100], [6, 70, 100], [10, 90, 100], [14, 10, 100]);
  expect(found.steps.map(({ fitted }) => fitted)).toEqual([1, 0.8, 0.8, 0.1]);
  expect(found.value).toBe(4);
});

test('phases of one load are one step, whatever their order', () => {
  const found = loadLine(
    [
      { phase: 'peak', load: 10, n: 10, good: 2 },
      { phase: 'a', load: 2, n: 40, good: 40 },
      { phase: 'b', load: 2, n: 40, good: 38 },
    ],
    0.9,
    'turns',
  );
  expect(found.steps.map(({ phase, fitted }) => [phase, fitted])).toEqual([
    ['a', 0.975],
    ['b', 0.975],
    ['peak', 0.2],
  ]);
});

test('few turns give a wide interval and say so', () => {
  const found = line([2, 5, 5], [6, 5, 5], [10, 2, 5], [14, 0, 5]);
  expect(found.status).toBe('found');
  expect(found.ci95![0]).toBe(0);
  expect(found.ci95![1]).toBeGreaterThan(9.5);
  expect(found.caveats.join(' ')).toContain('too few to be sure that the criterion holds at any load');
  expect(found.caveats.join(' ')).toContain('spans whole steps');
});

test('above range gives the highest load and what is certain of it', () => {
  const found = line([2, 50, 50], [6, 50, 50], [10, 19, 20]);
  expect(found).toMatchObject({ status: 'above-range', value: 10, ci95: null });
  expect(found.caveats.join(' ')).toContain('up to 6 conversations');
});

test('below the baseline only when it is certain', () => {
  expect(line([2, 20, 40], [6, 5, 40])).toMatchObject({ status: 'below-baseline', value: null, ci95: null });
  const unsure = line([2, 7, 8], [6, 6, 8]);
  expect(unsure).toMatchObject({ status: 'found', value: 2 });
  expect(unsure.ci95![0]).toBeLessThanOrEqual(2);
  expect(unsure.caveats[0]).toContain('the lowest load is given');
});

test('a good baseline is not pooled away by a load at which few turns ended', () => {
  expect(line([2, 14, 14], [5, 0, 0], [8, 1, 6])).toMatchObject({
    status: 'found',
    caveats: expect.arrayContaining(['No turns count in at-5.']),
  });
});

test('under two loads with turns nothing is measured', () => {
  expect(line()).toMatchObject({ status: 'not-measured', caveats: ['No load has turns that count.'] });
  expect(line([2, 9, 9], [6, 0, 0])).toMatchObject({ status: 'not-measured', value: null, ci95: null });
});

test('the interval holds the true line as often as it says, whatever its slope and however many the turns', () => {
  const loads = [2, 5, 8, 12, 18];
  for (const turnsPerStep of [8, 15, 40, 120]) {
    let [within, lines] = [0, 0];
    for (let seed = 1; seed <= 400; seed++) {
      const random = seededRandom(seed);
      const trueLine = 3 + 13 * random();
      const steepness = 0.05 + 0.6 * random();
      // Falls through 90 % exactly at the true line.
      const shareAt = (load: number): number => 1 / (1 + Math.exp(steepness * (load - trueLine)) / 9);
      const given = loads.map((load) => {
        const good = Array.from({ length: turnsPerStep }, () => random() < shareAt(load)).filter(
          Boolean,
        ).length;
        return [load, good, turnsPerStep] as const;
      });
      const { status, ci95, value } = loadLine(
        given.map(([load, good, n]) => ({ phase: `${load}`, load, good, n })),
        0.9,
        'turns',
      );
      if (status !== 'found') continue;
      lines++;
      expect(value! >= ci95![0] && value! <= ci95![1]).toBe(true);
      const upperIsOpen = ci95![1] === loads.at(-1);
      if (trueLine >= ci95![0] && (trueLine <= ci95![1] || upperIsOpen)) within++;
    }
    expect(within / lines, `${turnsPerStep} turns a step, ${lines} lines`).toBeGreaterThanOrEqual(0.95);
  }
});

const at = (
  status: LoadLine['status'],
  value: number | null = null,
  ci95: [number, number] | null = null,
): LoadLine => ({
  ...line([2, 100, 100], [6, 100, 100], [10, 80, 100], [14, 10, 100]),
  status,
  value,
  ci95,
});

for (const [title, felt, wire, expected] of [
  ['page, when people felt it clearly earlier', at('found', 4, [3, 5]), at('found', 11, [10, 12]), 'page'],
  ['wire, when the wire gave clearly earlier', at('found', 11, [10, 12]), at('found', 4, [3, 5]), 'wire'],
  ['together within one step', at('found', 7, [6.5, 7.5]), at('found', 10, [9, 11]), 'together'],
  ["together within each other's interval", at('found', 3, [0, 14]), at('found', 12, [2, 14]), 'together'],
  ['page, when only the wire is above range', at('found', 4, [3, 5]), at('above-range', 14), 'page'],
  ['page, when people are below their baseline', at('below-baseline'), at('found', 4, [3, 5]), 'page'],
  ['together, when both are below their baseline', at('below-baseline'), at('below-baseline'), 'together'],
  ['unknown, when neither gave way', at('above-range', 14), at('above-range', 14), 'unknown'],
  ['unknown, when one was not measured', at('found', 4, [3, 5]), at('not-measured'), 'unknown'],
] as const) {
  test(`first to give: ${title}`, () => {
    expect(firstToGive(felt, wire).status).toBe(expected);
  });
}

test('first to give: by how much is known when both lines were found', () => {
  const felt = at('found', 4, [3, 5]);
  expect(firstToGive(felt, at('found', 11, [10, 12])).apart).toBe(7);
  expect(firstToGive(at('found', 11, [10, 12]), felt).apart).toBe(7);
  expect(firstToGive(felt, at('above-range', 14)).apart).toBeNull();
  expect(firstToGive(felt, at('not-measured')).apart).toBeNull();
});
