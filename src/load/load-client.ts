import type { TargetPlan } from '../model/plan.js';
import { createMcpClient } from './mcp/mcp-client.js';
import { MCP_WIRES, type McpWire } from './mcp/session.js';
import type { StreamOptions } from './open-stream.js';
import { createStreamClient, type StreamClient } from './stream-client.js';

const isMcp = (name: string): name is McpWire => Object.hasOwn(MCP_WIRES, name);

/** The client that speaks the target's wire: a request a stream, or tool calls in sessions. */
export function createLoadClient(target: TargetPlan, options: StreamOptions): StreamClient {
  const wire = options.dialect.name;
  // A session that the user has opened is theirs: requests go out on it as they are.
  const isTheirs = Object.keys(target.loadHeaders).some((name) => name.toLowerCase() === 'mcp-session-id');
  if (!isMcp(wire) || isTheirs) return createStreamClient(options);
  return createMcpClient({
    ...options,
    wire,
    tasks: target.loadTasks,
    ownBody: target.loadBody !== null,
  });
}
