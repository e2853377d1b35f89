import { partOf } from '../config/share-of-plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import type { Shard } from '../model/shard.js';
import { type DealtPeople, type DeviceSuite, dealPeople } from './deal-people.js';

/** Who takes part on this machine. */
export interface DealtShard extends DealtPeople {
  /** How many should, and what there is too little of where there are fewer. */
  readonly wanted: { readonly people: number; readonly lacking: 'workers' | 'tests' };
}

/**
 * Deals a plan's people, and of them those of this shard: one after another, as Playwright deals tests over shards, so
 * that all shards together hold everybody once.
 */
export function dealShard(
  suites: readonly DeviceSuite[],
  people: number,
  workers: number,
  shard: Pick<Shard, 'index' | 'of'> = { index: 1, of: 1 },
): DealtShard {
  const { index, of } = shard;
  const size = (nth: number): number => partOf(people, nth, of);
  const own = size(index);
  if (own === 0) {
    throw new PlimsollError(
      'E_EMPTY_SHARD',
      `Failed to deal people over shards: shard ${index} of ${of} has nobody, there ${people === 1 ? 'is 1 person' : `are ${people} people`}`,
      'Every shard needs a person: raise PLIMSOLL_PEOPLE, which counts the people of all shards, or use fewer shards.',
    );
  }
  const wanted = { people: own, lacking: workers < own ? 'workers' : 'tests' } as const;
  // Of a run that stands alone, journeys must do with the workers that there are.
  if (of === 1) return { ...dealPeople(suites, Math.min(people, workers)), wanted };
  const all = dealPeople(suites, people);
  const before = Array.from({ length: index - 1 }, (_, at) => size(at + 1)).reduce((sum, n) => sum + n, 0);
  const here = all.people.slice(before, before + Math.min(own, workers));
  const isHere = new Set(here.map(({ testId }) => testId));
  const tests = suites.flatMap(({ suite }) => suite.allTests());
  return { people: here, excluded: tests.filter(({ id }) => !isHere.has(id)), wanted };
}
