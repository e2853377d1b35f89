import type { PlimsollOptions } from './config/options.js';
import type { Check, CrowdBehaviour } from './load/behaviour.js';

export type { Asking, Check, CheckedAnswer, CrowdBehaviour } from './load/behaviour.js';
export { BUILT_IN_CHECKS as checks } from './load/checks.js';

type Target = NonNullable<PlimsollOptions['target']>;
type ForPeople =
  | 'people'
  | 'devices'
  | 'target'
  | 'thinkMs'
  | 'thinkJitterShare'
  | 'interactShare'
  | 'loadLine';

/** A plan of the crowd alone, for `plimsoll load`. */
export interface LoadPlan extends Omit<PlimsollOptions, ForPeople> {
  /** What is loaded; without it the demo that is built in. */
  readonly url?: string;
  /** What it speaks; without it that is told by the address. */
  readonly dialect?: Target['loadDialect'];
  /** The model that is asked for, where the dialect names one. */
  readonly model?: string;
  /** For every request; a function gives each user headers of its own. `{{user}}` is replaced by the user's number. */
  readonly headers?: Readonly<Record<string, string>> | CrowdBehaviour['headers'];
  /** JSON in place of the dialect's own body: `{{prompt}}`, `{{messages}}`, `{{id}}`, `{{conversation}}`, `{{user}}`. */
  readonly body?: unknown;
  /** The built-in demo's backend, where there is no `url`. */
  readonly demo?: Target['demo'];
  /** The backend's own metrics, as Prometheus scrapes them, and which of them are kept. */
  readonly metrics?: Target['metrics'];
  /** What is asked, in place of `prompts`. */
  readonly prompt?: CrowdBehaviour['prompt'];
  /** Checks of every answer: functions by name, `true` for a check that is built in, or names of built-in ones. */
  readonly checks?: Readonly<Record<string, Check | true>> | readonly string[];
}

/** Says what a plan's file exports; it changes nothing, and checks types. */
export const loadPlan = (plan: LoadPlan): LoadPlan => plan;
