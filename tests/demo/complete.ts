import { createParser } from 'eventsource-parser';

interface Chunk {
  readonly choices: readonly {
    readonly delta: { readonly role?: string; readonly content?: string };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: { readonly completion_tokens: number };
}

export interface Completion {
  readonly chunks: readonly Chunk[];
  readonly done: boolean;
  readonly contents: readonly string[];
  /** Monotonic milliseconds at which the headers, and then each content, had been read here. */
  readonly headersMs: number;
  readonly contentsMs: readonly number[];
}

/** Asks the model server as an OpenAI client does and reads the whole stream. */
export async function complete(
  modelUrl: string,
  prompt: string,
  request: { body?: object; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Completion> {
  const response = await fetch(`${modelUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...request.headers },
    body: JSON.stringify({ stream: true, messages: [{ role: 'user', content: prompt }], ...request.body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  if (!response.ok) throw new Error(`status ${response.status}: ${await response.text()}`);
  const headersMs = Number(process.hrtime.bigint()) / 1e6;
  const chunks: Chunk[] = [];
  const contentsMs: number[] = [];
  let done = false;
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === '[DONE]') {
        done = true;
        return;
      }
      const chunk = JSON.parse(data) as Chunk;
      chunks.push(chunk);
      if (chunk.choices[0]?.delta.content) contentsMs.push(Number(process.hrtime.bigint()) / 1e6);
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of response.body!) parser.feed(decoder.decode(bytes, { stream: true }));
  const contents = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').filter(Boolean);
  return { chunks, done, contents, headersMs, contentsMs };
}
