import type { Dialect } from './dialect.js';
import { readJsonRpc } from './read-json-rpc.js';

/**
 * MCP over Streamable HTTP (2025-03-26 to 2025-11-25), one request on a server without sessions, or on a session that
 * `target.loadHeaders` names: the answer to a POST, as SSE or as one JSON document.
 *
 * First text and terminal: the JSON-RPC response with the request's id. In-band error: a JSON-RPC error, or a result
 * with `isError`. Notifications, requests of the server's own and events with empty data are neither.
 */
export const mcpStreamableHttp: Dialect = {
  name: 'mcp-streamable-http',
  framings: { 'text/event-stream': 'sse', 'application/json': 'json' },
  headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' },
  body: (prompt, id) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'echo', arguments: { message: prompt } },
  }),
  recognises: (headers) => 'mcp-session-id' in headers,
  begins: ({ data }, json) => json?.jsonrpc === '2.0' || data === '',
  open: readJsonRpc,
};
