import type { Dialect } from './dialect.js';
import { NOTHING } from './dialect.js';
import { mcpCall } from './mcp-call.js';
import { parseJsonEvent } from './parse-json-event.js';
import { readJsonRpc } from './read-json-rpc.js';

/**
 * MCP over HTTP+SSE (2024-11-05): a GET opens a stream whose `endpoint` event says where requests are posted; the
 * answers to all of them come back on that stream, told apart by their id, and the stream stays open.
 *
 * First text and terminal: the JSON-RPC response with the request's id. In-band error: a JSON-RPC error, or a result
 * with `isError`. Responses to other requests, notifications and the endpoint are neither.
 */
export const mcpHttpSse: Dialect = {
  name: 'mcp-http-sse',
  framings: { 'text/event-stream': 'sse' },
  headers: { accept: 'text/event-stream' },
  body: (prompt, id) => mcpCall('echo', { message: prompt }, id),
  recognises: () => false,
  begins: ({ event, data }) => event === 'endpoint' && parseJsonEvent(data) === null,
  open(request) {
    const reading = readJsonRpc(request);
    const id = (request as { id?: unknown } | null | undefined)?.id;
    return {
      read(event) {
        if (event.event === 'endpoint') return NOTHING;
        const message = id === undefined ? null : parseJsonEvent(event.data);
        return message !== null && message.id != null && message.id !== id ? NOTHING : reading.read(event);
      },
    };
  },
};
