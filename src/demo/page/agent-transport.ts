import type { ChatTransport, UIMessage, UIMessageChunk } from 'ai';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { messageText } from './message-text.js';

/** The fields of AG-UI's events that the page shows something of. */
interface AgentEvent {
  readonly type: string;
  readonly messageId?: string;
  readonly delta?: string;
  readonly message?: string;
}

/** What a page built on the AI SDK makes of an AG-UI agent's run. */
export function agentTransport(api: string): ChatTransport<UIMessage> {
  return {
    async sendMessages({ chatId, messages, abortSignal }) {
      const asked = messages.at(-1)!;
      const response = await fetch(api, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          'x-request-id': crypto.randomUUID(),
        },
        body: JSON.stringify({
          threadId: chatId,
          runId: crypto.randomUUID(),
          state: {},
          messages: [{ id: asked.id, role: 'user', content: messageText(asked) }],
          tools: [],
          context: [],
          forwardedProps: {},
        }),
        signal: abortSignal ?? null,
      });
      if (!response.ok || response.body === null)
        throw new Error(`The agent answered with HTTP ${response.status}`);
      return response.body
        .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
        .pipeThrough(new EventSourceParserStream())
        .pipeThrough(
          new TransformStream({
            transform({ data }: { readonly data: string }, controller) {
              const chunk = chunkOf(JSON.parse(data) as AgentEvent);
              if (chunk !== undefined) controller.enqueue(chunk);
            },
          }),
        );
    },
    reconnectToStream: async () => null,
  };
}

function chunkOf({
  type,
  messageId: id = '0',
  delta = '',
  message = '',
}: AgentEvent): UIMessageChunk | undefined {
  switch (type) {
    case 'RUN_STARTED':
      return { type: 'start' };
    case 'TEXT_MESSAGE_START':
      return { type: 'text-start', id };
    case 'TEXT_MESSAGE_CONTENT':
      return { type: 'text-delta', id, delta };
    case 'TEXT_MESSAGE_END':
      return { type: 'text-end', id };
    case 'RUN_FINISHED':
      return { type: 'finish' };
    case 'RUN_ERROR':
      return { type: 'error', errorText: message };
    default:
      return undefined;
  }
}
