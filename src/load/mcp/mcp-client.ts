import type { ToolCallPlan } from '../../model/plan.js';
import { mcpParamHeaders } from '../../wire/mcp-param-headers.js';
import { argumentsFor, harmlessTools, type McpTool } from '../../wire/mcp-tools.js';
import { createConnections } from '../connections.js';
import type { OpenStream, StreamOptions, StreamStart } from '../open-stream.js';
import { fill, without } from '../request.js';
import { DIRECT, type StreamClient } from '../stream-client.js';
import { Call, isOfCall, type Sessions, type ToolCall } from './call.js';
import type { Failure } from './failure.js';
import { IdleSessions } from './idle-sessions.js';
import { createSession, type McpWire, type Session } from './session.js';
import { createTasks, type Tasks } from './tasks.js';

/** A session that nobody has used for so long is ended. */
const IDLE_MS = 15_000;
/** Whoever comes at a time of their own makes one call and is not seen again: together they go through the tasks. */
const ARRIVALS = 0;

export interface McpClientOptions extends StreamOptions {
  readonly wire: McpWire;
  /** `null`: tools that are harmless, as the server lists them. */
  readonly tasks: readonly (readonly ToolCallPlan[])[] | null;
  /** The requests' own JSON-RPC body is sent as it is. */
  readonly ownBody: boolean;
}

/**
 * Calls tools of an MCP server. Each call has a session to itself while it lasts: whoever is done leaves it to the next
 * who sends the same headers, so that there are as many sessions as calls at once, and nobody acts in another's name.
 */
export function createMcpClient(options: McpClientOptions): StreamClient {
  const { wire, nowMs, deadlines, maxEventChars } = options;
  const connections = createConnections(options.connection ?? DIRECT, deadlines.connectMs);
  const idle = new IdleSessions();
  const all = new Set<Session>();
  const calls = new Set<OpenStream>();
  let tasks: Promise<Tasks | Failure> | undefined;

  function end(session: Session): Promise<void> {
    all.delete(session);
    return session.transport.close();
  }

  function endIdle(): void {
    for (const session of idle.takeUnusedSince(nowMs() - IDLE_MS)) void end(session);
  }
  const housekeeping = setInterval(endIdle, IDLE_MS / 5).unref();

  /** Asked once: what the server offers does not change with who asks. */
  async function knownTasks(session: Session): Promise<Tasks | Failure> {
    tasks ??= findTasks(session, options);
    const found = await tasks;
    // The next session may be luckier.
    if ('outcome' in found && found.outcome !== 'protocol_violation') tasks = undefined;
    return found;
  }

  async function next(start: StreamStart, session: Session): Promise<ToolCall | Failure> {
    if (options.ownBody) return ownCall(start.request.json);
    const known = await knownTasks(session);
    if ('outcome' in known) return known;
    const { call, task } = known.next(start.arrival === true ? ARRIVALS : start.user);
    const prompt = start.request.prompt ?? '';
    const given =
      'tool' in call
        ? fill(call.arguments, { prompt, id: start.id, user: String(start.user) }, [])
        : argumentsFor(call, prompt);
    const name = 'tool' in call ? call.tool : call.name;
    const headers =
      wire === 'mcp-2026' ? without(mcpParamHeaders(call.inputSchema, given), start.request.headers) : {};
    return { method: 'tools/call', params: { name, arguments: given }, headers, tool: name, task };
  }

  return {
    open(start) {
      const { url } = start.request;
      const headers = ofSession(start.request.headers, start.id);
      const sessions: Sessions = {
        take(fresh) {
          for (
            let left = fresh ? undefined : idle.take(headers);
            left !== undefined;
            left = idle.take(headers)
          ) {
            if (!left.transport.lost) return { session: left, isNew: false };
            void end(left);
          }
          const session = createSession(wire, { connections, url, headers, nowMs, maxEventChars });
          all.add(session);
          return { session, isNew: true };
        },
        give(session) {
          if (session.transport.lost) void end(session);
          else idle.leave(session, headers, nowMs());
        },
        drop: (session) => void end(session),
        next,
      };
      const call = new Call(start, options, sessions);
      calls.add(call);
      void call.done.then(() => calls.delete(call));
      return call;
    },
    settle: connections.settle,
    async close() {
      clearInterval(housekeeping);
      for (const call of calls) call.cancel('the client closes');
      await Promise.all([...all].map(end));
      await connections.destroy();
    },
  };
}

/** What the transport sets itself is not the user's to repeat, and what is of one call is not of the session. */
function ofSession(headers: Readonly<Record<string, string>>, id: string): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name, value]) =>
      !isOfCall(name, value, id) &&
      !/^(content-type|accept|mcp-(protocol-version|method|name|session-id))$/i.test(name),
  );
  return Object.fromEntries(kept);
}

/** A body of the user's: any JSON-RPC request. */
function ownCall(json: unknown): ToolCall | Failure {
  const { method, params } = (json ?? {}) as { method?: unknown; params?: unknown };
  if (typeof method !== 'string') {
    return {
      outcome: 'protocol_violation',
      detail: 'target.loadBody is no JSON-RPC request: it has no method',
    };
  }
  const given = (typeof params === 'object' && params !== null ? params : {}) as Record<string, unknown>;
  const name = typeof given.name === 'string' ? given.name : undefined;
  return { method, params: given, headers: {}, tool: name, task: undefined };
}

async function findTasks(session: Session, { tasks, wire }: McpClientOptions): Promise<Tasks | Failure> {
  const offered = await session.tools();
  if (tasks !== null) {
    if ('outcome' in offered) {
      // A server that says that it does not list its tools may have them all the same. Where their schemas are needed, whoever
      // could not be asked is asked again.
      const isNeeded = wire === 'mcp-2026' && offered.outcome !== 'inband_error';
      return isNeeded ? offered : createTasks(tasks);
    }
    const unknown = unknownTool(tasks, offered);
    if (unknown !== undefined) return unknown;
    const schemas = new Map(offered.map(({ name, inputSchema }) => [name, inputSchema]));
    return createTasks(
      tasks.map((task) => task.map((call) => ({ ...call, inputSchema: schemas.get(call.tool) }))),
    );
  }
  if ('outcome' in offered) return offered;
  const harmless = harmlessTools(offered);
  if (harmless.length > 0) return createTasks(harmless.map((tool) => [tool]));
  const names = offered.map(({ name }) => name).join(', ');
  return {
    outcome: 'protocol_violation',
    detail: `no tool of this server says that it only reads, so none is called unasked; name them in target.loadTasks. It has: ${names || 'none'}`,
  };
}

function unknownTool(
  tasks: readonly (readonly ToolCallPlan[])[],
  offered: readonly McpTool[],
): Failure | undefined {
  const names = new Set(offered.map(({ name }) => name));
  const missing = tasks.flat().find(({ tool }) => !names.has(tool));
  if (missing === undefined) return undefined;
  return {
    outcome: 'protocol_violation',
    detail: `target.loadTasks names "${missing.tool}", which this server does not have. It has: ${[...names].join(', ') || 'none'}`,
  };
}
