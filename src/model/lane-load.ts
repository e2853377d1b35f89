import type { LanePlan, Limits, StageLoad } from './plan.js';

/** What a lane is asked for when a stage asks for this: its share, and never nothing of something. */
export function laneLoad(load: StageLoad, { perStream }: Pick<LanePlan, 'perStream'>): StageLoad {
  switch (load.model) {
    case 'none':
      return load;
    case 'closed':
      return { ...load, streams: Math.max(1, Math.round(load.streams * perStream)) };
    case 'open':
      return { ...load, perSecond: load.perSecond * perStream };
  }
}

/** A lane's part of the limits: together the lanes keep to what the plan allows. */
export function laneLimits(limits: Limits, perStream: number, all: readonly number[]): Limits {
  const share = perStream / all.reduce((sum, each) => sum + each, 0);
  return {
    ...limits,
    maxRequests: Math.max(1, Math.floor(limits.maxRequests * share)),
    maxStreams: Math.max(1, Math.floor(limits.maxStreams * share)),
  };
}
