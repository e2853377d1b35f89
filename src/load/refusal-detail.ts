import { parseJsonEvent } from '../wire/parse-json-event.js';
import type { Refusal } from './judge-response.js';

const textIn = (value: unknown, ...names: readonly string[]): string | undefined => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return textIn(value[0], ...names);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name of names) {
    const found = textIn((value as Record<string, unknown>)[name], 'message', 'msg');
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
};

/**
 * What is told of a response that is no stream, with the server's own words where it is an error whose body is JSON that has a
 * message: in `error`, as of OpenAI, Anthropic and JSON-RPC, in `message`, or in `detail`, as of FastAPI.
 */
export function refusalDetail({ outcome, detail }: Refusal, body: string): string {
  // Another body may be the answer itself, whose text may not be written down.
  if (!outcome.startsWith('http_')) return detail;
  const message = textIn(parseJsonEvent(body), 'error', 'message', 'detail');
  return message === undefined ? detail : `${detail}: ${message}`;
}
