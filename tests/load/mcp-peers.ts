import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import {
  type EventStore,
  StreamableHTTPServerTransport,
} from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

/** The official SDK's server, over one of its transports. */
export interface Peer {
  readonly url: string;
  /** Sessions that are open now, and how many there have been. */
  readonly open: ReadonlySet<string>;
  sessions(): number;
  /** Methods of HTTP requests and of JSON-RPC messages, in order. */
  readonly seen: readonly string[];
  /** Headers of each tools/call. */
  readonly called: readonly IncomingHttpHeaders[];
  /** Forgets every session, as a server does that was started anew. */
  forget(): void;
  close(): Promise<void>;
}

export interface PeerOptions {
  readonly kind: 'http-sse' | 'streamable-http';
  readonly json?: boolean;
  /** Events can be resumed, and each call's stream is closed before its response. */
  readonly dropsFirst?: { readonly retryMs: number };
}

function createMcpServer(drops: boolean): McpServer {
  const server = new McpServer({ name: 'peer', version: '1.0.0' });
  const readOnly = { annotations: { readOnlyHint: true } };
  server.registerTool(
    'tide_table',
    { ...readOnly, inputSchema: { port: z.string(), days: z.number().int().min(2) } },
    async ({ port, days }, extra) => {
      const token = extra._meta?.progressToken;
      if (token !== undefined) {
        const params = { progressToken: token, progress: 1, total: 2 };
        await extra.sendNotification({ method: 'notifications/progress', params });
      }
      if (drops) extra.closeSSEStream?.();
      return { content: [{ type: 'text', text: `${port}: high water on ${days} days` }] };
    },
  );
  server.registerTool('echo', { ...readOnly, inputSchema: { message: z.string() } }, async ({ message }) => {
    return { content: [{ type: 'text', text: `Echo: ${message}` }] };
  });
  server.registerTool('fail', {}, async () => {
    throw new Error('no such port');
  });
  server.registerTool('scuttle', { annotations: { destructiveHint: true } }, async () => {
    throw new Error('this tool must never be called unasked');
  });
  return server;
}

function memoryStore(): EventStore {
  const stored: { id: string; streamId: string; message: JSONRPCMessage }[] = [];
  return {
    async storeEvent(streamId, message) {
      const id = `${streamId}/${stored.length}`;
      stored.push({ id, streamId, message });
      return id;
    },
    async replayEventsAfter(lastEventId, { send }) {
      const at = stored.findIndex(({ id }) => id === lastEventId);
      const { streamId } = stored[at]!;
      for (const event of stored.slice(at + 1)) {
        if (event.streamId === streamId && Object.keys(event.message).length > 0)
          await send(event.id, event.message);
      }
      return streamId;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString());
}

/** The SDK's own types are not written for exactOptionalPropertyTypes. */
type Connectable = Parameters<McpServer['connect']>[0];

export async function startPeer({ kind, json, dropsFirst }: PeerOptions): Promise<Peer> {
  const transports = new Map<string, StreamableHTTPServerTransport | SSEServerTransport>();
  const open = new Set<string>();
  const seen: string[] = [];
  const called: IncomingHttpHeaders[] = [];
  let sessions = 0;
  const begin = (id: string, transport: StreamableHTTPServerTransport | SSEServerTransport): void => {
    sessions++;
    transports.set(id, transport);
    open.add(id);
  };

  async function streamable(
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
  ): Promise<void> {
    const id = request.headers['mcp-session-id'];
    let transport = typeof id === 'string' ? transports.get(id) : undefined;
    if (transport === undefined && id !== undefined) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Session not found' } }),
      );
      return;
    }
    if (transport === undefined) {
      const created = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        enableJsonResponse: json ?? false,
        onsessioninitialized: (started) => begin(started, created),
        onsessionclosed: (ended) => void open.delete(ended),
        ...(dropsFirst === undefined ? {} : { eventStore: memoryStore(), retryInterval: dropsFirst.retryMs }),
      });
      await createMcpServer(dropsFirst !== undefined).connect(created as Connectable);
      transport = created;
    }
    await (transport as StreamableHTTPServerTransport).handleRequest(request, response, body);
  }

  async function sse(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://127.0.0.1');
    if (request.method === 'GET' && pathname === '/mcp') {
      const transport = new SSEServerTransport('/messages', response);
      begin(transport.sessionId, transport);
      response.once('close', () => open.delete(transport.sessionId));
      await createMcpServer(false).connect(transport as Connectable);
      return;
    }
    const transport = transports.get(searchParams.get('sessionId') ?? '');
    if (transport === undefined) {
      response.writeHead(404).end();
      return;
    }
    await (transport as SSEServerTransport).handlePostMessage(request, response, body);
  }

  const server: Server = createServer({ noDelay: true }, async (request, response) => {
    const body = await bodyOf(request);
    const method = (body as { method?: string } | undefined)?.method;
    seen.push(method === undefined ? request.method! : method);
    if (method === 'tools/call') called.push(request.headers);
    await (kind === 'http-sse' ? sse : streamable)(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    open,
    sessions: () => sessions,
    seen,
    called,
    forget: () => transports.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
