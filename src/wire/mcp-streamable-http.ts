import type { Dialect } from './dialect.js';
import { mcpCall } from './mcp-call.js';
import { readJsonRpc } from './read-json-rpc.js';

/**
 * MCP over Streamable HTTP (2025-03-26 to 2025-11-25): the answer to a POST, as SSE or as one JSON document. Sessions
 * are opened by the driver, unless `target.loadHeaders` names one.
 *
 * First text and terminal: the JSON-RPC response with the request's id. In-band error: a JSON-RPC error, or a result
 * with `isError`. Notifications, requests of the server's own and events with empty data are neither.
 */
export const mcpStreamableHttp: Dialect = {
  name: 'mcp-streamable-http',
  framings: { 'text/event-stream': 'sse', 'application/json': 'json' },
  headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' },
  body: (prompt, id) => mcpCall('echo', { message: prompt }, id),
  recognises: (headers) => 'mcp-session-id' in headers,
  begins: ({ data }, json) => json?.jsonrpc === '2.0' || data === '',
  open: readJsonRpc,
};
