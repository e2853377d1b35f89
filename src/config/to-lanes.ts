import type { DemoAgentPlan, DemoPlan, LanePlan } from '../model/plan.js';
import { checkLoadUrl } from './load-url.js';
import type { LaneOptions } from './options.js';

/** Half of the tools' time at the default pace of the demo's model: which of the two gives first is not settled. */
const DEFAULT_AGENT: DemoAgentPlan = { slots: 2, toolMs: 120, perStream: 0.5 };

/** The demo with what was not said of its agent. */
export function withAgent(demo: DemoPlan): DemoPlan {
  return demo.agent === null ? demo : { ...demo, agent: { ...DEFAULT_AGENT, ...demo.agent } };
}

/** The servers beside the main one, each of them one that may be loaded. */
export function toLanes(
  lanes: Readonly<Record<string, LaneOptions>>,
  allowHosts: readonly string[],
): LanePlan[] {
  return Object.entries(lanes).map(([name, lane]) => {
    checkLoadUrl(lane.loadUrl, allowHosts);
    return {
      name,
      ...lane,
      loadBody: lane.loadBody ?? null,
      loadTasks: lane.loadTasks ?? null,
    };
  });
}
