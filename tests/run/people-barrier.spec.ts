import { expect, test } from '@playwright/test';
import {
  type BarrierResult,
  createPeopleBarrier,
  type PeopleBarrier,
} from '../../dist/src/run/people-barrier.js';
import { withMockedTime } from './mocked-time.js';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `person-${index + 1}`,
    journey: 'asks',
    testId: `t${index + 1}`,
  }));

type Steps = (barrier: PeopleBarrier, pass: (ms: number) => void) => void;

/** What the barrier came to; `undefined`: it still waits. */
async function outcome(count: number, steps: Steps): Promise<BarrierResult | undefined> {
  const done = withMockedTime((pass) => {
    const barrier = createPeopleBarrier(people(count), 45_000);
    steps(barrier, pass);
    return barrier.done;
  });
  // Whatever it has come to is there after the jobs that are queued now.
  return Promise.race([done, new Promise<undefined>((resolve) => setImmediate(resolve, undefined))]);
}

test('waits for everybody, in any order', async () => {
  expect(
    await outcome(2, (barrier) => {
      barrier.proved('person-2', true, 'answered');
    }),
  ).toBeUndefined();
  expect(
    await outcome(2, (barrier) => {
      barrier.proved('person-2', true, 'answered');
      barrier.proved('person-1', true, 'answered');
    }),
  ).toEqual({ ready: ['person-1', 'person-2'], missing: [] });
});

test('goes on with the others, and says why somebody is missing', async () => {
  expect(
    await outcome(3, (barrier) => {
      barrier.proved('person-1', false, 'its first turn ended as empty');
      barrier.proved('person-2', true, 'answered');
      barrier.lost('person-3');
    }),
  ).toEqual({
    ready: ['person-2'],
    missing: [
      { id: 'person-1', why: 'its first turn ended as empty' },
      { id: 'person-3', why: 'its worker ended before the run began' },
    ],
  });
});

test('waits until time is up, not a moment less', async () => {
  const ready: Steps = (barrier) => barrier.proved('person-1', true, 'answered');
  expect(
    await outcome(2, (barrier, pass) => {
      ready(barrier, pass);
      pass(44_999);
    }),
  ).toBeUndefined();
  expect(
    await outcome(2, (barrier, pass) => {
      ready(barrier, pass);
      pass(45_000);
    }),
  ).toEqual({ ready: ['person-1'], missing: [{ id: 'person-2', why: 'did not report within 45 s' }] });
});

test('the first word counts, and what comes later changes nothing', async () => {
  expect(
    await outcome(1, (barrier) => {
      barrier.proved('person-1', false, 'no composer');
      barrier.proved('person-1', true, 'answered');
      barrier.lost('person-1');
    }),
  ).toEqual({ ready: [], missing: [{ id: 'person-1', why: 'no composer' }] });
  expect(
    await outcome(1, (barrier) => {
      barrier.proved('person-1', true, 'answered');
      barrier.lost('person-1');
    }),
  ).toEqual({ ready: ['person-1'], missing: [] });
});

test('whoever was ready and is gone before the others are does not take part', async () => {
  expect(
    await outcome(2, (barrier) => {
      barrier.proved('person-1', true, 'answered');
      barrier.lost('person-1');
      barrier.proved('person-2', true, 'answered');
    }),
  ).toEqual({
    ready: ['person-2'],
    missing: [{ id: 'person-1', why: 'its worker ended before the run began' }],
  });
});

test('nobody expected is nobody to wait for', async () => {
  expect(await outcome(0, () => undefined)).toEqual({ ready: [], missing: [] });
});

test('somebody who was not expected is not waited for, and is not counted', async () => {
  expect(
    await outcome(1, (barrier) => {
      barrier.proved('person-9', true, 'answered');
      barrier.proved('person-1', true, 'answered');
    }),
  ).toEqual({ ready: ['person-1'], missing: [] });
});
