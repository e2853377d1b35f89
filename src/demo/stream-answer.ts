import type { ServerResponse } from 'node:http';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  convertToModelMessages,
  pipeUIMessageStreamToResponse,
  streamText,
  type UIMessage,
  type UIMessageChunk,
} from 'ai';
import type { ApiTruth } from '../model/truth.js';
import { monotonicMs } from './monotonic-ms.js';
import type { TruthLog } from './truth-log.js';

export interface ChatRequest {
  readonly requestId: string;
  /** Monotonic milliseconds: the request's headers were read. */
  readonly arrivedMs: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ChatContext {
  readonly modelUrl: string;
  readonly modelName: string;
  readonly modelApiKey?: string | undefined;
  readonly maxOutputTokens?: number | null | undefined;
  readonly truth: TruthLog<ApiTruth>;
}

/** One turn: asks the model and streams its answer to the page as AI SDK UI message parts. */
export async function streamAnswer(
  context: ChatContext,
  request: ChatRequest,
  response: ServerResponse,
): Promise<void> {
  const question = lastUserMessage(request.body);
  const clientLeft = new AbortController();
  let firstModelTextMs: number | null = null;
  let firstWriteMs: number | null = null;

  response.once('close', () => {
    // Giving the model request up gives its place in the model's queue to someone who still waits.
    if (!response.writableFinished) clientLeft.abort(new Error('the client left'));
    const endedMs = monotonicMs();
    context.truth.append({
      requestId: request.requestId,
      arrivedMs: request.arrivedMs,
      firstModelTextMs,
      firstWriteMs,
      endedMs,
    });
  });

  const provider = createOpenAICompatible({
    name: 'demo',
    baseURL: context.modelUrl,
    includeUsage: true,
    ...(context.modelApiKey === undefined ? {} : { apiKey: context.modelApiKey }),
  });
  const result = streamText({
    model: provider.chatModel(context.modelName),
    // The last question only: with the whole conversation every prompt would be longer than the one before, and a
    // page would seem to slow down through its own history rather than through load.
    messages: await convertToModelMessages([question]),
    headers: { 'x-request-id': request.requestId },
    abortSignal: clientLeft.signal,
    // A retry would hide a failing model behind a longer wait.
    maxRetries: 0,
    ...(context.maxOutputTokens == null ? {} : { maxOutputTokens: context.maxOutputTokens }),
    onChunk: ({ chunk }) => {
      if (chunk.type === 'text-delta') firstModelTextMs ??= monotonicMs();
    },
    // Nothing to log here: the error goes to the page as an `error` part, see below.
    onError: () => undefined,
  });

  const stamped = new TransformStream<UIMessageChunk, UIMessageChunk>({
    transform(part, controller) {
      if (part.type === 'text-delta') firstWriteMs ??= monotonicMs();
      controller.enqueue(part);
    },
  });
  pipeUIMessageStreamToResponse({
    response,
    headers: { 'x-request-id': request.requestId },
    stream: result.toUIMessageStream({ onError: describe }).pipeThrough(stamped),
  });
}

/** The AI SDK hides errors from the page by default; the demo has no secrets and its reader should see what failed. */
function describe(error: unknown): string {
  return `The model did not answer: ${error instanceof Error ? error.message : String(error)}`;
}

function lastUserMessage(body: Readonly<Record<string, unknown>>): UIMessage {
  const messages: readonly UIMessage[] = Array.isArray(body.messages) ? body.messages : [];
  const last = messages.findLast((message) => message?.role === 'user');
  if (last === undefined || !Array.isArray(last.parts)) {
    throw new Error('Failed to chat: `messages` has no message of role `user` with `parts`');
  }
  return last;
}
