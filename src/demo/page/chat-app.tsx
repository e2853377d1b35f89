/** @jsxImportSource react */
import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { agentTransport } from './agent-transport.js';
import { Composer } from './composer.js';
import type { PageVariant } from './page-variant.js';
import { BUSY_BEFORE_REQUEST_MS, busyWork, HOLD_FIRST_TEXT_MS } from './slow-start.js';
import { Transcript } from './transcript.js';
import { useHeldBackText } from './use-held-back-text.js';

/** A run holds one conversation for many minutes; kept whole, the page would slow down by itself. */
const MESSAGES_KEPT = 20;

/** `?agent=1`: the page talks to the agent in place of the chat API. */
const hasAgent = new URLSearchParams(location.search).has('agent');

const CHAT = new DefaultChatTransport({
  api: '/api/chat',
  headers: () => ({ 'x-request-id': crypto.randomUUID() }),
  // The server answers the last question only, so the rest of the conversation need not travel.
  prepareSendMessagesRequest: ({ id, messages, trigger, messageId }) => ({
    body: { id, messages: messages.slice(-1), trigger, messageId },
  }),
});

const TRANSPORT = hasAgent ? agentTransport('/api/agent') : CHAT;

export function ChatApp({ variant }: { readonly variant: PageVariant }) {
  const chat = useChat({
    transport: TRANSPORT,
    // When the turn is over: while it runs, nothing above the answer changes.
    onFinish: () => chat.setMessages((messages) => messages.slice(-MESSAGES_KEPT)),
  });
  const slowStart = variant === 'slow-start';
  const { messages, holding } = useHeldBackText(chat.messages, slowStart ? HOLD_FIRST_TEXT_MS : 0);
  // A turn whose text is still held back is not over for the person who waits for it.
  const status = holding && chat.status === 'ready' ? 'streaming' : chat.status;
  const busy = status === 'submitted' || status === 'streaming';

  const ask = (text: string) => {
    if (!slowStart) {
      chat.sendMessage({ text });
      return;
    }
    // In a task of its own: the input's handler has returned, the request has not left.
    setTimeout(() => {
      busyWork(BUSY_BEFORE_REQUEST_MS);
      chat.sendMessage({ text });
    });
  };

  return (
    <main data-status={status}>
      <header>
        <span className="mark" aria-hidden="true" />
        Plimsoll demo
        <span className="variant">{variant}</span>
      </header>
      <Transcript messages={messages} variant={variant} busy={busy} error={chat.error} />
      <Composer busy={busy} onAsk={ask} onStop={chat.stop} />
    </main>
  );
}
