import { createServer, type ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { listenOnLoopback, type RunningServer } from './listen-on-loopback.js';
import { readJsonBody } from './read-json-body.js';
import { createSlotQueue } from './slot-queue.js';

/** The part of node-llama-cpp that is used; the package is not a dependency, so its types are not there. */
interface LlamaModule {
  getLlama(options: { build: 'never'; logLevel: 'error' }): Promise<{
    loadModel(options: { modelPath: string }): Promise<LlamaModel>;
  }>;
  LlamaChatSession: new (options: {
    contextSequence: LlamaSequence;
  }) => {
    promptWithMeta(
      prompt: string,
      options: { maxTokens: number; onTextChunk: (text: string) => void; signal: AbortSignal },
    ): Promise<{ stopReason: string }>;
    dispose(options: { disposeSequence: boolean }): void;
  };
}
interface LlamaModel {
  createContext(options: {
    sequences: number;
    contextSize: number;
    threads: number;
  }): Promise<{ getSequence(): LlamaSequence }>;
}
interface LlamaSequence {
  clearHistory(): Promise<void>;
}

export interface RealModelOptions {
  /** Entry file of an installed node-llama-cpp. */
  readonly runtime: string;
  /** Weights, a GGUF file. */
  readonly weights: string;
  readonly modelName: string;
  /** Answers at once; the rest waits first come, first served. */
  readonly slots: number;
  readonly maxTokens: number;
}

/** Tokens of prompt and answer that one conversation may have. */
const CONTEXT_TOKENS = 1024;

/** A real language model behind the OpenAI chat completions wire: llama.cpp in this process, on the CPU. */
export async function startRealModelServer(options: RealModelOptions): Promise<RunningServer> {
  const { getLlama, LlamaChatSession } = (await import(pathToFileURL(options.runtime).href)) as LlamaModule;
  const llama = await getLlama({ build: 'never', logLevel: 'error' });
  const model = await llama.loadModel({ modelPath: options.weights });
  const context = await model.createContext({
    sequences: options.slots,
    contextSize: CONTEXT_TOKENS,
    // Its threads wait by spinning: more of them than cores that are free make it a hundred times slower.
    threads: Math.max(1, availableParallelism() - 1),
  });
  const queue = createSlotQueue(options.slots);

  // A sequence that is disposed is free again only later: each is kept, emptied and used again.
  const free = Array.from({ length: options.slots }, () => context.getSequence());

  async function answer(
    prompt: string,
    maxTokens: number,
    response: ServerResponse,
    left: AbortSignal,
  ): Promise<void> {
    const contextSequence = free.pop()!;
    const session = new LlamaChatSession({ contextSequence });
    try {
      const { stopReason } = await session.promptWithMeta(prompt, {
        maxTokens,
        signal: left,
        onTextChunk: (text) => send(response, { content: text }, null),
      });
      send(response, {}, stopReason === 'maxTokens' ? 'length' : 'stop');
      response.end('data: [DONE]\n\n');
    } finally {
      session.dispose({ disposeSequence: false });
      await contextSequence.clearHistory();
      free.push(contextSequence);
    }
  }

  function send(response: ServerResponse, delta: { content?: string }, finishReason: string | null): void {
    if (!response.headersSent)
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    const chunk = {
      id: 'completion',
      object: 'chat.completion.chunk',
      created: 0,
      model: options.modelName,
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }

  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      response.writeHead(404).end();
      return;
    }
    const body = await readJsonBody(request);
    const messages = body.messages as { content: unknown }[];
    const left = new AbortController();
    let started = false;
    const leave = queue.enter(() => {
      started = true;
      const prompt = textOf(messages.at(-1)?.content);
      answer(prompt, Number(body.max_tokens) || options.maxTokens, response, left.signal)
        .catch((error: Error) => {
          if (!left.signal.aborted) fail(response, error);
        })
        // Long after `enter` has returned, also when the slot was free at once.
        .finally(() => leave());
    });
    response.on('close', () => {
      if (response.writableFinished) return;
      left.abort();
      // One that waits gives up its place at once; one that is being answered gives up its slot when it has stopped.
      if (!started) leave();
    });
  });
  return listenOnLoopback(server, 0);
}

/** The text of a message's content, which may be in parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return (content as { text?: string }[]).map(({ text }) => text ?? '').join('');
}

function fail(response: ServerResponse, error: Error): void {
  const body = JSON.stringify({ error: { message: error.message, type: 'server_error' } });
  if (response.headersSent) response.end(`data: ${body}\n\n`);
  else response.writeHead(500, { 'content-type': 'application/json' }).end(body);
}
