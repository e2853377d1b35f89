import { parseJsonEvent } from '../../wire/parse-json-event.js';

const METHOD_NOT_FOUND = -32601;

/** The answer to a request of the server's own, if `data` is one: a client that is a load driver can only be pinged. */
export function answerToServer(data: string): Readonly<Record<string, unknown>> | null {
  if (!data.includes('"method"')) return null;
  const message = parseJsonEvent(data);
  if (message === null || typeof message.method !== 'string' || message.id == null) return null;
  const { id, method } = message;
  if (method === 'ping') return { jsonrpc: '2.0', id, result: {} };
  return { jsonrpc: '2.0', id, error: { code: METHOD_NOT_FOUND, message: `${method} is not offered` } };
}
