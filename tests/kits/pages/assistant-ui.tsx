/** @jsxImportSource react */
import {
  ActionBarPrimitive,
  AssistantRuntimeProvider,
  AuiIf,
  type ChatModelAdapter,
  ComposerPrimitive,
  MessagePartPrimitive,
  MessagePrimitive,
  ThreadPrimitive,
  useAuiState,
  useLocalRuntime,
} from '@assistant-ui/react';
import { createRoot } from 'react-dom/client';
import './assistant-ui.css';
import { openaiText } from './openai-text.js';
import { ProductShell } from './product-shell.js';

const ADAPTER: ChatModelAdapter = {
  async *run({ messages, abortSignal }) {
    const [asked] = messages.at(-1)?.content ?? [];
    let text = '';
    for await (const piece of openaiText(asked?.type === 'text' ? asked.text : '', abortSignal)) {
      text += piece;
      yield { content: [{ type: 'text', text }] };
    }
  },
};

const AnswerText = () => <MessagePartPrimitive.Text className="text" component="p" />;
const Working = () => (
  <span role="img" aria-label="Assistant is working">
    ●
  </span>
);

function UserMessage() {
  return (
    <MessagePrimitive.Root className="user" data-role="user">
      <MessagePrimitive.Parts />
      <ActionBarPrimitive.Root hideWhenRunning autohide="not-last">
        <ActionBarPrimitive.Edit>Edit</ActionBarPrimitive.Edit>
      </ActionBarPrimitive.Root>
    </MessagePrimitive.Root>
  );
}

function AssistantMessage() {
  return (
    <MessagePrimitive.Root className="assistant" data-role="assistant">
      <MessagePrimitive.Parts components={{ Text: AnswerText, Empty: Working }} />
      <ActionBarPrimitive.Root hideWhenRunning autohide="not-last">
        <ActionBarPrimitive.Copy>Copy</ActionBarPrimitive.Copy>
        <ActionBarPrimitive.Reload>Refresh</ActionBarPrimitive.Reload>
      </ActionBarPrimitive.Root>
    </MessagePrimitive.Root>
  );
}

function Title() {
  const first = useAuiState(({ thread }) => thread.messages[0]?.content[0]);
  return first?.type === 'text' ? first.text : 'New chat';
}

function Thread() {
  return (
    <ThreadPrimitive.Root className="thread">
      <ThreadPrimitive.Viewport className="viewport">
        <AuiIf condition={({ thread }) => thread.messages.length === 0}>
          <h1>How can I help you today?</h1>
        </AuiIf>
        <ThreadPrimitive.Messages components={{ UserMessage, AssistantMessage }} />
      </ThreadPrimitive.Viewport>
      <ComposerPrimitive.Root className="composer">
        <ComposerPrimitive.Input
          placeholder="Send a message..."
          aria-label="Message input"
          rows={1}
          autoFocus
        />
        <AuiIf condition={({ thread }) => !thread.isRunning}>
          <ComposerPrimitive.Send aria-label="Send message">↑</ComposerPrimitive.Send>
        </AuiIf>
        <AuiIf condition={({ thread }) => thread.isRunning}>
          <ComposerPrimitive.Cancel aria-label="Stop generating">■</ComposerPrimitive.Cancel>
        </AuiIf>
      </ComposerPrimitive.Root>
    </ThreadPrimitive.Root>
  );
}

function App() {
  return (
    <AssistantRuntimeProvider runtime={useLocalRuntime(ADAPTER)}>
      <Shell />
    </AssistantRuntimeProvider>
  );
}

function Shell() {
  return (
    <ProductShell name="Harbour" title={Title()}>
      <Thread />
    </ProductShell>
  );
}

createRoot(document.getElementById('root')!).render(<App />);
