import type { Dialect } from './dialect.js';
import { type McpCall, mcpCall } from './mcp-call.js';
import { mcpHeaderValue } from './mcp-header-value.js';
import { readJsonRpc } from './read-json-rpc.js';

export const MCP_2026_VERSION = '2026-07-28';

/** What each request of this revision says in its body of who asks. */
export const MCP_2026_META = {
  'io.modelcontextprotocol/protocolVersion': MCP_2026_VERSION,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'plimsoll', version: '1' },
};

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
    'mcp-protocol-version': MCP_2026_VERSION,
    'mcp-method': 'tools/call',
    'mcp-name': TOOL,
  },
  body: (prompt, id) => {
    const call = mcpCall(TOOL, { message: prompt }, id);
    return { ...call, params: { ...call.params, _meta: MCP_2026_META } };
  },
  recognises: () => false,
  // On the wire its answers look like the older revisions', which are taken first.
  begins: () => false,
  open: readJsonRpc,
};

/** The headers of a request, some of which repeat what its body says, for whoever routes without reading it. */
export function mcp2026Headers({
  method,
  params,
}: Pick<McpCall, 'method' | 'params'>): Record<string, string> {
  const { name } = params;
  return {
    accept: mcp2026.headers.accept!,
    'mcp-protocol-version': MCP_2026_VERSION,
    'mcp-method': method,
    ...(typeof name === 'string' ? { 'mcp-name': mcpHeaderValue(name) } : {}),
  };
}
