import { streamLines } from './stream-lines.js';

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[];
}

/** The answer's pieces out of OpenAI's stream of chat completions. */
export async function* openaiText(prompt: string, signal?: AbortSignal): AsyncGenerator<string> {
  const body = { model: 'scripted', stream: true, messages: [{ role: 'user', content: prompt }] };
  for await (const line of streamLines('/api/openai', body, signal)) {
    if (!line.startsWith('data: ') || line === 'data: [DONE]') continue;
    const { choices } = JSON.parse(line.slice('data: '.length)) as Chunk;
    const content = choices[0]?.delta.content;
    if (content !== undefined && content !== '') yield content;
  }
}
