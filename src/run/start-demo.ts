import { join } from 'node:path';
import type { DemoPlan, LanePlan } from '../model/plan.js';
import { type Child, startChild } from './child.js';
import type { ListeningMessage } from './protocol.js';
import { RunError } from './run-error.js';

const LISTEN_MS = 15_000;

/** Waits until a child says where it listens. */
export async function whenListening(child: Child, what: string): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const listening = new Promise<string>((resolve) => {
    child.process.on('message', (message: ListeningMessage) => {
      if (message.type === 'listening') resolve(message.url);
    });
  });
  const failed = child.exited.then((how): never => {
    throw new RunError('E_PROCESS', `Failed to start ${what}: it ${how}`, 'Its own message is above.');
  });
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new RunError(
            'E_PROCESS',
            `Failed to start ${what}: it did not listen within ${LISTEN_MS / 1000} s`,
            'Is the machine overloaded?',
          ),
        ),
      LISTEN_MS,
    );
  });
  try {
    return await Promise.race([listening, failed, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The embedded target, running. */
export interface RunningDemo {
  readonly chatUrl: string;
  readonly loadUrl: string;
  /** The servers that are loaded beside it. */
  readonly lanes: readonly LanePlan[];
  readonly children: readonly Child[];
}

/** Starts the demo's model server (unless a real one is given) and its page with the chat API. */
export async function startDemo(
  demo: DemoPlan,
  seed: number,
  run: string,
  runDir: string,
): Promise<RunningDemo> {
  const children: Child[] = [];
  const truth = (name: string): string => join(runDir, 'truth', `${name}.jsonl`);
  let modelUrl = demo.modelUrl;
  if (modelUrl === null) {
    const {
      variant: _page,
      modelUrl: _real,
      modelName: _name,
      maxTokens: _limit,
      agent: _agent,
      ...pace
    } = demo;
    const options = { ...pace, seed, truthFile: truth('model') };
    const model = startChild({
      role: 'demo',
      entry: 'demo/model-main.js',
      args: [JSON.stringify(options)],
      run,
    });
    children.push(model);
    modelUrl = `${(await whenListening(model, "the demo's model server")).replace(/\/$/, '')}/v1`;
  }
  let mcpUrl: string | null = null;
  if (demo.agent !== null) {
    const { slots, toolMs } = demo.agent;
    const options = { slots, toolMs, truthFile: truth('mcp') };
    const mcp = startChild({ role: 'demo', entry: 'demo/mcp-main.js', args: [JSON.stringify(options)], run });
    children.push(mcp);
    mcpUrl = await whenListening(mcp, "the demo's MCP server");
  }
  const chat = startChild({
    role: 'demo',
    entry: 'demo/chat-main.js',
    args: [
      JSON.stringify({
        modelUrl,
        mcpUrl,
        modelName: demo.modelName,
        maxOutputTokens: demo.maxTokens,
        truthFile: truth('api'),
      }),
    ],
    run,
  });
  children.push(chat);
  const url = (await whenListening(chat, "the demo's chat server")).replace(/\/$/, '');
  return {
    chatUrl: `${url}/?variant=${demo.variant}${mcpUrl === null ? '' : '&agent=1'}`,
    loadUrl: mcpUrl === null ? `${url}/api/chat` : `${url}/api/agent`,
    lanes: toolLane(mcpUrl, demo),
    children,
  };
}

/** Whoever calls the tools directly: other agents of the same MCP server. */
function toolLane(mcpUrl: string | null, { agent }: DemoPlan): LanePlan[] {
  if (mcpUrl === null || agent === null || agent.perStream === 0) return [];
  return [
    {
      name: 'mcp',
      loadUrl: mcpUrl,
      loadDialect: 'mcp-streamable-http',
      loadHeaders: {},
      loadBody: null,
      loadTasks: null,
      perStream: agent.perStream,
    },
  ];
}
