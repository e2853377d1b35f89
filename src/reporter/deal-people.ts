import type { Suite, TestCase } from '@playwright/test/reporter';
import { PlimsollError } from '../model/plimsoll-error.js';
import type { ExpectedPerson } from '../run/protocol.js';

/** Who takes part, and which of the selected tests are left out so that never more people exist than workers. */
export interface DealtPeople {
  readonly people: readonly ExpectedPerson[];
  readonly excluded: readonly TestCase[];
}

const journeyOf = (test: TestCase): string => test.titlePath().slice(3).join(' › ');

/** Deals people over journeys in turn: person 1 follows the first journey, person 2 the second, and round again. */
export function dealPeople(suite: Suite, wanted: number): DealtPeople {
  const byJourney = new Map<string, TestCase[]>();
  for (const test of suite.allTests()) {
    // Repeats have the same file and title; journeys of a loop have the same line.
    const key = JSON.stringify([test.location.file, journeyOf(test)]);
    byJourney.set(key, [...(byJourney.get(key) ?? []), test]);
  }
  const journeys = [...byJourney.values()];
  if (journeys.length > wanted) {
    throw new PlimsollError(
      'E_TOO_MANY_JOURNEYS',
      `Failed to deal people over journeys: ${journeys.length} journeys were selected for ${wanted} ${wanted === 1 ? 'person' : 'people'}`,
      'Each journey needs a person of its own: raise PLIMSOLL_PEOPLE (and --workers), or select fewer with --grep.',
    );
  }
  const chosen: TestCase[] = [];
  for (let round = 0; chosen.length < wanted; round++) {
    const dealt = journeys.map((tests) => tests[round]).filter((test) => test !== undefined);
    if (dealt.length === 0) break;
    chosen.push(...dealt.slice(0, wanted - chosen.length));
  }
  return {
    people: chosen.map((test, index) => ({
      id: `person-${index + 1}`,
      journey: journeyOf(test),
      testId: test.id,
    })),
    excluded: suite.allTests().filter((test) => !chosen.includes(test)),
  };
}
