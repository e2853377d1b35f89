import { readFileSync } from 'node:fs';
import { HttpAgent } from '@ag-ui/client';
import { plannedCalls } from '../../dist/src/demo/agent-tools.js';
import { startMcpServer } from '../../dist/src/demo/mcp-server.js';
import type { McpTruth } from '../../dist/src/model/truth.js';
import { ask } from '../load/ask.js';
import { call, createTools } from '../load/call-tools.js';
import { expect, test } from './demo-test.js';

const TOOL_MS = 40;

function truthOf(file: string): McpTruth[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as McpTruth);
}

test('one prompt loads agent, MCP server and model; the official AG-UI client reads the run', async ({
  startModel,
  startChat,
}, testInfo) => {
  const truthFile = testInfo.outputPath('mcp.jsonl');
  const mcp = await startMcpServer({ slots: 2, toolMs: TOOL_MS, truthFile });
  const model = await startModel();
  const chat = await startChat({ modelUrl: `${model.url}/v1`, mcpUrl: mcp.url });
  const prompt = 'When is high water?';
  const agent = new HttpAgent({
    url: `${chat.url}/api/agent`,
    threadId: 't1',
    initialMessages: [{ id: 'm1', role: 'user', content: prompt }],
  });
  const called: string[] = [];
  let text = '';
  await agent.runAgent(
    { runId: 'r1' },
    {
      onToolCallStartEvent: ({ event }) => void called.push(event.toolCallName),
      onTextMessageContentEvent: ({ event }) => {
        text += event.delta;
      },
    },
  );
  const planned = plannedCalls(prompt).map(({ name }) => name);
  expect(planned.length).toBeGreaterThan(1);
  expect(called).toEqual(planned);
  expect(text.length).toBeGreaterThan(10);
  const truth = truthOf(truthFile);
  expect(truth.map(({ tool, outcome }) => [tool, outcome])).toEqual(
    planned.map((tool) => [tool, 'completed']),
  );
  for (const { startedMs, endedMs } of truth)
    expect(endedMs - startedMs!).toBeGreaterThanOrEqual(TOOL_MS - 1);
  expect((await model.truth(1))[0]!.outcome).toBe('completed');
  await mcp.close();
});

test('the crowd’s AG-UI stream of the agent waits for the tools and then for the model', async ({
  startModel,
  startChat,
}) => {
  const mcp = await startMcpServer({ slots: 2, toolMs: TOOL_MS });
  const model = await startModel();
  const chat = await startChat({ modelUrl: `${model.url}/v1`, mcpUrl: mcp.url });
  const { record } = await ask(`${chat.url}/api/agent`, 'ag-ui');
  expect(record.outcome, record.detail).toBe('ok');
  expect(record.firstTextMs! - record.sentMs!).toBeGreaterThan(2 * TOOL_MS + 100);
  await mcp.close();
});

test('an MCP server that is gone is an error inside the run', async ({ startModel, startChat }) => {
  const mcp = await startMcpServer({ slots: 1, toolMs: 1 });
  await mcp.close();
  const model = await startModel();
  const chat = await startChat({ modelUrl: `${model.url}/v1`, mcpUrl: mcp.url });
  const { record } = await ask(`${chat.url}/api/agent`, 'ag-ui');
  expect(record.outcome).toBe('inband_error');
  expect(record.detail).toContain('The agent failed');
});

test('the MCP server has a capacity of its own, over both transports', async ({
  startModel: _none,
}, testInfo) => {
  const truthFile = testInfo.outputPath('mcp.jsonl');
  const mcp = await startMcpServer({ slots: 1, toolMs: TOOL_MS, truthFile });
  for (const [wire, url] of [
    ['mcp-streamable-http', mcp.url],
    ['mcp-http-sse', mcp.url.replace(/\/mcp$/, '/sse')],
  ] as const) {
    const client = createTools(wire, { tasks: null });
    const records = await Promise.all([1, 2, 3].map((user) => call(client, url, user)));
    expect(records.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    expect(records.map(({ tool }) => tool).sort()).toEqual([
      'convert_distance',
      'search_notes',
      'tide_table',
    ]);
    await client.close();
  }
  const truth = truthOf(truthFile);
  expect(truth).toHaveLength(6);
  for (const [nth, { startedMs }] of truth.entries()) {
    if (nth > 0) expect(startedMs!).toBeGreaterThanOrEqual(truth[nth - 1]!.endedMs);
  }
  await mcp.close();
});
