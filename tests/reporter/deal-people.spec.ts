import { expect, test } from '@playwright/test';
import type { Suite, TestCase } from '@playwright/test/reporter';
import fc from 'fast-check';
import { PlimsollError } from '../../dist/src/model/plimsoll-error.js';
import { dealPeople } from '../../dist/src/reporter/deal-people.js';

interface Journey {
  readonly file: string;
  readonly titles: readonly string[];
}

/** What Playwright gives a reporter: each journey as often as it is repeated, repeat by repeat. */
function selected(journeys: readonly Journey[], repeats: number, device = 'none'): Suite {
  const tests = Array.from({ length: repeats }, (_, repeat) =>
    journeys.map(
      ({ file, titles }, index) =>
        ({
          id: device === 'none' ? `${index}-${repeat}` : `${device}-${index}-${repeat}`,
          location: { file, line: 1, column: 1 },
          titlePath: () => ['', 'experience', file, ...titles],
        }) as unknown as TestCase,
    ),
  ).flat();
  return { allTests: () => tests } as unknown as Suite;
}

const ASKS: Journey = { file: 'asks.spec.ts', titles: ['asks and reads'] };
const STOPS: Journey = { file: 'stops.spec.ts', titles: ['in a hurry', 'stops in the middle'] };

const dealt = (suite: Suite, wanted: number) => {
  const { people, excluded } = dealPeople([{ device: undefined, suite }], wanted);
  return { people: people.map(({ id, journey }) => [id, journey]), excluded: excluded.map(({ id }) => id) };
};

test('one journey: everybody follows it', () => {
  expect(dealt(selected([ASKS], 3), 3)).toEqual({
    people: [
      ['person-1', 'asks and reads'],
      ['person-2', 'asks and reads'],
      ['person-3', 'asks and reads'],
    ],
    excluded: [],
  });
});

test('more people than journeys: dealt in turn, and what is over is left out', () => {
  expect(dealt(selected([ASKS, STOPS], 3), 3)).toEqual({
    people: [
      ['person-1', 'asks and reads'],
      ['person-2', 'in a hurry › stops in the middle'],
      ['person-3', 'asks and reads'],
    ],
    excluded: ['1-1', '0-2', '1-2'],
  });
});

test('as many people as journeys: one each', () => {
  const { people, excluded } = dealt(selected([ASKS, STOPS], 2), 2);
  expect(people.map(([, journey]) => journey)).toEqual([
    'asks and reads',
    'in a hurry › stops in the middle',
  ]);
  expect(excluded).toHaveLength(2);
});

test('fewer workers than repeats: fewer people, the rest left out', () => {
  expect(dealt(selected([ASKS], 4), 1)).toEqual({
    people: [['person-1', 'asks and reads']],
    excluded: ['0-1', '0-2', '0-3'],
  });
});

test('fewer repeats than people wanted, as in UI mode: no more people than tests', () => {
  expect(dealt(selected([ASKS], 1), 4).people).toEqual([['person-1', 'asks and reads']]);
});

test('journeys of one title in two files are two, and of one file by their titles', () => {
  const same = { ...ASKS, file: 'other.spec.ts' };
  expect(dealt(selected([ASKS, same], 1), 2).people).toHaveLength(2);
  const looped = [1, 2].map((n) => ({ file: 'loop.spec.ts', titles: [`asks ${n}`] }));
  expect(dealt(selected(looped, 1), 2).people.map(([, journey]) => journey)).toEqual(['asks 1', 'asks 2']);
});

test('fewer people than journeys is an error that says how to go on', () => {
  for (const [wanted, people] of [
    [1, '1 person'],
    [2, '2 people'],
  ] as const) {
    const journeys = [ASKS, STOPS, { ...ASKS, file: 'third.spec.ts' }];
    const dealing = () => dealPeople([{ device: undefined, suite: selected(journeys, 2) }], wanted);
    expect(dealing).toThrow(PlimsollError);
    expect(dealing).toThrow(
      expect.objectContaining({
        code: 'E_TOO_MANY_JOURNEYS',
        message: `Failed to deal people over journeys: 3 journeys were selected for ${people}`,
        hint: expect.stringMatching(/PLIMSOLL_PEOPLE.*--workers.*--grep/),
      }),
    );
  }
});

test('everybody is one test, no journey is short of another by more than one, nothing is lost', () => {
  const small = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(small, small, small, (journeys, repeats, more) => {
      const suite = selected(
        Array.from({ length: journeys }, (_, index) => ({ file: `${index}.spec.ts`, titles: ['asks'] })),
        repeats,
      );
      const wanted = journeys + more - 1;
      const { people, excluded } = dealPeople([{ device: undefined, suite }], wanted);
      expect(people).toHaveLength(Math.min(wanted, journeys * repeats));
      const ids = [...people.map(({ testId }) => testId), ...excluded.map(({ id }) => id)];
      expect([...ids].sort()).toEqual(
        suite
          .allTests()
          .map(({ id }) => id)
          .sort(),
      );
      const each = new Map<string, number>();
      for (const { testId } of people) {
        const journey = testId.split('-')[0]!;
        each.set(journey, (each.get(journey) ?? 0) + 1);
      }
      expect(each.size).toBe(journeys);
      expect(Math.max(...each.values()) - Math.min(...each.values())).toBeLessThanOrEqual(1);
    }),
  );
});

/** A plan with these devices, each with enough tests for its share of the people. */
const onDevices = (devices: readonly string[], journeys: readonly Journey[], wanted: number) =>
  dealPeople(
    devices.map((device) => ({
      device,
      suite: selected(journeys, Math.ceil(wanted / devices.length), device),
    })),
    wanted,
  );

test('several devices: dealt in turn, each journey on each of them', () => {
  const { people, excluded } = onDevices(['desktop', 'phone'], [ASKS, STOPS], 4);
  expect(people.map(({ id, journey, device }) => [id, journey, device])).toEqual([
    ['person-1', 'asks and reads', 'desktop'],
    ['person-2', 'in a hurry › stops in the middle', 'phone'],
    ['person-3', 'in a hurry › stops in the middle', 'desktop'],
    ['person-4', 'asks and reads', 'phone'],
  ]);
  expect(excluded).toHaveLength(4);
});

test('fewer people than devices is an error that says how to go on', () => {
  expect(() => onDevices(['desktop', 'phone', 'tablet'], [ASKS], 2)).toThrow(
    expect.objectContaining({
      code: 'E_TOO_MANY_DEVICES',
      message: 'Failed to deal people over devices: 3 devices were selected for 2 people',
      hint: expect.stringMatching(/PLIMSOLL_PEOPLE.*--workers.*--project/),
    }),
  );
});

test('no device and no journey is short of another by more than one, and every pair is met in time', () => {
  const small = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(small, small, fc.integer({ min: 0, max: 12 }), (devices, journeys, more) => {
      const wanted = Math.max(devices, journeys) + more;
      const { people } = onDevices(
        Array.from({ length: devices }, (_, index) => `d${index}`),
        Array.from({ length: journeys }, (_, index) => ({ file: `${index}.spec.ts`, titles: [`j${index}`] })),
        wanted,
      );
      expect(people).toHaveLength(wanted);
      for (const by of ['device', 'journey'] as const) {
        const each = new Map<string, number>();
        for (const person of people) each.set(person[by]!, (each.get(person[by]!) ?? 0) + 1);
        expect(Math.max(...each.values()) - Math.min(...each.values())).toBeLessThanOrEqual(1);
      }
      const pairs = new Set(people.map(({ device, journey }) => `${device} ${journey}`));
      expect(pairs.size).toBe(Math.min(wanted, devices * journeys));
    }),
  );
});
