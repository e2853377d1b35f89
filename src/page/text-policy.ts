import type { RunPlan } from '../model/plan.js';

/** What of a text may be written down: all, its shape (x for letters, 0 for digits), or nothing. */
export function keepText(text: string, policy: RunPlan['text']): string | undefined {
  if (policy === 'none') return undefined;
  return policy === 'keep' ? text : text.replace(/\p{N}/gu, '0').replace(/\p{L}/gu, 'x');
}
