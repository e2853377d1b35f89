import { createHash } from 'node:crypto';
import type { StagePlan } from '../model/plan.js';

/**
 * The same stages with those of the climb in an order of chance, the same for the same seed. They keep their places
 * between the other stages; the peak is none of them.
 */
export function shuffleClimb(stages: readonly StagePlan[], seed: number): StagePlan[] {
  const digest = ({ name }: StagePlan): string =>
    createHash('sha256').update(`${seed} ${name}`).digest('hex');
  const shuffled = stages
    .filter(({ kind }) => kind === 'climb')
    .map((stage) => ({ stage, place: digest(stage) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  return stages.map((stage) => (stage.kind === 'climb' ? shuffled.shift()!.stage : stage));
}
