/** @jsxImportSource react */
import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport, type UIMessage } from 'ai';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Streamdown } from 'streamdown';
import { StickToBottom } from 'use-stick-to-bottom';
import { ProductShell } from './product-shell.js';
import './streamdown.css';

const TRANSPORT = new DefaultChatTransport({ api: '/api/ui-message' });
const textOf = ({ parts }: UIMessage): string =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('');

function Message({ message, last, busy }: { message: UIMessage; last: boolean; busy: boolean }) {
  return (
    <div className={`message is-${message.role}`} data-role={message.role}>
      <div>
        {message.role === 'user' ? (
          textOf(message)
        ) : (
          <Streamdown isAnimating={last && busy}>{textOf(message)}</Streamdown>
        )}
        {message.role === 'assistant' && !(last && busy) && (
          <div role="toolbar">
            <button type="button">Copy</button> <button type="button">Retry</button>
          </div>
        )}
      </div>
    </div>
  );
}

function App() {
  const { messages, status, sendMessage, stop } = useChat({ transport: TRANSPORT });
  const [text, setText] = useState('');
  const busy = status === 'submitted' || status === 'streaming';
  const last = messages.at(-1);
  const waits = busy && (last?.role !== 'assistant' || textOf(last) === '');
  const shown = messages.filter((message) => textOf(message) !== '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    void sendMessage({ text });
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };

  return (
    <ProductShell name="Lighthouse" title={messages[0] === undefined ? 'New chat' : textOf(messages[0])}>
      <StickToBottom className="conversation" initial="smooth" resize="smooth" role="log">
        <StickToBottom.Content>
          {shown.map((message, index) => (
            <Message key={message.id} message={message} last={index === shown.length - 1} busy={busy} />
          ))}
          {waits && (
            <div className="message is-assistant" data-role="assistant">
              <span className="shimmer">Thinking...</span>
            </div>
          )}
        </StickToBottom.Content>
      </StickToBottom>
      <form className="prompt" onSubmit={submit}>
        <textarea
          name="message"
          placeholder="What would you like to know?"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <footer>
          <select aria-label="Model">
            <option>Small</option>
            <option>Large</option>
          </select>
          {/* A stop while nothing has come yet; afterwards the button is a send button again. */}
          {status === 'submitted' ? (
            <button type="button" aria-label="Stop" onClick={stop}>
              ■
            </button>
          ) : (
            <button type="submit" aria-label="Submit" disabled={text.trim() === ''}>
              ↵
            </button>
          )}
        </footer>
      </form>
    </ProductShell>
  );
}

createRoot(document.getElementById('root')!).render(<App />);
