/** Wires that are understood. To add one: a file in `src/wire/`, a name here. */
export const DIALECT_NAMES = [
  'auto',
  'ai-sdk-ui',
  'ai-sdk-text',
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'ag-ui',
  'ollama',
  'gradio-call',
  'gradio-queue',
  'mcp-http-sse',
  'mcp-streamable-http',
  'mcp-2026',
  'raw-sse',
  'raw-ndjson',
] as const;

/** A wire of one's own: where in each event's JSON the text is, e.g. `raw-ndjson:message.parts.0.text`. */
export type RawDialectName = `raw-sse:${string}` | `raw-ndjson:${string}`;
export type DialectName = (typeof DIALECT_NAMES)[number] | RawDialectName;
