import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type BaseEvent, EventType } from '@ag-ui/core';
import { EventEncoder } from '@ag-ui/encoder';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import { openTools, plannedCalls, type Tools } from './agent-tools.js';
import type { ChatContext, ChatRequest } from './stream-answer.js';

export interface AgentContext extends ChatContext {
  /** Where the MCP server listens for Streamable HTTP. */
  readonly mcpUrl: string;
}

/**
 * One run of the agent, as AG-UI events: it calls several tools of the MCP server, one after the other, tells what they
 * gave, and then streams the model's answer. So one prompt loads both servers.
 */
export async function runAgent(
  context: AgentContext,
  { requestId, body }: ChatRequest,
  response: ServerResponse,
): Promise<void> {
  const prompt = lastQuestion(body);
  const ids = {
    threadId: typeof body.threadId === 'string' ? body.threadId : randomUUID(),
    runId: typeof body.runId === 'string' ? body.runId : randomUUID(),
  };
  const encoder = new EventEncoder();
  const clientLeft = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) clientLeft.abort(new Error('the client left'));
  });
  response.writeHead(200, {
    'content-type': encoder.getContentType(),
    'cache-control': 'no-cache',
    'x-request-id': requestId,
  });
  const emit = (event: BaseEvent & Readonly<Record<string, unknown>>): void => {
    if (!response.destroyed) response.write(encoder.encodeSSE(event));
  };

  emit({ type: EventType.RUN_STARTED, ...ids });
  try {
    const found = await callTools(context.mcpUrl, prompt, emit, clientLeft.signal);
    await answer(context, { prompt, found, requestId, signal: clientLeft.signal }, emit);
    emit({ type: EventType.RUN_FINISHED, ...ids });
  } catch (error) {
    // Nothing of the demo is secret, and its reader should see what failed.
    const message = error instanceof Error ? error.message : String(error);
    emit({ type: EventType.RUN_ERROR, message: `The agent failed: ${message}` });
  }
  response.end();
}

type Emit = (event: BaseEvent & Readonly<Record<string, unknown>>) => void;

async function callTools(
  mcpUrl: string,
  prompt: string,
  emit: Emit,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  let tools: Tools | undefined;
  try {
    tools = await openTools(mcpUrl);
    for (const call of plannedCalls(prompt)) {
      signal.throwIfAborted();
      const toolCallId = randomUUID();
      emit({ type: EventType.TOOL_CALL_START, toolCallId, toolCallName: call.name });
      emit({ type: EventType.TOOL_CALL_ARGS, toolCallId, delta: JSON.stringify(call.arguments) });
      emit({ type: EventType.TOOL_CALL_END, toolCallId });
      const content = await tools.call(call, signal);
      emit({ type: EventType.TOOL_CALL_RESULT, messageId: randomUUID(), toolCallId, content, role: 'tool' });
      found.push(content);
    }
  } finally {
    await tools?.close();
  }
  return found;
}

async function answer(
  context: AgentContext,
  asked: { prompt: string; found: readonly string[]; requestId: string; signal: AbortSignal },
  emit: Emit,
): Promise<void> {
  const provider = createOpenAICompatible({
    name: 'demo',
    baseURL: context.modelUrl,
    ...(context.modelApiKey === undefined ? {} : { apiKey: context.modelApiKey }),
  });
  let failed: unknown;
  const { textStream } = streamText({
    model: provider.chatModel(context.modelName),
    system: `What the tools found: ${asked.found.join(' ')}`,
    prompt: asked.prompt,
    headers: { 'x-request-id': asked.requestId },
    abortSignal: asked.signal,
    maxRetries: 0,
    ...(context.maxOutputTokens == null ? {} : { maxOutputTokens: context.maxOutputTokens }),
    onError: ({ error }) => {
      failed = error;
    },
  });
  const messageId = randomUUID();
  emit({ type: EventType.TEXT_MESSAGE_START, messageId, role: 'assistant' });
  for await (const delta of textStream) {
    if (delta !== '') emit({ type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta });
  }
  if (failed !== undefined) throw failed;
  emit({ type: EventType.TEXT_MESSAGE_END, messageId });
}

function lastQuestion(body: Readonly<Record<string, unknown>>): string {
  const messages: readonly { role?: unknown; content?: unknown }[] = Array.isArray(body.messages)
    ? body.messages
    : [];
  const content = messages.findLast((message) => message?.role === 'user')?.content;
  if (typeof content !== 'string') throw new Error('Failed to run: `messages` has no message of role `user`');
  return content;
}
