/** How one answer travels: what comes before its words, each word, and what follows. */
export interface Wire {
  readonly contentType: string;
  readonly begin?: string;
  word(text: string, index: number): string;
  readonly end?: string;
}

const sse = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
const line = (data: unknown): string => `${JSON.stringify(data)}\n`;

const chunk = (delta: object, finish: string | null): unknown => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 0,
  model: 'scripted',
  choices: [{ index: 0, delta, finish_reason: finish }],
});

/** The wires of the pages, by the last part of their path under `/api/`. */
export const WIRES: Readonly<Record<string, Wire>> = {
  openai: {
    contentType: 'text/event-stream',
    begin: sse(chunk({ role: 'assistant', content: '' }, null)),
    word: (content) => sse(chunk({ content }, null)),
    end: `${sse(chunk({}, 'stop'))}data: [DONE]\n\n`,
  },
  'ui-message': {
    contentType: 'text/event-stream',
    begin: sse({ type: 'start' }) + sse({ type: 'start-step' }) + sse({ type: 'text-start', id: 't' }),
    word: (delta) => sse({ type: 'text-delta', id: 't', delta }),
    end: `${sse({ type: 'text-end', id: 't' })}${sse({ type: 'finish-step' })}${sse({ type: 'finish' })}data: [DONE]\n\n`,
  },
  /** Each line says how far it is: numbers that are no text of the answer. */
  ndjson: {
    contentType: 'application/x-ndjson',
    begin: line({ type: 'status', label: 'Searching 4 sources' }),
    word: (text, index) => line({ type: 'token', index, text }),
    end: line({ type: 'done', reason: 'complete' }),
  },
  'text-events': {
    contentType: 'text/event-stream',
    word: (text) => sse({ text }),
  },
  'named-events': {
    contentType: 'text/event-stream',
    begin: `retry: 60000\nevent: accepted\n${sse({ position: 1 })}`,
    word: (token) => `event: token\n${sse({ token })}`,
    end: `event: complete\n${sse({})}`,
  },
  plain: {
    contentType: 'text/plain; charset=utf-8',
    word: (text) => text,
  },
};

/** Messages of the WebSocket. */
export const SOCKET_WIRE: Wire = {
  contentType: '',
  begin: JSON.stringify({ kind: 'typing', on: true }),
  word: (text) => JSON.stringify({ kind: 'chunk', text }),
  end: JSON.stringify({ kind: 'end' }),
};
