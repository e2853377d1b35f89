import type { RunPlan } from '../model/plan.js';
import type { Exchange } from '../wire/dialect.js';
import type { StreamRequest } from './request.js';
import { requestConcealer } from './request-secrets.js';

/** Takes out of a server's words what a turn of a conversation had sent in secret, and what was said where texts are not kept. */
export function turnConcealer(
  { target, text: policy }: Pick<RunPlan, 'target' | 'text'>,
  { url, headers, json }: StreamRequest,
  talk: readonly Pick<Exchange, 'prompt' | 'answer'>[],
): (text: string) => string {
  const { loadTasks } = target;
  const args = (loadTasks ?? []).flatMap((task) => task.map((call) => call.arguments));
  return requestConcealer({
    url,
    headers,
    bodies: [json, args],
    said:
      policy === 'keep' ? [] : [...talk.flatMap(({ prompt, answer }) => [prompt, answer]), ...textsIn(args)],
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
