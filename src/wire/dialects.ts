import type { DialectName } from '../model/dialect.js';
import { agUi } from './ag-ui.js';
import { aiSdkText } from './ai-sdk-text.js';
import { aiSdkUi } from './ai-sdk-ui.js';
import { anthropicMessages } from './anthropic-messages.js';
import { auto } from './auto.js';
import type { Dialect } from './dialect.js';
import { gradioCall } from './gradio-call.js';
import { gradioQueue } from './gradio-queue.js';
import { mcp2026 } from './mcp-2026.js';
import { mcpHttpSse } from './mcp-http-sse.js';
import { mcpStreamableHttp } from './mcp-streamable-http.js';
import { ollama } from './ollama.js';
import { openaiChat } from './openai-chat.js';
import { openaiResponses } from './openai-responses.js';
import { raw } from './raw.js';

/** Every dialect by its name; a raw one with a path is not in the table, see {@link dialectNamed}. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  auto,
  'ai-sdk-ui': aiSdkUi,
  'ai-sdk-text': aiSdkText,
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  'anthropic-messages': anthropicMessages,
  'ag-ui': agUi,
  ollama,
  'gradio-call': gradioCall,
  'gradio-queue': gradioQueue,
  'mcp-http-sse': mcpHttpSse,
  'mcp-streamable-http': mcpStreamableHttp,
  'mcp-2026': mcp2026,
  'raw-sse': raw('raw-sse', null),
  'raw-ndjson': raw('raw-ndjson', null),
};

/** The dialect of that name; `raw-sse:choices.0.text` is the raw one with the text at that path. */
export function dialectNamed(name: DialectName): Dialect {
  const known = dialects[name];
  if (known !== undefined) return known;
  const colon = name.indexOf(':');
  return raw(name.slice(0, colon) as 'raw-sse' | 'raw-ndjson', name.slice(colon + 1));
}
