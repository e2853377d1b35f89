import type { ChatServerOptions } from './chat-server.js';
import type { McpServerOptions } from './mcp-server.js';
import type { ModelServerOptions } from './model-server.js';
import { type DemoProcess, startDemoProcess } from './start-demo-process.js';

/**
 * `npm run demo`: a small model server and the chat in front of it, until Ctrl-C. One JSON argument changes options
 * of either; `port` is the chat's. `agent` adds the agent and its MCP server, e.g. `{"agent":{"slots":2,"toolMs":120}}`. `MODEL_URL` puts a real model server in place of the scripted one.
 */
const { port, agent, ...changed } = JSON.parse(process.argv[2] ?? '{}') as Partial<
  ModelServerOptions & ChatServerOptions & { readonly agent: McpServerOptions }
>;

const processes: DemoProcess[] = [];
let stopping = false;
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

function stop(): void {
  stopping = true;
  for (const { end } of processes) end();
}

async function start<Options>(entry: string, options: Options): Promise<string> {
  const started = await startDemoProcess(entry, options);
  processes.push(started);
  started.gone.then((code) => {
    if (stopping) return;
    process.stderr.write(`${entry} ended unexpectedly with exit code ${code}\n`);
    process.exitCode = 1;
    stop();
  });
  // Ctrl-C may have come while it was starting.
  if (stopping) started.end();
  return started.url;
}

const modelUrl =
  process.env.MODEL_URL ??
  `${await start<ModelServerOptions>('model-main.js', {
    slots: 8,
    seed: 1,
    prefillMs: 250,
    prefillJitterShare: 0.2,
    tokensPerSecond: 40,
    tokens: 160,
    tokensJitterShare: 0.4,
    slowdownPerSlotShare: 0,
    ...changed,
  })}/v1`;
const mcpUrl = agent === undefined ? undefined : await start<McpServerOptions>('mcp-main.js', agent);
const chatUrl = await start<ChatServerOptions>('chat-main.js', {
  modelName: process.env.MODEL_NAME,
  ...changed,
  port,
  modelUrl,
  mcpUrl,
});

if (!stopping) {
  process.stdout.write(`The chat   ${chatUrl}/?variant=smooth   (or naive, slow-start)
Its API    ${chatUrl}/api/chat
The model  ${modelUrl}
${mcpUrl === undefined ? '' : `The agent  ${chatUrl}/?variant=smooth&agent=1   (AG-UI: ${chatUrl}/api/agent)\nIts tools  ${mcpUrl}   (the older transport: ${mcpUrl.replace(/mcp$/, 'sse')})\n`}
To measure it, in another terminal:
  CHAT_URL=${chatUrl}/?variant=smooth LOAD_URL=${chatUrl}/api/chat npx playwright test

Ctrl-C ends it.
`);
}
