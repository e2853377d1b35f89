import type { RunPlan } from '../model/plan.js';

/** The plan without what must never be written down: values of request headers, and query strings of addresses. */
export function redactPlan(plan: RunPlan): RunPlan {
  const bare = (url: string | null): string | null => {
    if (url === null) return null;
    const { origin, pathname } = new URL(url);
    return origin + pathname;
  };
  const { target } = plan;
  return {
    ...plan,
    target: {
      ...target,
      chatUrl: bare(target.chatUrl),
      loadUrl: bare(target.loadUrl),
      loadHeaders: Object.fromEntries(Object.keys(target.loadHeaders).map((name) => [name, '(not shown)'])),
      loadBody: target.loadBody === null ? null : '(set)',
    },
  };
}
