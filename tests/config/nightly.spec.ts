import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import type { StagePlan } from '../../dist/src/model/plan.js';

const { stages, people } = resolvePlan({ config: { profile: 'nightly' }, env: {} });
const streamsOf = ({ load }: StagePlan): number => (load.model === 'closed' ? load.streams : 0);
const climb = stages.filter(({ kind }) => kind === 'climb');

/** n from which `distribution` gives a p95: 2 / (1 − 0.95). */
const LEAST_FOR_P95 = 40;

test('a night has every kind of stage, two replicates of each step, and turns for a p95 in every phase', () => {
  expect([...new Set(stages.map(({ kind }) => kind))]).toEqual([
    'warm-up',
    'baseline',
    'climb',
    'peak',
    'recovery',
  ]);
  const bySize = new Map(
    climb.map((stage) => [streamsOf(stage), climb.filter((other) => streamsOf(other) === streamsOf(stage))]),
  );
  expect([...bySize.values()].map(({ length }) => length)).toEqual([...bySize.values()].map(() => 2));
  expect(bySize.size).toBeGreaterThanOrEqual(4);
  for (const stage of stages.filter(({ kind }) => kind !== 'warm-up')) {
    expect(stage.minTurns, stage.name).toBeGreaterThanOrEqual(LEAST_FOR_P95);
  }
  expect(people).toBeGreaterThanOrEqual(2);
});

test('its climb does not rise with time, and is the same every night', () => {
  const loads = climb.map(streamsOf);
  expect(loads).not.toEqual([...loads].sort((a, b) => a - b));
  expect(resolvePlan({ config: { profile: 'nightly' }, env: {} }).stages).toEqual(stages);
});
