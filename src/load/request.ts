import type { TargetPlan } from '../model/plan.js';
import { dialectNamed } from '../wire/dialects.js';

/** What is sent for one stream. */
export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body before it was written as text: an answer may refer to it. */
  readonly json: unknown;
}

/** Replaces `{{prompt}}` and `{{id}}` in every string of a JSON value. */
function fill(template: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof template === 'string') {
    return template.replace(/\{\{(prompt|id)\}\}/g, (_match, name: string) => values[name] ?? '');
  }
  if (Array.isArray(template)) return template.map((item) => fill(item, values));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, values)]));
  }
  return template;
}

/** The request that asks `target` for an answer to `prompt`; `id` also goes out as `x-request-id`. */
export function buildRequest(target: TargetPlan, loadUrl: string, prompt: string, id: string): StreamRequest {
  const dialect = dialectNamed(target.loadDialect);
  const body =
    target.loadBody === null
      ? dialect.body(prompt, id, target.demo?.modelName ?? null)
      : fill(target.loadBody, { prompt, id });
  return {
    url: loadUrl,
    headers: {
      'content-type': 'application/json',
      ...dialect.headers,
      'x-request-id': id,
      ...target.loadHeaders,
    },
    body: JSON.stringify(body),
    json: body,
  };
}
