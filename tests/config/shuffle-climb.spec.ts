import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';

const namesWith = (seed: number, shuffleClimb: boolean): string[] =>
  resolvePlan({ config: { profile: 'quick', seed, shuffleClimb }, env: {} }).stages.map(({ name }) => name);
const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

test('the steps of the climb are run in an order of chance, and nothing else changes its place', () => {
  const asPlanned = namesWith(1, false);
  const climb = asPlanned.filter((name) => name.startsWith('climb'));
  const orders = new Map<string, number>();
  for (const seed of seeds) {
    const names = namesWith(seed, true);
    expect(names.map((name) => (climb.includes(name) ? 'climb' : name))).toEqual(
      asPlanned.map((name) => (climb.includes(name) ? 'climb' : name)),
    );
    const order = names.filter((name) => climb.includes(name));
    expect([...order].sort()).toEqual([...climb].sort());
    orders.set(order.join(), (orders.get(order.join()) ?? 0) + 1);
  }
  // Three steps have six orders; sixty seeds see each of them.
  expect(orders.size).toBe(6);
  expect(Math.max(...orders.values())).toBeLessThan(25);
});

test('the same seed gives the same order, and without the option the order is the plan', () => {
  for (const seed of seeds.slice(0, 5)) expect(namesWith(seed, true)).toEqual(namesWith(seed, true));
  expect(namesWith(7, false)).toEqual(namesWith(1, false));
});

test('the environment shuffles, or does not, whatever the profile says', () => {
  const planOf = (profile: string, value: string) =>
    resolvePlan({ config: { profile }, env: { PLIMSOLL_SHUFFLE_CLIMB: value } });
  expect(planOf('quick', '1').stages).toEqual(
    resolvePlan({ config: { profile: 'quick', shuffleClimb: true }, env: {} }).stages,
  );
  expect(planOf('quick', '1').origins.shuffleClimb).toBe('environment PLIMSOLL_SHUFFLE_CLIMB');
  const loads = planOf('nightly', 'false').stages.flatMap(({ kind, load }) =>
    kind === 'climb' && load.model === 'closed' ? load.streams : [],
  );
  expect(loads).toEqual([...loads].sort((a, b) => a - b));
  expect(() => planOf('quick', 'maybe')).toThrow(/PLIMSOLL_SHUFFLE_CLIMB is "maybe", neither yes nor no/);
});

test('that the climb was shuffled stands among the origins', () => {
  expect(resolvePlan({ config: { shuffleClimb: true }, env: {} }).origins.shuffleClimb).toBe('config');
});
