import type { RunPlan, StageLoad, StagePlan } from '../model/plan.js';
import type { Shard } from '../model/shard.js';

/** Far enough apart that what one shard draws is not what the next one draws a moment later. */
const SEED_STEP = 1_000_003;

/**
 * The plan as one shard carries it out. With a common start its crowd offers its part of every stage, and stages have a
 * fixed length, so that all shards are in the same one at the same time. Without one it is a replicate with the whole crowd.
 * Each draws prompts, think times and arrivals of its own.
 */
export function shareOfPlan(plan: RunPlan, shard: Shard): RunPlan {
  const seed = plan.seed + SEED_STEP * (shard.index - 1);
  if (shard.startAt === null) return { ...plan, seed };
  return {
    ...plan,
    seed,
    stages: plan.stages.map((stage) => shareOfStage(stage, shard)),
    limits: { ...plan.limits, maxRequests: Math.ceil(plan.limits.maxRequests / shard.of) },
  };
}

function shareOfStage(stage: StagePlan, shard: Shard): StagePlan {
  return {
    ...stage,
    load: shareOfLoad(stage.load, shard),
    minTurns: 0,
    maxDurationMs: stage.durationMs,
  };
}

function shareOfLoad(load: StageLoad, { index, of }: Shard): StageLoad {
  if (load.model === 'none') return load;
  if (load.model === 'open') return { ...load, perSecond: load.perSecond / of };
  const streams = partOf(load.streams, index, of);
  return streams === 0 ? { model: 'none' } : { model: 'closed', streams };
}

/** How many of `whole` things the `index`th of `of` gets; all of them together get every one. */
export const partOf = (whole: number, index: number, of: number): number =>
  Math.floor(whole / of) + (index <= whole % of ? 1 : 0);
