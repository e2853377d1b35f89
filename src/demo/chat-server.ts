import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ApiTruth } from '../model/truth.js';
import { createFaultSwitch, type Fault, respondJson } from './fault-switch.js';
import { listenOnLoopback, type RunningServer } from './listen-on-loopback.js';
import { loadPageFiles } from './load-page-files.js';
import { monotonicMs } from './monotonic-ms.js';
import { readJsonBody } from './read-json-body.js';
import { runAgent } from './run-agent.js';
import { streamAnswer } from './stream-answer.js';
import { openTruthLog } from './truth-log.js';

export interface ChatServerOptions {
  /** Base URL of an OpenAI-compatible server, up to and with `/v1`. */
  readonly modelUrl: string;
  /** Default `plimsoll-demo`. */
  readonly modelName?: string | null | undefined;
  /** Sent to the model server as a bearer token; default: none. Never logged. */
  readonly modelApiKey?: string | undefined;
  /** Most tokens the model is asked for; default: the model's own end. */
  readonly maxOutputTokens?: number | null | undefined;
  /** Default 0: any free port. */
  readonly port?: number | undefined;
  /** Where one `ApiTruth` line is appended for each chat request that ended; default: nowhere. */
  readonly truthFile?: string | null | undefined;
  /** An MCP server, for the agent at `POST /api/agent`; default: there is no agent. */
  readonly mcpUrl?: string | null | undefined;
  /** Default `none`. What is answered by a fault never reaches the model and leaves no truth. */
  readonly fault?: Fault | undefined;
}

/** The chat page and its API, as a team would build them on the AI SDK. */
export async function startChatServer(options: ChatServerOptions): Promise<RunningServer> {
  const page = await loadPageFiles();
  const faults = createFaultSwitch(options.fault ?? 'none');
  const truth = openTruthLog<ApiTruth>(options.truthFile ?? null);
  const context = { ...options, modelName: options.modelName ?? 'plimsoll-demo', truth };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedMs = monotonicMs();
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = `${request.method} ${pathname}`;
    const file = page.get(pathname);
    if (route === 'POST /api/chat') {
      if (faults.answered(response)) return;
      const requestId = requestIdOf(request);
      await streamAnswer(context, { requestId, arrivedMs, body: await readJsonBody(request) }, response);
    } else if (route === 'POST /api/agent' && options.mcpUrl != null) {
      if (faults.answered(response)) return;
      const asked = { requestId: requestIdOf(request), arrivedMs, body: await readJsonBody(request) };
      await runAgent({ ...context, mcpUrl: options.mcpUrl }, asked, response);
    } else if (request.method === 'GET' && file !== undefined) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' });
      response.end(file.content);
    } else if (route === 'POST /__control') {
      await faults.control(request, response);
    } else {
      respondJson(response, 404, { error: { message: `no such route: ${route}` } });
    }
  }

  const server = createServer({ noDelay: true }, (request, response) => {
    answer(request, response).catch((error: Error) => {
      // A client that left while it was still sending its request has nobody to be told.
      if (!response.destroyed && !response.headersSent) {
        respondJson(response, 400, { error: { message: error.message } });
      }
    });
  });
  const running = await listenOnLoopback(server, options.port ?? 0);
  return { ...running, close: () => running.close().finally(truth.close) };
}

function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' ? given : randomUUID();
}
