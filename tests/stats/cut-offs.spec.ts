import { expect, test } from '@playwright/test';
import { againstCutOff } from '../../dist/src/stats/against-cut-off.js';
import type { CutOffName } from '../../dist/src/stats/cut-offs.js';

for (const [name, value, expected] of [
  ['perceivedTtftMs', 1_000, 'good'],
  ['perceivedTtftMs', 1_001, 'fair'],
  ['perceivedTtftMs', 3_000, 'fair'],
  ['perceivedTtftMs', 3_001, 'poor'],
  ['flowQoe', 0.95, 'good'],
  ['flowQoe', 0.8, 'fair'],
  ['flowQoe', 0.79, 'poor'],
  ['fluidity', 0.9, 'good'],
  ['fluidity', 0.1, 'fair'],
  ['stalls', 0, 'good'],
  ['stalls', 1, 'fair'],
  ['freezes', 0, 'good'],
  ['freezes', 1, 'poor'],
  ['settledLagMs', 1_001, 'fair'],
] as const satisfies readonly (readonly [CutOffName, number, string])[]) {
  test(`${name} of ${value} is ${expected}`, () => {
    expect(againstCutOff(name, value)).toBe(expected);
  });
}
