import { agUi } from './ag-ui.js';
import { aiSdkText } from './ai-sdk-text.js';
import { aiSdkUi } from './ai-sdk-ui.js';
import { anthropicMessages } from './anthropic-messages.js';
import type { Dialect, SseEvent } from './dialect.js';
import { gradioCall } from './gradio-call.js';
import { gradioQueue } from './gradio-queue.js';
import { mcpHttpSse } from './mcp-http-sse.js';
import { mcpStreamableHttp } from './mcp-streamable-http.js';
import { ollama } from './ollama.js';
import { openaiChat } from './openai-chat.js';
import { openaiResponses } from './openai-responses.js';
import { parseJsonEvent } from './parse-json-event.js';

/** Dialects that a stream's beginning gives away, the most telling first. */
const CANDIDATES: readonly Dialect[] = [
  aiSdkUi,
  openaiChat,
  anthropicMessages,
  openaiResponses,
  agUi,
  ollama,
  mcpStreamableHttp,
  gradioCall,
  gradioQueue,
  mcpHttpSse,
];

/** The dialect of a response with these headers, where they tell; plain text is the AI SDK's. */
export function recogniseByHeaders(headers: Readonly<Record<string, string>>): Dialect | undefined {
  if (/^text\/plain\b/i.test(headers['content-type'] ?? '')) return aiSdkText;
  return CANDIDATES.find((dialect) => dialect.recognises(headers));
}

/** The dialect of a stream that begins with this event, if it tells. */
export function recogniseByEvent(event: SseEvent): Dialect | undefined {
  const json = parseJsonEvent(event.data);
  return CANDIDATES.find((dialect) => dialect.begins(event, json));
}
