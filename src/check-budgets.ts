import { ConfigError } from './config/config-error.js';
import { unknownMetric } from './findings/unknown-metric.js';
import type { RunPlan } from './model/plan.js';

/** A budget on what is not measured would only come to light when the run is over. */
export function checkBudgets({ budgets }: RunPlan): void {
  const wrong = budgets.flatMap(({ metric }) => unknownMetric(metric) ?? []);
  if (wrong.length === 0) return;
  throw new ConfigError(wrong.join(' '), 'Correct the metric where the budget was set; nothing was started.');
}
