import type { DialectName } from '../model/dialect.js';

const PATHS: readonly (readonly [RegExp, DialectName])[] = [
  [/\/chat\/completions\/?$/, 'openai-chat'],
  [/\/responses\/?$/, 'openai-responses'],
  [/\/messages\/?$/, 'anthropic-messages'],
  [/\/api\/generate\/?$/, 'ollama'],
  [/\/mcp\/?$/, 'mcp-streamable-http'],
  [/\/(ag-?ui|agent)\/?$/, 'ag-ui'],
  [/\/gradio_api\/call\//, 'gradio-call'],
  [/\/api\/chat\/?$/, 'ai-sdk-ui'],
];

/** What an endpoint probably speaks, by its path; `auto` where the path tells nothing. */
export function guessDialect(loadUrl: string): DialectName {
  const { pathname, port } = new URL(loadUrl);
  // Ollama and AI SDK chats share a path; Ollama has a port of its own.
  if (port === '11434' && /\/api\/chat\/?$/.test(pathname)) return 'ollama';
  return PATHS.find(([path]) => path.test(pathname))?.[1] ?? 'auto';
}
