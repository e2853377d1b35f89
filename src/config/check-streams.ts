import { laneLimits, laneLoad } from '../model/lane-load.js';
import type { CrowdPlan, Limits, StagePlan, TargetPlan } from '../model/plan.js';
import { ConfigError } from './config-error.js';

interface Checked {
  readonly stages: readonly StagePlan[];
  readonly limits: Limits;
  readonly target: TargetPlan;
  readonly crowd: CrowdPlan;
}

/** No closed stage may ask for more streams than the limits let through: over all lanes, and of each lane its part. */
export function checkStreams({ stages, limits, target, crowd }: Checked): void {
  const lanes = lanesOf(target);
  const shares = lanes.map(({ perStream }) => perStream);
  for (const { load, name } of stages) {
    if (load.model !== 'closed') continue;
    const asked = lanes.map((lane) => {
      const its = laneLoad(load, lane);
      return its.model === 'closed' ? its.streams : 0;
    });
    const most = asked.reduce((sum, streams) => sum + streams, 0);
    const isTooMany = (streams: number, nth: number): boolean =>
      streams > laneLimits(limits, shares[nth]!, shares).maxStreams;
    if (most <= limits.maxStreams && !asked.some(isTooMany)) continue;
    const parts = asked.map((streams, nth) => `${streams} ${lanes[nth]!.name}`).join(' + ');
    throw new ConfigError(
      lanes.length === 1
        ? `a stage asks for ${most} streams, more than limits.maxStreams (${limits.maxStreams})`
        : `the stage ${name} asks for ${most} streams (${parts}), more than limits.maxStreams (${limits.maxStreams}) allows when it is parted among the lanes`,
      'Lower the stage or raise limits.maxStreams.',
    );
  }
  const { threads } = crowd;
  const least = Math.min(...shares.map((share) => laneLimits(limits, share, shares).maxStreams));
  if (threads > least) {
    throw new ConfigError(
      `crowd.threads is ${threads}, but ${lanes.length === 1 ? 'limits.maxStreams' : "a lane's part of limits.maxStreams"} is ${least}: a thread would have no stream`,
      'Lower crowd.threads or raise limits.maxStreams.',
    );
  }
}

/** Also that of the demo, which is not known by its address yet. */
function lanesOf({ lane, lanes, demo }: TargetPlan): { readonly name: string; readonly perStream: number }[] {
  const perStream = demo?.agent?.perStream ?? 0;
  return [{ name: lane, perStream: 1 }, ...lanes, ...(perStream > 0 ? [{ name: 'mcp', perStream }] : [])];
}
