import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DemoPlan } from '../model/plan.js';
import type { ModelTruth } from '../model/truth.js';
import { createFaultSwitch, type Fault, respondJson } from './fault-switch.js';
import { listenOnLoopback, type RunningServer } from './listen-on-loopback.js';
import { monotonicMs } from './monotonic-ms.js';
import { readJsonBody } from './read-json-body.js';
import { createSlotQueue } from './slot-queue.js';
import { type CompletionRequest, streamCompletion } from './stream-completion.js';
import type { Pace } from './token-schedule.js';
import { openTruthLog } from './truth-log.js';

export interface ModelServerOptions extends Pace, Pick<DemoPlan, 'slots'> {
  /** Scripts delays, lengths and words: the same seed and prompt give the same answer at the same pace. */
  readonly seed: number;
  /** Default 0: any free port. */
  readonly port?: number | undefined;
  /** Where one `ModelTruth` line is appended for each request that ended; default: nowhere. */
  readonly truthFile?: string | null | undefined;
  /** Default `none`. What is answered by a fault never enters the queue and leaves no truth. */
  readonly fault?: Fault | undefined;
  /** Default `plimsoll-demo`. */
  readonly modelName?: string | undefined;
}

/**
 * An OpenAI-compatible model server with a capacity: `slots` workers and a queue before them. A request that waits
 * receives nothing, not even headers, as with a framework of few workers; so its client cannot tell waiting from
 * thinking, and sees a queue only as a longer time to the first token.
 */
export async function startModelServer(options: ModelServerOptions): Promise<RunningServer> {
  const modelName = options.modelName ?? 'plimsoll-demo';
  const faults = createFaultSwitch(options.fault ?? 'none');
  const truth = openTruthLog<ModelTruth>(options.truthFile ?? null);
  const context = { ...options, modelName, truth, queue: createSlotQueue(options.slots) };
  let served = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedMs = monotonicMs();
    const route = `${request.method} ${new URL(request.url ?? '/', 'http://127.0.0.1').pathname}`;
    if (route === 'POST /v1/chat/completions') {
      if (faults.answered(response)) return;
      served += 1;
      const requestId = request.headers['x-request-id'];
      const asked = readCompletionRequest(await readJsonBody(request), {
        id: `completion-${served}`,
        requestId: typeof requestId === 'string' ? requestId : null,
        arrivedMs,
      });
      streamCompletion(context, asked, response);
    } else if (route === 'GET /v1/models') {
      const model = { id: modelName, object: 'model', created: 0, owned_by: 'plimsoll' };
      respondJson(response, 200, { object: 'list', data: [model] });
    } else if (route === 'POST /__control') {
      await faults.control(request, response);
    } else {
      respondJson(response, 404, { error: { message: `no such route: ${route}` } });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      // A client that left while it was still sending its request has nobody to be told.
      if (!response.destroyed) {
        respondJson(response, 400, { error: { message: error.message, type: 'invalid_request_error' } });
      }
    });
  });
  const running = await listenOnLoopback(server, options.port ?? 0);
  return { ...running, close: () => running.close().finally(truth.close) };
}

function readCompletionRequest(
  body: Readonly<Record<string, unknown>>,
  known: Pick<CompletionRequest, 'id' | 'requestId' | 'arrivedMs'>,
): CompletionRequest {
  if (body.stream !== true) throw new Error('Failed to complete: only `"stream": true` is served');
  if (!Array.isArray(body.messages)) throw new Error('Failed to complete: `messages` is missing');
  const last = body.messages.findLast((message) => message?.role === 'user');
  if (last === undefined) throw new Error('Failed to complete: `messages` has no message of role `user`');
  const limit = body.max_tokens ?? body.max_completion_tokens ?? null;
  if (limit !== null && (typeof limit !== 'number' || !(limit >= 1))) {
    throw new Error('Failed to complete: `max_tokens` must be a number from 1 up');
  }
  const streamOptions = body.stream_options as { include_usage?: unknown } | null | undefined;
  return {
    ...known,
    prompt: typeof last.content === 'string' ? last.content : JSON.stringify(last.content),
    maxTokens: limit === null ? null : Math.floor(limit),
    includeUsage: streamOptions?.include_usage === true,
  };
}
