import { loadPlan } from 'plimsoll/load';

/** One tool of an MCP server over Streamable HTTP: at a rate of its own, whatever becomes of the calls before. */
export default loadPlan({
  url: process.env.MCP_URL ?? 'http://localhost:3001/mcp',
  dialect: 'mcp-streamable-http',
  body: {
    jsonrpc: '2.0',
    id: '{{id}}',
    method: 'tools/call',
    params: { name: 'echo', arguments: { message: '{{prompt}}' } },
  },
  stages: [{ kind: 'peak', perSecond: 10, seconds: 4 }],
  checks: {
    'status is 200': true,
    'valid JSON': true,
    'no MCP isError': true,
  },
  thresholds: ['checkShare >= 1', 'load.goodShare >= 0.95'],
});
