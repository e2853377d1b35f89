import { expect, test } from '@playwright/test';
import { seededRandom } from '../../dist/src/demo/seeded-random.js';
import { createSlotQueue } from '../../dist/src/demo/slot-queue.js';

test('admits as many as there are slots and the rest in the order in which they came', () => {
  const queue = createSlotQueue(2);
  const admitted: string[] = [];
  const leave = ['a', 'b', 'c', 'd'].map((name) => queue.enter(() => admitted.push(name)));

  expect(admitted).toEqual(['a', 'b']);
  expect(queue.waiting()).toBe(2);
  leave[1]!();
  leave[0]!();
  expect(admitted).toEqual(['a', 'b', 'c', 'd']);
  expect(queue.busy()).toBe(2);
});

test('one who leaves the queue is passed over, and leaving twice frees one slot only', () => {
  const queue = createSlotQueue(1);
  const admitted: string[] = [];
  const [leaveA, leaveB] = ['a', 'b', 'c', 'd'].map((name) => queue.enter(() => admitted.push(name)));

  leaveB!();
  leaveA!();
  leaveA!();
  expect(admitted).toEqual(['a', 'c']);
  expect([queue.busy(), queue.waiting()]).toEqual([1, 1]);
});

test('one who leaves in the moment of being admitted frees the slot again', () => {
  const queue = createSlotQueue(1);
  const admitted: string[] = [];
  const leaveA = queue.enter(() => admitted.push('a'));
  const leaveB = queue.enter(() => {
    admitted.push('b');
    leaveB();
  });
  queue.enter(() => admitted.push('c'));
  leaveA();
  expect(admitted).toEqual(['a', 'b', 'c']);
  expect([queue.busy(), queue.waiting()]).toEqual([1, 0]);
});

for (const seed of [1, 2, 3]) {
  test(`never has more busy than slots, nor idle slots while someone waits (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const queue = createSlotQueue(5);
    const present: (() => void)[] = [];
    const wrong: object[] = [];
    let admitted = 0;
    let entered = 0;
    for (let step = 0; step < 2000; step += 1) {
      if (random() < 0.55 || present.length === 0) {
        entered += 1;
        present.push(queue.enter(() => (admitted += 1)));
      } else {
        present.splice(Math.floor(random() * present.length), 1)[0]!();
      }
      const right =
        queue.busy() === Math.min(5, present.length) && queue.waiting() === present.length - queue.busy();
      if (!right) wrong.push({ step, present: present.length, busy: queue.busy(), waiting: queue.waiting() });
    }
    expect(wrong).toEqual([]);
    expect(admitted).toBeLessThanOrEqual(entered);
  });
}

test('a queue without slots is refused by name', () => {
  expect(() => createSlotQueue(0)).toThrow('slots must be a whole number from 1 up, got 0');
});
