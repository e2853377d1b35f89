import { createMcpClient } from '../../dist/src/load/mcp/mcp-client.js';
import type { McpWire } from '../../dist/src/load/mcp/session.js';
import type { StreamObserver } from '../../dist/src/load/open-stream.js';
import type { StreamClient } from '../../dist/src/load/stream-client.js';
import type { StreamDeadlines, ToolCallPlan } from '../../dist/src/model/plan.js';
import type { StreamRecord } from '../../dist/src/model/records.js';
import { dialectNamed } from '../../dist/src/wire/dialects.js';
import { LONG, nowMs } from './ask.js';

export interface CallOptions {
  readonly tasks?: readonly (readonly ToolCallPlan[])[] | null;
  readonly deadlines?: Partial<StreamDeadlines>;
  readonly maxEventChars?: number;
  readonly observer?: Partial<StreamObserver>;
}

export const ECHO: readonly (readonly ToolCallPlan[])[] = [
  [{ tool: 'echo', arguments: { message: '{{prompt}}' } }],
];

export function createTools(
  wire: McpWire,
  { tasks = ECHO, deadlines, maxEventChars, observer }: CallOptions = {},
) {
  return createMcpClient({
    wire,
    tasks,
    ownBody: false,
    dialect: dialectNamed(wire),
    deadlines: { ...LONG, ...deadlines },
    nowMs,
    maxEventChars,
    observer: { firstText: () => undefined, read: () => undefined, ...observer },
  });
}

let calls = 0;

/** One call from beginning to end, with its deadlines watched as the crowd watches them. */
export async function call(
  client: StreamClient,
  url: string,
  user = 1,
  headers: Readonly<Record<string, string>> = { 'x-team': 'chat' },
): Promise<StreamRecord> {
  const stream = client.open({
    id: `call-${++calls}`,
    user,
    scheduledMs: nowMs(),
    request: { url, headers, body: '', json: null, prompt: 'Which way is north?' },
  });
  const watch = setInterval(() => stream.checkDeadlines(nowMs()), 20);
  try {
    return await stream.done;
  } finally {
    clearInterval(watch);
  }
}
