import { expect, test } from '@playwright/test';
import type { Suite, TestCase } from '@playwright/test/reporter';
import type { PlimsollError } from '../../dist/src/model/plimsoll-error.js';
import { dealShard } from '../../dist/src/reporter/deal-shard.js';

/** One journey, repeated for so many people, and a second one for as many. */
function suiteOf(people: number, journeys: readonly string[] = ['asks']): Suite {
  const tests = Array.from({ length: people }, (_, repeat) =>
    journeys.map(
      (title) =>
        ({
          id: `${title}-${repeat}`,
          location: { file: `${title}.spec.ts`, line: 1, column: 1 },
          titlePath: () => ['', 'experience', `${title}.spec.ts`, title],
        }) as unknown as TestCase,
    ),
  ).flat();
  return { allTests: () => tests } as unknown as Suite;
}

const dealt = (people: number, workers: number, index: number, of: number, journeys?: readonly string[]) =>
  dealShard([{ device: undefined, suite: suiteOf(people, journeys) }], people, workers, { index, of });

for (const [people, of] of [
  [1, 1],
  [4, 2],
  [5, 2],
  [3, 3],
  [7, 3],
] as const) {
  test(`${of} shards together hold each of ${people} people once, and exclude whom the others hold`, () => {
    const shards = Array.from({ length: of }, (_, at) => dealt(people, people, at + 1, of));
    const here = shards.flatMap((shard) => shard.people);
    expect(here.map(({ id }) => id)).toEqual(Array.from({ length: people }, (_, at) => `person-${at + 1}`));
    expect(new Set(here.map(({ testId }) => testId)).size).toBe(people);
    for (const shard of shards) {
      expect(shard.people).toHaveLength(shard.wanted.people);
      const left = [...shard.people.map(({ testId }) => testId), ...shard.excluded.map(({ id }) => id)];
      expect(new Set(left).size).toBe(people);
    }
  });
}

test('journeys are dealt over the people of all shards: one shard need not hold them all', () => {
  const shards = [1, 2].map((index) => dealt(2, 2, index, 2, ['asks', 'stops']));
  expect(shards.map(({ people }) => people.map(({ journey }) => journey))).toEqual([['asks'], ['stops']]);
});

test('too few workers on one machine: fewer people there, and what is lacking is known', () => {
  const { people, wanted } = dealt(4, 1, 2, 2);
  expect(people.map(({ id }) => id)).toEqual(['person-3']);
  expect(wanted).toEqual({ people: 2, lacking: 'workers' });
});

test('without shards, --workers=1 is a run of one person', () => {
  const { people, excluded, wanted } = dealt(3, 1, 1, 1);
  expect(people.map(({ id }) => id)).toEqual(['person-1']);
  expect(excluded).toHaveLength(2);
  expect(wanted).toEqual({ people: 3, lacking: 'workers' });
});

test('one repeat only, as in UI mode: one person, for want of tests', () => {
  const { people, wanted } = dealShard([{ device: undefined, suite: suiteOf(1) }], 3, 4);
  expect(people.map(({ id }) => id)).toEqual(['person-1']);
  expect(wanted).toEqual({ people: 3, lacking: 'tests' });
});

test('a shard without anybody is refused with a way out', () => {
  expect(() => dealt(2, 2, 3, 3)).toThrow(/shard 3 of 3 has nobody, there are 2 people/);
  try {
    dealt(2, 2, 3, 3);
  } catch (error) {
    expect((error as PlimsollError).hint).toContain('PLIMSOLL_PEOPLE');
  }
});
