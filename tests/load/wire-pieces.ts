import type { DialectName } from '../../dist/src/model/dialect.js';

/** The parts of one wire's answer, as a server writes them. What a wire cannot say is missing. */
export interface WirePieces {
  readonly contentType: string;
  /** What comes before any text. */
  readonly head: string;
  readonly text: (text: string) => string;
  readonly end: string;
  /** Ends an answer that a limit has cut. */
  readonly cutEnd?: string;
  readonly error?: string;
  /** Keeps the connection alive and means nothing. */
  readonly idle?: string;
  /** What this wire may not say. */
  readonly garbage?: string;
  /** The end of the body is a terminal: nothing can be `truncated`. */
  readonly endsWithBody?: true;
}

const SSE = 'text/event-stream; charset=utf-8';
const NDJSON = 'application/x-ndjson';
const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const named = (value: { readonly type: string }): string => `event: ${value.type}\n${data(value)}`;
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const choice = (delta: object, reason: string | null = null): string =>
  data({ choices: [{ index: 0, delta, finish_reason: reason }] });
const rpc = (value: object): string => `event: message\n${data({ jsonrpc: '2.0', id: 'q', ...value })}`;
const whole = (text: string): object => ({ content: text === '' ? [] : [{ type: 'text', text }] });
const queue = (message: object): string => data({ event_id: 'e1', ...message });
/** Another question of the same session, on the same stream. */
const OTHERS_QUESTION =
  queue({ event_id: 'e2', msg: 'process_generating', output: { data: ['not mine'] }, success: true }) +
  queue({ event_id: 'e2', msg: 'process_completed', output: { error: 'not mine' }, success: false });
const garbage = 'data: {"type":\n\n';
const idle = ': keep-alive\n\n';

const mcp: WirePieces = {
  contentType: SSE,
  head: 'id: 1\ndata:\n\n',
  text: (text) => rpc({ result: whole(text) }),
  end: '',
  error: rpc({ result: { content: [{ type: 'text', text: 'no such port' }], isError: true } }),
  idle,
  garbage,
};

export const wirePieces: Readonly<Partial<Record<DialectName, WirePieces>>> = {
  'openai-chat': {
    contentType: SSE,
    head: choice({ role: 'assistant', content: '' }),
    text: (text) => choice({ content: text }),
    end: `${choice({}, 'stop')}data: [DONE]\n\n`,
    cutEnd: `${choice({}, 'length')}data: [DONE]\n\n`,
    error: data({ error: { message: 'the engine died' } }),
    idle,
    garbage,
  },
  'ai-sdk-ui': {
    contentType: SSE,
    head: data({ type: 'start' }),
    text: (text) => data({ type: 'text-delta', id: '0', delta: text }),
    end: `${data({ type: 'finish', finishReason: 'stop' })}data: [DONE]\n\n`,
    cutEnd: `${data({ type: 'finish', finishReason: 'length' })}data: [DONE]\n\n`,
    error: data({ type: 'error', errorText: 'the engine died' }),
    idle,
    garbage,
  },
  'ai-sdk-text': {
    contentType: 'text/plain; charset=utf-8',
    head: '',
    text: (text) => text,
    end: '',
    endsWithBody: true,
  },
  'openai-responses': {
    contentType: SSE,
    head: named({ type: 'response.created' }),
    text: (delta) => data({ type: 'response.output_text.delta', delta }),
    end: named({ type: 'response.completed' }),
    cutEnd: named({ type: 'response.incomplete' }),
    error: data({ type: 'response.failed', response: { error: { message: 'the engine died' } } }),
    idle,
    garbage,
  },
  'anthropic-messages': {
    contentType: SSE,
    head: named({ type: 'message_start' }) + named({ type: 'ping' }),
    text: (text) => data({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    end:
      data({ type: 'message_delta', delta: { stop_reason: 'end_turn' } }) + named({ type: 'message_stop' }),
    cutEnd:
      data({ type: 'message_delta', delta: { stop_reason: 'max_tokens' } }) + named({ type: 'message_stop' }),
    error: data({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
    idle: named({ type: 'ping' }),
    garbage,
  },
  'ag-ui': {
    contentType: SSE,
    head: data({ type: 'RUN_STARTED', threadId: 't', runId: 'r' }),
    text: (delta) => data({ type: 'TEXT_MESSAGE_CHUNK', messageId: 'm', delta }),
    end: data({ type: 'RUN_FINISHED', threadId: 't', runId: 'r' }),
    cutEnd: data({ type: 'RUN_FINISHED', threadId: 't', runId: 'r', outcome: { type: 'cancelled' } }),
    error: data({ type: 'RUN_ERROR', message: 'the engine died' }),
    idle,
    garbage,
  },
  ollama: {
    contentType: NDJSON,
    head: line({ message: { role: 'assistant', content: '' }, done: false }),
    text: (content) => line({ message: { content }, done: false }),
    end: line({ message: { content: '' }, done: true, done_reason: 'stop' }),
    cutEnd: line({ message: { content: '' }, done: true, done_reason: 'length' }),
    error: line({ error: 'the engine died' }),
    idle: '\n',
    garbage: '{"message":\n',
  },
  'gradio-call': {
    contentType: SSE,
    head: 'event: heartbeat\ndata: null\n\n',
    text: (text) => `event: generating\n${data([text])}`,
    end: `event: complete\n${data([''])}`,
    error: 'event: error\ndata: "the engine died"\n\n',
    idle: 'event: heartbeat\ndata: null\n\n',
    garbage: 'event: generating\ndata: [\n\n',
  },
  'gradio-queue': {
    contentType: SSE,
    head: queue({ msg: 'estimation', rank: 0 }) + queue({ msg: 'process_starts' }) + OTHERS_QUESTION,
    text: (text) =>
      queue({ msg: 'process_generating', output: { data: [text] }, success: true }) + OTHERS_QUESTION,
    end: queue({ msg: 'process_completed', output: { data: [''] }, success: true }),
    error: queue({ msg: 'process_completed', output: { error: 'the engine died' }, success: false }),
    idle: data({ msg: 'heartbeat' }) + OTHERS_QUESTION,
    garbage,
  },
  'mcp-http-sse': { ...mcp, head: 'event: endpoint\ndata: /messages?session=1\n\n' },
  'mcp-streamable-http': mcp,
  'mcp-2026': {
    ...mcp,
    head: '',
    cutEnd: rpc({ result: { resultType: 'input_required', inputRequests: {} } }),
    error: rpc({ error: { code: -32601, message: 'Method not found' } }),
  },
  'raw-sse:t': {
    contentType: SSE,
    head: data({ state: 'thinking' }),
    text: (t) => data({ t }),
    end: '',
    error: data({ error: 'the engine died' }),
    idle,
    garbage,
    endsWithBody: true,
  },
  'raw-ndjson:t': {
    contentType: NDJSON,
    head: line({ state: 'thinking' }),
    text: (t) => line({ t }),
    end: '',
    error: line({ error: 'the engine died' }),
    idle: '\n',
    garbage: '{"t":\n',
    endsWithBody: true,
  },
};
