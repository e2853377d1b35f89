import { parseJsonEvent } from '../wire/parse-json-event.js';

const textIn = (value: unknown, ...names: readonly string[]): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name of names) {
    const found = textIn((value as Record<string, unknown>)[name], 'message');
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
};

/**
 * What is told of a response that is no stream, with the server's own words where its body is JSON that has a message: in
 * `error`, as of OpenAI, Anthropic and JSON-RPC, or in `message` or `detail`.
 */
export function refusalDetail(detail: string, body: string): string {
  const message = textIn(parseJsonEvent(body), 'error', 'message', 'detail');
  return message === undefined ? detail : `${detail}: ${message}`;
}
