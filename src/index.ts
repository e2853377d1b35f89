export type { PlimsollOptions } from './config/options.js';
export type { Findings } from './model/findings.js';
export type { RunPlan } from './model/plan.js';
export { PlimsollError } from './model/plimsoll-error.js';
export { type ConfigPlace, type PlimsollConfig, plimsoll } from './plimsoll.js';
