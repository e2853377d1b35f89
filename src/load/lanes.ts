import type { CrowdStatus } from '../model/crowd-status.js';
import { laneLimits, laneLoad } from '../model/lane-load.js';
import type { LanePlan, RunPlan } from '../model/plan.js';
import { type Crowd, type CrowdOptions, createCrowd } from './crowd.js';
import { together } from './together.js';

/** A crowd for each server of the plan, led as one; with a single server it is that crowd itself. */
export function createLanes(options: CrowdOptions): Crowd {
  const { plan } = options;
  const { lanes } = plan.target;
  if (lanes.length === 0) return createCrowd(options);
  const shares = [1, ...lanes.map(({ perStream }) => perStream)];
  const latest = new Map<string, CrowdStatus>();
  const main: LanePlan = { ...plan.target, name: plan.target.lane, loadUrl: options.loadUrl, perStream: 1 };
  const crowds = [main, ...lanes].map((lane, nth) => ({
    lane,
    crowd: createCrowd({
      ...options,
      plan: planOf(plan, lane, shares),
      loadUrl: lane.loadUrl,
      requestsTaken: options.requestsTaken?.subarray(nth, nth + 1),
      emit: (record) => options.emit({ ...record, lane: lane.name }),
      onSecond(status, waitsMs) {
        latest.set(lane.name, status);
        // The waits on the live line are those of the server that people use.
        if (lane === main) options.onSecond(together(status, [...latest.values()]), waitsMs);
      },
      onLimit: (message) => options.onLimit(`${lane.name}: ${message}`),
    }),
  }));
  const each = async (act: (crowd: Crowd) => Promise<unknown>): Promise<void> => {
    await Promise.all(crowds.map(({ crowd }) => act(crowd)));
  };
  return {
    async tryOne() {
      const tried = [];
      for (const { lane, crowd } of crowds) tried.push({ ...(await crowd.tryOne()), loadUrl: lane.loadUrl });
      return tried.find(({ record }) => !['ok', 'incomplete'].includes(record.outcome)) ?? tried[0]!;
    },
    hold(load, rampMs, fromMs = options.nowMs()) {
      for (const { lane, crowd } of crowds) crowd.hold(laneLoad(load, lane), rampMs, fromMs);
    },
    drain: () => each((crowd) => crowd.drain()),
    close: () => each((crowd) => crowd.close()),
  };
}

/** The plan as one lane sees it. */
function planOf(plan: RunPlan, lane: LanePlan, shares: readonly number[]): RunPlan {
  const { loadUrl, loadDialect, loadHeaders, loadBody, loadTasks, perStream } = lane;
  return {
    ...plan,
    limits: laneLimits(plan.limits, perStream, shares),
    target: { ...plan.target, loadUrl, loadDialect, loadHeaders, loadBody, loadTasks },
  };
}
