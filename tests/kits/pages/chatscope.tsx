/** @jsxImportSource react */
import {
  Avatar,
  ChatContainer,
  Conversation,
  ConversationHeader,
  ConversationList,
  MainContainer,
  Message,
  MessageInput,
  MessageList,
  Sidebar,
  TypingIndicator,
} from '@chatscope/chat-ui-kit-react';
import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './chatscope.css';

interface Said {
  readonly id: number;
  readonly mine: boolean;
  readonly text: string;
  readonly at: string;
}

interface Told {
  readonly kind: 'typing' | 'chunk' | 'end';
  readonly text?: string;
}

const timeNow = (): string => new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
const GREETING: Said = { id: 0, mine: false, text: 'Hi, I am Zoe. Ask away.', at: '09:30' };

function App() {
  const [said, setSaid] = useState<readonly Said[]>([GREETING]);
  const [typing, setTyping] = useState(false);
  const socket = useRef<WebSocket>(undefined);

  useEffect(() => {
    const hear = ({ kind, text = '' }: Told): void => {
      setTyping(kind !== 'end');
      if (kind !== 'chunk') return;
      setSaid((before) => {
        const last = before.at(-1)!;
        if (last.mine) return [...before, { id: last.id + 1, mine: false, text, at: timeNow() }];
        return [...before.slice(0, -1), { ...last, text: last.text + text }];
      });
    };
    socket.current = new WebSocket(`ws://${location.host}/socket`);
    socket.current.onmessage = ({ data }) => hear(JSON.parse(data as string) as Told);
    return () => socket.current?.close();
  }, []);

  const send = (_html: string, text: string): void => {
    setSaid((before) => [...before, { id: before.at(-1)!.id + 1, mine: true, text, at: timeNow() }]);
    socket.current?.send(JSON.stringify({ prompt: text }));
  };

  const lastText = said.at(-1)?.text ?? '';
  return (
    <MainContainer responsive style={{ height: '100vh' }}>
      <Sidebar position="left">
        <ConversationList>
          {/* As in a messenger, the list previews the newest message while it grows. */}
          <Conversation name="Zoe" lastSenderName="Zoe" info={lastText} active />
          <Conversation name="Joe" lastSenderName="Joe" info="See you on Monday" />
          <Conversation name="Emily" lastSenderName="Emily" info="Thanks!" unreadCnt={2} />
        </ConversationList>
      </Sidebar>
      <ChatContainer>
        <ConversationHeader>
          <Avatar name="Zoe" src="data:," />
          <ConversationHeader.Content userName="Zoe" info={typing ? 'typing…' : 'Active now'} />
        </ConversationHeader>
        <MessageList typingIndicator={typing ? <TypingIndicator content="Zoe is typing" /> : undefined}>
          {said.map(({ id, mine, text, at }) => (
            <Message
              key={id}
              model={{
                message: text,
                sender: mine ? 'You' : 'Zoe',
                direction: mine ? 'outgoing' : 'incoming',
                position: 'single',
                type: 'text',
              }}
            >
              <Message.Header sender={mine ? 'You' : 'Zoe'} sentTime={at} />
            </Message>
          ))}
        </MessageList>
        <MessageInput placeholder="Type message here" onSend={send} attachButton />
      </ChatContainer>
    </MainContainer>
  );
}

createRoot(document.getElementById('root')!).render(<App />);
