import { parseJsonEvent } from '../wire/parse-json-event.js';
import type { Check } from './behaviour.js';

const isError = (event: Record<string, unknown> | null): boolean => {
  const result = event?.result as { isError?: unknown } | null | undefined;
  return event?.error != null || result?.isError === true;
};

/** Checks that need no function of one's own. */
export const BUILT_IN_CHECKS = {
  'status is 200': ({ status }) => status === 200,
  'answer is complete': ({ outcome }) => outcome === 'ok',
  'answer has text': ({ text }) => text.trim() !== '',
  'valid JSON': ({ events }) =>
    events.length > 0 && events.every(({ data }) => data === '[DONE]' || data === '' || isJson(data)),
  'no error event': ({ events }) =>
    events.every(({ event, data }) => event !== 'error' && parseJsonEvent(data)?.error == null),
  'no MCP isError': ({ events }) =>
    events.length > 0 && events.every(({ data }) => !isError(parseJsonEvent(data))),
} as const satisfies Readonly<Record<string, Check>>;

function isJson(data: string): boolean {
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}
