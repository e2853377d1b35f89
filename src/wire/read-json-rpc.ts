import { type Meaning, NOTHING, type Reading } from './dialect.js';
import { parseJsonEvent } from './parse-json-event.js';

interface ToolResult {
  readonly content?: unknown;
  readonly isError?: unknown;
  readonly resultType?: unknown;
}

/** What a person reads of a result: its text parts; a result without any, e.g. a list of tools, is text as a whole. */
function textOf(result: ToolResult): string {
  const parts = Array.isArray(result.content) ? (result.content as readonly unknown[]) : [];
  const text = parts
    .map((part) => (part as { text?: unknown } | null)?.text)
    .filter((part) => typeof part === 'string')
    .join('\n');
  return text === '' ? JSON.stringify(result) : text;
}

/**
 * Reads the answer to one JSON-RPC request of MCP: the response to it is text and terminal at once, everything before
 * it is notifications, requests of the server's own, and the event with empty data by which a stream can be resumed.
 */
export function readJsonRpc(request: unknown): Reading {
  const id = (request as { id?: unknown } | null | undefined)?.id;
  return {
    read({ data }): Meaning {
      if (data === '') return NOTHING;
      const message = parseJsonEvent(data);
      if (message === null || message.jsonrpc !== '2.0') {
        return { text: '', parseError: 'a message of the stream is not JSON-RPC 2.0' };
      }
      if (message.method !== undefined) return NOTHING;
      const failed = message.error as { message?: unknown } | null | undefined;
      // Servers that could not read the request answer with an error that has no id, or null.
      if (id !== undefined && message.id !== id && !(failed != null && message.id == null)) {
        return { text: '', violation: 'the response is to another request' };
      }
      if (failed != null) {
        return { text: '', error: typeof failed.message === 'string' ? failed.message : 'JSON-RPC error' };
      }
      if (typeof message.result !== 'object' || message.result === null) {
        return { text: '', parseError: 'a JSON-RPC response has neither a result object nor an error' };
      }
      const result = message.result as ToolResult;
      const text = textOf(result);
      if (result.isError === true) return { text: '', error: text };
      return { text, terminal: result.resultType === 'input_required' ? 'incomplete' : 'ok' };
    },
  };
}
