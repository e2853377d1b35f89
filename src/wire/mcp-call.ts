/** The JSON-RPC request that calls one tool. */
export interface McpCall {
  readonly jsonrpc: '2.0';
  readonly id: string | number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export const mcpCall = (
  name: string,
  args: Readonly<Record<string, unknown>>,
  id: string | number,
): McpCall => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});
