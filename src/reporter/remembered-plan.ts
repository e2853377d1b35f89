import type { RunPlan } from '../model/plan.js';

/** The reporter may be loaded as another instance of this module than the config: the global is what they share. */
const KEY = Symbol.for('plimsoll.plan');
const shared = globalThis as { [KEY]?: RunPlan };

/** Keeps the whole plan, request headers included, in the runner's memory. */
export const rememberPlan = (plan: RunPlan): void => {
  shared[KEY] = plan;
};

export const rememberedPlan = (): RunPlan | undefined => shared[KEY];
