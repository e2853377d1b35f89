import { createHash } from 'node:crypto';
import type { RunPlan, TargetPlan } from '../model/plan.js';
import { bareUrl } from './bare-url.js';

/**
 * The plan without what must never be written down: request headers and body, what addresses hold in secret, and, where
 * texts are not kept, the prompts.
 */
export function redactPlan(plan: RunPlan): RunPlan {
  const bare = (url: string | null): string | null => (url === null ? null : bareUrl(url));
  const { target } = plan;
  const { proxy } = plan.crowd;
  return {
    ...plan,
    prompts: plan.text === 'keep' ? plan.prompts : plan.prompts.map(digestOf),
    crowd: { ...plan.crowd, proxy: proxy === null || proxy === 'environment' ? proxy : bareUrl(proxy) },
    target: {
      ...target,
      chatUrl: bare(target.chatUrl),
      loadUrl: bare(target.loadUrl),
      metrics: target.metrics === null ? null : { ...target.metrics, url: bareUrl(target.metrics.url) },
      loadHeaders: Object.fromEntries(Object.keys(target.loadHeaders).map((name) => [name, '(not shown)'])),
      demo: target.demo === null ? null : { ...target.demo, modelUrl: bare(target.demo.modelUrl) },
      loadBody: target.loadBody === null ? null : '(set)',
      loadTasks: redactTasks(target.loadTasks),
      lanes: target.lanes.map((lane) => ({
        ...lane,
        loadUrl: bareUrl(lane.loadUrl),
        loadHeaders: Object.fromEntries(Object.keys(lane.loadHeaders).map((name) => [name, '(not shown)'])),
        loadBody: lane.loadBody === null ? null : '(set)',
        loadTasks: redactTasks(lane.loadTasks),
      })),
    },
  };
}

/** Other prompts are another kind of run, so that much is told of them. */
const digestOf = (prompt: string): string =>
  `(not shown: ${createHash('sha256').update(prompt).digest('hex').slice(0, 10)})`;

/** Which tools are called, and with which arguments, but not with what in them. */
function redactTasks(tasks: TargetPlan['loadTasks']): TargetPlan['loadTasks'] {
  if (tasks === null) return null;
  return tasks.map((calls) =>
    calls.map(({ tool, arguments: given }) => ({
      tool,
      arguments: Object.fromEntries(Object.keys(given).map((name) => [name, '(not shown)'])),
    })),
  );
}
