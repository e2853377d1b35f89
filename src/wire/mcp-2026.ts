import type { Dialect } from './dialect.js';
import { readJsonRpc } from './read-json-rpc.js';

const VERSION = '2026-07-28';
const TOOL = 'echo';

/**
 * MCP 2026-07-28: POST only, without sessions; each request says its version, method and tool.
 *
 * First text and terminal: the JSON-RPC response with the request's id; one that asks for input first is `incomplete`.
 * In-band error: a JSON-RPC error, or a result with `isError`. With a `target.loadBody` of one's own for another tool,
 * `target.loadHeaders` must set `mcp-name` likewise.
 */
export const mcp2026: Dialect = {
  name: 'mcp-2026',
  framings: { 'text/event-stream': 'sse', 'application/json': 'json' },
  headers: {
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': VERSION,
    'mcp-method': 'tools/call',
    'mcp-name': TOOL,
  },
  body: (prompt, id) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: {
      name: TOOL,
      arguments: { message: prompt },
      _meta: {
        'io.modelcontextprotocol/protocolVersion': VERSION,
        'io.modelcontextprotocol/clientCapabilities': {},
        'io.modelcontextprotocol/clientInfo': { name: 'plimsoll', version: '1' },
      },
    },
  }),
  recognises: () => false,
  // On the wire its answers look like the older revisions', which are taken first.
  begins: () => false,
  open: readJsonRpc,
};
