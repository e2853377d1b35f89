import { HttpAgent } from '@ag-ui/client';
import Anthropic from '@anthropic-ai/sdk';
import { StreamableHTTPClientTransport as Mcp2026Transport } from '@modelcontextprotocol/client';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, test } from '@playwright/test';
import { DefaultChatTransport, readUIMessageStream, TextStreamChatTransport, type UIMessage } from 'ai';
import OpenAI from 'openai';
import { dialectNamed } from '../../dist/src/wire/dialects.js';
import { createStreamReader } from '../../dist/src/wire/stream-reader.js';
import { readStream } from './read-stream.js';
import { type Recording, recordings } from './recordings.js';

/** What an official client made of a recording: the text that its user gets, and whether it says that it failed. */
interface Told {
  readonly text: string;
  readonly failed: boolean;
}

const NOWHERE = 'http://127.0.0.1:9';

const TYPES = {
  sse: 'text/event-stream',
  json: 'application/json',
  text: 'text/plain',
  ndjson: 'application/x-ndjson',
};

/** Answers every request with the recorded bytes. */
const replay =
  ({ bytes, framing }: Recording): typeof fetch =>
  async () =>
    new Response(new Uint8Array(bytes), { headers: { 'content-type': TYPES[framing] } });

/** Collects text until the client has no more or fails. */
async function collect(texts: AsyncIterable<string | Error>): Promise<Told> {
  let text = '';
  try {
    for await (const part of texts) {
      if (part instanceof Error) return { text, failed: true };
      text += part;
    }
    return { text, failed: false };
  } catch {
    // How a client fails is its own business; that it does is what is compared.
    return { text, failed: true };
  }
}

async function* openaiChat(recorded: Recording): AsyncGenerator<string> {
  const client = new OpenAI({ apiKey: 'none', baseURL: NOWHERE, maxRetries: 0, fetch: replay(recorded) });
  const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
  for await (const chunk of stream) yield chunk.choices[0]?.delta.content ?? '';
}

async function* openaiResponses(recorded: Recording): AsyncGenerator<string | Error> {
  const client = new OpenAI({ apiKey: 'none', baseURL: NOWHERE, maxRetries: 0, fetch: replay(recorded) });
  for await (const event of await client.responses.create({ model: 'm', input: '?', stream: true })) {
    if (event.type === 'response.output_text.delta') yield event.delta;
    if (event.type === 'response.failed' || event.type === 'error') yield new Error(event.type);
  }
}

async function* anthropicMessages(recorded: Recording): AsyncGenerator<string> {
  const client = new Anthropic({ apiKey: 'none', baseURL: NOWHERE, maxRetries: 0, fetch: replay(recorded) });
  const stream = await client.messages.create({ model: 'm', max_tokens: 9, messages: [], stream: true });
  for await (const event of stream) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text;
  }
}

async function* agUi(recorded: Recording): AsyncGenerator<string | Error> {
  const agent = new HttpAgent({ url: NOWHERE, threadId: 't1', fetch: replay(recorded) });
  const told: (string | Error)[] = [];
  await agent.runAgent(
    { runId: 'r1' },
    {
      onTextMessageContentEvent: ({ event }) => void told.push(event.delta),
      onRunErrorEvent: ({ event }) => void told.push(new Error(event.message)),
    },
  );
  yield* told;
}

const send = {
  trigger: 'submit-message',
  chatId: 'c',
  messageId: undefined,
  messages: [],
  abortSignal: undefined,
} as const;

async function* aiSdkUi(recorded: Recording): AsyncGenerator<string | Error> {
  const transport = new DefaultChatTransport<UIMessage>({ api: NOWHERE, fetch: replay(recorded) });
  yield* newestText(await transport.sendMessages({ ...send, messages: [] }));
}

async function* aiSdkText(recorded: Recording): AsyncGenerator<string | Error> {
  const transport = new TextStreamChatTransport<UIMessage>({ api: NOWHERE, fetch: replay(recorded) });
  yield* newestText(await transport.sendMessages({ ...send, messages: [] }));
}

async function* newestText(
  stream: Parameters<typeof readUIMessageStream>[0]['stream'],
): AsyncGenerator<string | Error> {
  let text = '';
  let failed: Error | undefined;
  const onError = (error: unknown): void => {
    failed = error as Error;
  };
  for await (const { parts } of readUIMessageStream({ stream, onError })) {
    text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  }
  yield text;
  if (failed !== undefined) yield failed;
}

/** The transport of either line of the SDK. */
interface McpTransport {
  onmessage?: ((message: object) => void) | undefined;
  start(): Promise<void>;
  send(message: { jsonrpc: '2.0'; id: string; method: string; params: object }): Promise<void>;
  close(): Promise<void>;
}

async function* mcp(transport: McpTransport): AsyncGenerator<string | Error> {
  const answer = new Promise<Record<string, unknown>>((resolve) => {
    transport.onmessage = (message) => {
      if (!('method' in message)) resolve(message as Record<string, unknown>);
    };
  });
  await transport.start();
  await transport.send({ jsonrpc: '2.0', id: 'call-1', method: 'tools/call', params: { name: 'echo' } });
  const { result, error } = (await answer) as {
    result?: { content: { text: string }[]; isError?: boolean };
    error?: { message: string };
  };
  await transport.close();
  if (error !== undefined || result?.isError === true) yield new Error('tool or protocol');
  else yield result!.content.map(({ text }) => text).join('\n');
}

async function* mcpSse({ bytes }: Recording): AsyncGenerator<string | Error> {
  let tell: (message: Record<string, unknown>) => void = () => undefined;
  const answer = new Promise<Record<string, unknown>>((resolve) => {
    tell = resolve;
  });
  const stream = new Response(new Uint8Array(bytes), { headers: { 'content-type': TYPES.sse } });
  const transport = new SSEClientTransport(new URL(NOWHERE), {
    // The stream once; when it is over the client would open it anew.
    eventSourceInit: { fetch: async () => (stream.bodyUsed ? new Response(null, { status: 204 }) : stream) },
  });
  transport.onmessage = (message) => {
    if (!('method' in message)) tell(message);
  };
  await transport.start();
  const { result, error } = (await answer) as {
    result?: { content: { text: string }[]; isError?: boolean };
    error?: { message: string };
  };
  await transport.close();
  if (error !== undefined || result?.isError === true) yield new Error('tool or protocol');
  else yield result!.content.map(({ text }) => text).join('\n');
}

const CLIENTS: Readonly<Record<string, (recorded: Recording) => AsyncIterable<string | Error>>> = {
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  'anthropic-messages': anthropicMessages,
  'ag-ui': agUi,
  'ai-sdk-ui': aiSdkUi,
  'ai-sdk-text': aiSdkText,
  'mcp-http-sse': mcpSse,
  'mcp-streamable-http': (recorded) =>
    mcp(new StreamableHTTPClientTransport(new URL(NOWHERE), { fetch: replay(recorded) }) as McpTransport),
  'mcp-2026': (recorded) =>
    mcp(new Mcp2026Transport(new URL(NOWHERE), { fetch: replay(recorded) }) as McpTransport),
};

/** Where Plimsoll is stricter on purpose: these clients take an end for a good one, or let a numbering slip. */
const STRICTER = new Set([
  'openai-chat-no-finish.sse',
  'openai-chat-truncated.sse',
  'openai-responses-gap.sse',
]);

for (const recorded of recordings) {
  const client = CLIENTS[recorded.dialect];
  if (client === undefined) continue;
  test(`${recorded.file}: the official client reads the same text and the same end`, async () => {
    const told = await collect(client(recorded));
    const reader = createStreamReader(dialectNamed(recorded.dialect), {
      framing: recorded.framing,
      request: recorded.dialect.startsWith('mcp') ? { id: 'call-1' } : undefined,
    });
    const ours = readStream(reader, [recorded.bytes]);
    expect(told.text).toBe(ours.text);
    expect(told.failed).toBe(STRICTER.has(recorded.file) ? false : ours.terminal === undefined);
  });
}
