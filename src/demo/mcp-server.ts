import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { McpTruth } from '../model/truth.js';
import { respondJson } from './fault-switch.js';
import { listenOnLoopback, type RunningServer } from './listen-on-loopback.js';
import { registerTools } from './mcp-tools.js';
import { monotonicMs } from './monotonic-ms.js';
import { readJsonBody } from './read-json-body.js';
import { runAt } from './run-at.js';
import { createSlotQueue } from './slot-queue.js';
import { openTruthLog } from './truth-log.js';

export interface McpServerOptions {
  /** Tool calls at once; the rest waits first come, first served. */
  readonly slots: number;
  /** How long a tool works once it has a slot. */
  readonly toolMs: number;
  /** Default 0: any free port. */
  readonly port?: number | undefined;
  /** Where one `McpTruth` line is appended for each tool call that ended; default: nowhere. */
  readonly truthFile?: string | null | undefined;
}

/** The SDK's own types are not written for exactOptionalPropertyTypes. */
type Transport = Parameters<McpServer['connect']>[0];

/**
 * An MCP server on the official SDK, with a capacity of its own: `POST/GET/DELETE /mcp` is Streamable HTTP with
 * sessions, `GET /sse` the older transport. All sessions share the slots.
 */
export async function startMcpServer(options: McpServerOptions): Promise<RunningServer> {
  const queue = createSlotQueue(options.slots);
  const truth = openTruthLog<McpTruth>(options.truthFile ?? null);
  const streamable = new Map<string, StreamableHTTPServerTransport>();
  const sse = new Map<string, SSEServerTransport>();

  /** Waits for a slot and works in it. Who gives the call up gives up its place. */
  function work(tool: string, signal: AbortSignal): Promise<void> {
    const arrivedMs = monotonicMs();
    let startedMs: number | null = null;
    return new Promise((resolve, reject) => {
      let cancelTimer: () => void = () => undefined;
      const end = (outcome: McpTruth['outcome']): void => {
        signal.removeEventListener('abort', leave);
        cancelTimer();
        truth.append({ tool, arrivedMs, startedMs, endedMs: monotonicMs(), outcome, slots: options.slots });
        giveUp();
      };
      const leave = (): void => {
        end('cancelled');
        reject(new Error('cancelled'));
      };
      signal.addEventListener('abort', leave);
      const giveUp = queue.enter(() => {
        startedMs = monotonicMs();
        cancelTimer = runAt(startedMs + options.toolMs, () => {
          end('completed');
          resolve();
        });
      });
    });
  }

  function createServerFor(transport: unknown): Promise<void> {
    const server = new McpServer({ name: 'plimsoll-demo', version: '1.0.0' });
    registerTools(server, work);
    return server.connect(transport as Transport);
  }

  async function onStreamable(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers['mcp-session-id'];
    let transport = typeof id === 'string' ? streamable.get(id) : undefined;
    if (transport === undefined && id !== undefined) {
      const error = { code: -32001, message: 'Session not found' };
      return respondJson(response, 404, { jsonrpc: '2.0', id: null, error });
    }
    if (transport === undefined) {
      const created = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (session) => void streamable.set(session, created),
        onsessionclosed: (session) => void streamable.delete(session),
      });
      await createServerFor(created);
      transport = created;
    }
    const body = request.method === 'POST' ? await readJsonBody(request) : undefined;
    await transport.handleRequest(request, response, body);
  }

  async function onSse(
    request: IncomingMessage,
    response: ServerResponse,
    session: string | null,
  ): Promise<void> {
    if (request.method === 'GET') {
      const transport = new SSEServerTransport('/messages', response);
      sse.set(transport.sessionId, transport);
      response.once('close', () => sse.delete(transport.sessionId));
      return createServerFor(transport);
    }
    const transport = sse.get(session ?? '');
    if (transport === undefined) return respondJson(response, 404, { error: { message: 'no such session' } });
    await transport.handlePostMessage(request, response, await readJsonBody(request));
  }

  const server = createServer({ noDelay: true }, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = `${request.method} ${pathname}`;
    const answered =
      pathname === '/mcp'
        ? onStreamable(request, response)
        : route === 'GET /sse' || route === 'POST /messages'
          ? onSse(request, response, searchParams.get('sessionId'))
          : Promise.resolve(respondJson(response, 404, { error: { message: `no such route: ${route}` } }));
    answered.catch((error: Error) => {
      if (!response.destroyed && !response.headersSent) {
        respondJson(response, 400, { error: { message: error.message } });
      }
    });
  });
  const running = await listenOnLoopback(server, options.port ?? 0);
  return {
    ...running,
    url: `${running.url}/mcp`,
    close: () => running.close().finally(truth.close),
  };
}
