import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, inputRequired, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

/** The official SDK's server of revision 2026-07-28, and of no other. */
export interface Mcp2026Peer {
  readonly url: string;
  /** Headers of each request, in order. */
  readonly came: readonly IncomingHttpHeaders[];
  close(): Promise<void>;
}

export function createMcp2026Server(): McpServer {
  const server = new McpServer({ name: 'peer', version: '1.0.0' });
  server.registerTool(
    'echo',
    {
      annotations: { readOnlyHint: true },
      inputSchema: z.object({ message: z.string().meta({ 'x-mcp-header': 'Message' }) }),
    },
    async ({ message }) => ({ content: [{ type: 'text', text: `Echo: ${message}` }] }),
  );
  server.registerTool('count', { inputSchema: z.object({ to: z.int() }) }, async ({ to }, { mcpReq }) => {
    for (let progress = 1; progress <= to; progress++) {
      const params = { progressToken: mcpReq._meta?.progressToken ?? 0, progress, total: to };
      await mcpReq.notify({ method: 'notifications/progress', params });
    }
    return { content: [{ type: 'text', text: `counted to ${to}` }] };
  });
  server.registerTool('fail', {}, async () => {
    throw new Error('no such port');
  });
  server.registerTool('ask-first', {}, async () =>
    inputRequired({
      inputRequests: {
        sure: inputRequired.elicit({
          message: 'Sure?',
          requestedSchema: { type: 'object', properties: { yes: { type: 'boolean' } } },
        }),
      },
    }),
  );
  return server;
}

/** `refusals`: so many requests are refused at first, as by a server that is just starting. */
export async function startMcp2026Peer(
  responseMode: 'auto' | 'sse' | 'json',
  refusals = 0,
): Promise<Mcp2026Peer> {
  const came: IncomingHttpHeaders[] = [];
  const mcp = createMcpHandler(createMcp2026Server, { legacy: 'reject', responseMode });
  const handle = toNodeHandler(mcp);
  const server = createServer((request, response) => {
    came.push(request.headers);
    if (came.length <= refusals) {
      response.writeHead(503).end();
      return;
    }
    // The SDK's own types are not written for exactOptionalPropertyTypes.
    void handle(request as Parameters<typeof handle>[0], response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    came,
    async close() {
      await mcp.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
