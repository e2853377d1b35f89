import type { IncomingMessage, ServerResponse } from 'node:http';
import { EventType } from '@ag-ui/client';
import { EventEncoder } from '@ag-ui/encoder';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { expect, test } from '@playwright/test';
import { createUIMessageStream, pipeTextStreamToResponse, pipeUIMessageStreamToResponse } from 'ai';
import { z } from 'zod';
import type { DialectName } from '../../dist/src/model/dialect.js';
import { ask } from './ask.js';
import { startFaultServer } from './fault-server.js';

function mcp(options: { enableJsonResponse: boolean }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const server = new McpServer({ name: 'peer', version: '1.0.0' });
    server.registerTool('echo', { inputSchema: { message: z.string() } }, async ({ message }) => ({
      content: [{ type: 'text', text: `Echo: ${message}` }],
    }));
    const transport = new StreamableHTTPServerTransport(options);
    // The SDK's own types are not written for exactOptionalPropertyTypes.
    await server.connect(transport as Parameters<typeof server.connect>[0]);
    await transport.handleRequest(request, response);
  };
}

const PEERS: readonly {
  name: string;
  dialects: readonly DialectName[];
  answer: (request: IncomingMessage, response: ServerResponse) => unknown;
  textChars: number;
}[] = [
  {
    name: 'the MCP SDK’s server, answering with a stream',
    dialects: ['mcp-streamable-http'],
    answer: mcp({ enableJsonResponse: false }),
    textChars: 'Echo: Which way is north?'.length,
  },
  {
    name: 'the MCP SDK’s server, answering with JSON',
    dialects: ['mcp-streamable-http'],
    answer: mcp({ enableJsonResponse: true }),
    textChars: 'Echo: Which way is north?'.length,
  },
  {
    name: 'an AG-UI server on its encoder',
    dialects: ['ag-ui', 'auto'],
    textChars: 6,
    answer: (_request, response) => {
      const encoder = new EventEncoder();
      response.writeHead(200, { 'content-type': encoder.getContentType() });
      for (const event of [
        { type: EventType.RUN_STARTED, threadId: 't', runId: 'r' },
        { type: EventType.TEXT_MESSAGE_CHUNK, messageId: 'm', delta: 'North.' },
        { type: EventType.RUN_FINISHED, threadId: 't', runId: 'r' },
      ]) {
        response.write(encoder.encodeSSE(event));
      }
      response.end();
    },
  },
  {
    name: 'the AI SDK’s UI message stream',
    dialects: ['ai-sdk-ui', 'auto'],
    textChars: 6,
    answer: (_request, response) =>
      pipeUIMessageStreamToResponse({
        response,
        stream: createUIMessageStream({
          execute: ({ writer }) => {
            writer.write({ type: 'start' });
            writer.write({ type: 'text-start', id: '0' });
            writer.write({ type: 'text-delta', id: '0', delta: 'North.' });
            writer.write({ type: 'text-end', id: '0' });
            writer.write({ type: 'finish', finishReason: 'stop' });
          },
        }),
      }),
  },
  {
    name: 'the AI SDK’s text stream',
    dialects: ['ai-sdk-text', 'auto'],
    textChars: 6,
    answer: (_request, response) =>
      pipeTextStreamToResponse({
        response,
        textStream: new ReadableStream<string>({
          start(controller) {
            controller.enqueue('Nor');
            controller.enqueue('th.');
            controller.close();
          },
        }),
      }),
  },
];

for (const { name, dialects, answer, textChars } of PEERS) {
  for (const dialect of dialects) {
    test(`${name} is understood as ${dialect}`, async () => {
      const server = await startFaultServer((response, request) => answer(request, response), {
        readsBody: false,
      });
      const { record } = await ask(server.url, dialect);
      expect(record.outcome, record.detail).toBe('ok');
      expect(record.textChars).toBe(textChars);
      await server.close();
    });
  }
}
