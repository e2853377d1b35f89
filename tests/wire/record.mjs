// Records streams of real peers into tests/wire/recorded/: `npm run build && node tests/wire/record.mjs`.
// What no peer here can send was written by its documentation, and lies beside them. After recording, look at the
// differences: the expectations beside the recordings are kept by hand.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { EventType } from '@ag-ui/client';
import { EventEncoder } from '@ag-ui/encoder';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createMcpHandler, McpServer as Mcp2026Server } from '@modelcontextprotocol/server';
import { streamText } from 'ai';
import { z } from 'zod';
import { startChatServer } from '../../dist/src/demo/chat-server.js';
import { startModelServer } from '../../dist/src/demo/model-server.js';
import { mcp2026, mcp2026Headers } from '../../dist/src/wire/mcp-2026.js';
import { mcpHttpSse } from '../../dist/src/wire/mcp-http-sse.js';
import { mcpStreamableHttp } from '../../dist/src/wire/mcp-streamable-http.js';

const keep = (name, text) =>
  writeFileSync(
    new URL(`recorded/${name}`, import.meta.url),
    typeof text === 'string' ? text : Buffer.from(text),
  );

const model = await startModelServer({
  slots: 1,
  seed: 3,
  prefillMs: 1,
  prefillJitterShare: 0,
  tokensPerSecond: 1000,
  tokens: 12,
  tokensJitterShare: 0,
  slowdownPerSlotShare: 0,
});
const modelUrl = `${model.url}/v1`;
const chat = await startChatServer({ modelUrl });
const asked = {
  id: 'c',
  messages: [{ id: 'm', role: 'user', parts: [{ type: 'text', text: 'What is a draft?' }] }],
};
const post = (url, body, headers = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

keep('ai-sdk-ui.sse', await (await post(`${chat.url}/api/chat`, asked)).arrayBuffer());
const provider = createOpenAICompatible({ name: 'demo', baseURL: modelUrl });
const plain = streamText({ model: provider.chatModel('demo'), prompt: 'What is a hull?' });
keep('ai-sdk-text.txt', await plain.toTextStreamResponse().arrayBuffer());
const failing = createOpenAICompatible({ name: 'demo', baseURL: `${model.url}/nowhere` });
const failed = streamText({
  model: failing.chatModel('demo'),
  prompt: 'x',
  maxRetries: 0,
  onError: () => undefined,
});
keep('ai-sdk-ui-error.sse', await failed.toUIMessageStreamResponse().arrayBuffer());
await chat.close();
await model.close();

const encoder = new EventEncoder();
const run = { threadId: 't1', runId: 'r1' };
const agUi = (name, events) => keep(`${name}.sse`, events.map((event) => encoder.encodeSSE(event)).join(''));
agUi('ag-ui', [
  { type: EventType.RUN_STARTED, ...run },
  { type: EventType.STEP_STARTED, stepName: 'plan' },
  { type: EventType.REASONING_MESSAGE_START, messageId: 'm0', role: 'reasoning' },
  { type: EventType.REASONING_MESSAGE_CONTENT, messageId: 'm0', delta: 'They ask about tides.' },
  { type: EventType.REASONING_MESSAGE_END, messageId: 'm0' },
  { type: EventType.TOOL_CALL_START, toolCallId: 'c1', toolCallName: 'tide_table' },
  { type: EventType.TOOL_CALL_ARGS, toolCallId: 'c1', delta: '{"port":"Cuxhaven"}' },
  { type: EventType.TOOL_CALL_END, toolCallId: 'c1' },
  { type: EventType.TEXT_MESSAGE_START, messageId: 'm1', role: 'assistant' },
  { type: EventType.TEXT_MESSAGE_CONTENT, messageId: 'm1', delta: 'High water is at ' },
  { type: EventType.TEXT_MESSAGE_CONTENT, messageId: 'm1', delta: '14:05 – 3,1 m ⚓.\n\n' },
  { type: EventType.TEXT_MESSAGE_CONTENT, messageId: 'm1', delta: 'Gute Fahrt 🚢!' },
  { type: EventType.TEXT_MESSAGE_END, messageId: 'm1' },
  { type: EventType.STEP_FINISHED, stepName: 'plan' },
  { type: EventType.RUN_FINISHED, ...run },
]);
agUi('ag-ui-error', [
  { type: EventType.RUN_STARTED, ...run },
  { type: EventType.TEXT_MESSAGE_START, messageId: 'm1', role: 'assistant' },
  { type: EventType.TEXT_MESSAGE_CONTENT, messageId: 'm1', delta: 'One moment' },
  { type: EventType.RUN_ERROR, message: 'the model is overloaded', code: 'overloaded' },
]);
agUi('ag-ui-interrupt', [
  { type: EventType.RUN_STARTED, ...run },
  { type: EventType.TEXT_MESSAGE_CHUNK, messageId: 'm1', role: 'assistant', delta: 'May I send the mail?' },
  {
    type: EventType.RUN_FINISHED,
    ...run,
    outcome: { type: 'interrupt', interrupts: [{ id: 'i1', reason: 'approval' }] },
  },
]);

function mcpServer() {
  const server = new McpServer({ name: 'recorded', version: '1.0.0' });
  server.registerTool(
    'echo',
    { inputSchema: { message: z.string() } },
    async ({ message }, { sendNotification, _meta }) => {
      if (_meta?.progressToken !== undefined) {
        const params = { progressToken: _meta.progressToken, progress: 1, total: 2 };
        await sendNotification({ method: 'notifications/progress', params });
      }
      return { content: [{ type: 'text', text: `Echo: ${message}` }] };
    },
  );
  server.registerTool('fail', {}, async () => {
    throw new Error('no such port');
  });
  return server;
}
async function mcp(name, call, options = {}) {
  const http = createServer(async (request, response) => {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, ...options });
    await mcpServer().connect(transport);
    await transport.handleRequest(request, response);
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  const body = { ...mcpStreamableHttp.body('tide ≈ 3,1 m', 'call-1', null), ...call };
  const url = `http://127.0.0.1:${http.address().port}/mcp`;
  keep(name, await (await post(url, body, mcpStreamableHttp.headers)).arrayBuffer());
  http.closeAllConnections();
  http.close();
}
const withProgress = { name: 'echo', arguments: { message: 'tide ≈ 3,1 m' }, _meta: { progressToken: 7 } };
let stored = 0;
const eventStore = {
  storeEvent: async () => `event-${++stored}`,
  replayEventsAfter: async () => 'none',
};
await mcp('mcp-streamable-http.sse', { params: withProgress }, { eventStore, retryInterval: 500 });
await mcp('mcp-streamable-http-tool-error.sse', { params: { name: 'fail', arguments: {} } });
await mcp('mcp-streamable-http-error.sse', { method: 'tools/none', params: {} });
await mcp('mcp-streamable-http.json', {}, { enableJsonResponse: true });

/** One call over HTTP+SSE: what came on the stream of the session until its response. */
async function mcpSse(name, params) {
  let transport;
  const http = createServer(async (request, response) => {
    if (request.method !== 'GET') return transport.handlePostMessage(request, response);
    transport = new SSEServerTransport('/messages', response);
    await mcpServer().connect(transport);
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${http.address().port}`;
  const stream = await fetch(`${url}/sse`);
  let text = '';
  for await (const piece of stream.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (/"id":"call-1"[^\n]*\n\n/.test(text)) break;
    const [, endpoint] = /event: endpoint\ndata: (.*)\n\n$/.exec(text) ?? [];
    if (endpoint !== undefined)
      await post(url + endpoint, { ...mcpHttpSse.body('', 'call-1', null), params });
  }
  // The session's name is another one each time.
  keep(name, text.replace(/sessionId=[-\w]+/, 'sessionId=00000000-0000-4000-8000-000000000000'));
  http.closeAllConnections();
  http.close();
}
await mcpSse('mcp-http-sse.sse', withProgress);
await mcpSse('mcp-http-sse-tool-error.sse', { name: 'fail', arguments: {} });

/** One call of revision 2026-07-28. */
async function mcp2026Call(name, params, responseMode) {
  const handler = createMcpHandler(
    () => {
      const server = new Mcp2026Server({ name: 'recorded', version: '1.0.0' });
      server.registerTool(
        'echo',
        { inputSchema: z.object({ message: z.string() }) },
        async ({ message }, { mcpReq }) => {
          const progressToken = mcpReq._meta?.progressToken;
          if (progressToken !== undefined) {
            const progress = { progressToken, progress: 1, total: 2 };
            await mcpReq.notify({ method: 'notifications/progress', params: progress });
          }
          return { content: [{ type: 'text', text: `Echo: ${message}` }] };
        },
      );
      server.registerTool('fail', {}, async () => {
        throw new Error('no such port');
      });
      return server;
    },
    { legacy: 'reject', responseMode },
  );
  const body = mcp2026.body('', 'call-1', null);
  const call = {
    ...body,
    params: { ...params, _meta: { ...body.params._meta, ...params._meta } },
  };
  const request = new Request('http://127.0.0.1/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...mcp2026Headers(call) },
    body: JSON.stringify(call),
  });
  keep(name, await (await handler.fetch(request)).arrayBuffer());
  await handler.close();
}
await mcp2026Call('mcp-2026.sse', withProgress, 'sse');
await mcp2026Call('mcp-2026.json', { ...withProgress, _meta: {} }, 'json');
await mcp2026Call('mcp-2026-tool-error.sse', { name: 'fail', arguments: {} }, 'sse');
