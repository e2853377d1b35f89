import { resolvePlan } from '#plimsoll/config/resolve-plan.js';
import type { RunPlan } from '#plimsoll/model/plan.js';

export const SELECTORS = {
  composer: 'textarea',
  send: null,
  answer: '[data-role="assistant"]',
  busy: '#busy',
  error: '[role="alert"]',
};

/** A plan for the calibration's pages, whose turns may take so long. */
export function calibrationPlan(turnMs: number): RunPlan {
  return resolvePlan({
    config: {
      profile: 'page-only',
      text: 'keep',
      deadlines: { turnMs },
      target: { loadDialect: 'openai-chat', selectors: SELECTORS },
    },
    env: {},
  });
}
