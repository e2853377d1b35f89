import type { RunPlan } from '../model/plan.js';
import { bareUrl } from './bare-url.js';

/** The plan without what must never be written down: request headers and body, and what addresses hold in secret. */
export function redactPlan(plan: RunPlan): RunPlan {
  const bare = (url: string | null): string | null => (url === null ? null : bareUrl(url));
  const { target } = plan;
  const { proxy } = plan.crowd;
  return {
    ...plan,
    crowd: { ...plan.crowd, proxy: proxy === null || proxy === 'environment' ? proxy : bareUrl(proxy) },
    target: {
      ...target,
      chatUrl: bare(target.chatUrl),
      loadUrl: bare(target.loadUrl),
      loadHeaders: Object.fromEntries(Object.keys(target.loadHeaders).map((name) => [name, '(not shown)'])),
      demo: target.demo === null ? null : { ...target.demo, modelUrl: bare(target.demo.modelUrl) },
      loadBody: target.loadBody === null ? null : '(set)',
    },
  };
}
