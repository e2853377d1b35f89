import type { Suite, TestCase } from '@playwright/test/reporter';
import { PlimsollError } from '../model/plimsoll-error.js';
import type { ExpectedPerson } from '../run/protocol.js';

/** The tests of one device, as Playwright selected them. */
export interface DeviceSuite {
  /** `undefined`: the plan has no devices. */
  readonly device: string | undefined;
  readonly suite: Suite;
}

/** Who takes part, and which of the selected tests are left out so that never more people exist than workers. */
export interface DealtPeople {
  readonly people: readonly ExpectedPerson[];
  readonly excluded: readonly TestCase[];
}

const journeyOf = (test: TestCase): string => test.titlePath().slice(3).join(' › ');

/**
 * Deals people over devices and journeys in turn: person 1 follows the first journey on the first device, person 2 the
 * second on the second, and round again; shifted by one where a journey would else never meet some of the devices.
 */
export function dealPeople(suites: readonly DeviceSuite[], wanted: number): DealtPeople {
  const tests = suites.flatMap(({ suite }) => suite.allTests());
  // Repeats have the same file and title; journeys of a loop have the same line.
  const keyOf = (test: TestCase): string => JSON.stringify([test.location.file, journeyOf(test)]);
  const journeys = [...new Set(tests.map(keyOf))];
  const people = `${wanted} ${wanted === 1 ? 'person' : 'people'}`;
  if (journeys.length > wanted) {
    throw new PlimsollError(
      'E_TOO_MANY_JOURNEYS',
      `Failed to deal people over journeys: ${journeys.length} journeys were selected for ${people}`,
      'Each journey needs a person of its own: raise PLIMSOLL_PEOPLE (and --workers), or select fewer with --grep.',
    );
  }
  if (suites.length > wanted) {
    throw new PlimsollError(
      'E_TOO_MANY_DEVICES',
      `Failed to deal people over devices: ${suites.length} devices were selected for ${people}`,
      'Each device needs a person of its own: raise PLIMSOLL_PEOPLE (and --workers), or select fewer with --project.',
    );
  }
  const shared = greatestCommonDivisor(suites.length, journeys.length);
  const roundOfAll = (suites.length * journeys.length) / shared;
  /** Tests that nobody is yet, by device and journey. */
  const left = suites.map(({ suite }) =>
    journeys.map((key) => suite.allTests().filter((test) => keyOf(test) === key)),
  );
  const chosen: { readonly test: TestCase; readonly device: string | undefined }[] = [];
  for (let turn = 0; chosen.length < wanted && left.flat(2).length > 0; turn++) {
    const device = turn % suites.length;
    const shift = Math.floor(turn / roundOfAll) % shared;
    const first = (turn + shift) % journeys.length;
    // A selection by hand may have left fewer tests of one than of another.
    const inTurn = journeys.map((_, index) => left[device]![(first + index) % journeys.length]!);
    const test = inTurn.find((each) => each.length > 0)?.shift();
    if (test !== undefined) chosen.push({ test, device: suites[device]!.device });
  }
  return {
    people: chosen.map(({ test, device }, index) => ({
      id: `person-${index + 1}`,
      journey: journeyOf(test),
      testId: test.id,
      ...(device === undefined ? {} : { device }),
    })),
    excluded: tests.filter((test) => !chosen.some((person) => person.test === test)),
  };
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
