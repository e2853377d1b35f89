import type { TargetPlan } from '../model/plan.js';
import type { Exchange } from '../wire/dialect.js';
import { dialectNamed } from '../wire/dialects.js';
import { conversationId, roleMessages } from '../wire/messages.js';

/** What is sent for one stream. */
export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body before it was written as text: an answer may refer to it. */
  readonly json: unknown;
  /** What it asks. */
  readonly prompt?: string | undefined;
}

/** What one request asks, and who asks it. */
export interface Question {
  readonly prompt: string;
  /** Of the request; also goes out as `x-request-id`. */
  readonly id: string;
  /** The turns of the same conversation so far. */
  readonly before?: readonly Exchange[];
  /** Headers of the user's own. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly user?: number;
  /** Headers by which the backend's traces find the request. */
  readonly trace?: Readonly<Record<string, string>> | undefined;
}

/**
 * Replaces `{{prompt}}`, `{{id}}`, `{{conversation}}` and `{{user}}` in every string of a JSON value; a string that is
 * `{{messages}}` becomes the conversation as a list of messages with roles.
 */
export function fill(
  template: unknown,
  values: Readonly<Record<string, string>>,
  messages: unknown,
): unknown {
  if (template === '{{messages}}') return messages;
  if (typeof template === 'string') {
    // Most strings hold none, and this is done for every request.
    if (!template.includes('{{')) return template;
    return template.replace(
      /\{\{(prompt|id|conversation|user)\}\}/g,
      (_match, name: string) => values[name] ?? '',
    );
  }
  if (Array.isArray(template)) return template.map((item) => fill(item, values, messages));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(
      Object.entries(template).map(([key, value]) => [key, fill(value, values, messages)]),
    );
  }
  return template;
}

/** What the user sets, in whatever case, is not ours to send as well. */
export function without(
  ours: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const theirs = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(ours).filter(([name]) => !theirs.has(name.toLowerCase())));
}

/** The request that puts a question to `target`. */
export function buildRequest(
  target: TargetPlan,
  loadUrl: string,
  { prompt, id, before = [], headers = {}, user = 0, trace = {} }: Question,
): StreamRequest {
  const dialect = dialectNamed(target.loadDialect);
  const values = { prompt, id, conversation: conversationId(id, before), user: String(user) };
  const body =
    target.loadBody === null
      ? dialect.body(prompt, id, target.loadModel ?? target.demo?.modelName ?? null, before)
      : fill(target.loadBody, values, roleMessages(prompt, before));
  const given = { ...target.loadHeaders, ...headers };
  const ours = { 'content-type': 'application/json', ...dialect.headers, 'x-request-id': id, ...trace };
  const all = { ...without(ours, given), ...given };
  return {
    url: loadUrl,
    headers: fill(all, { ...values, prompt: '' }, '') as Readonly<Record<string, string>>,
    body: JSON.stringify(body),
    json: body,
    prompt,
  };
}
