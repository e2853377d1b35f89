/** @jsxImportSource react */
import type { UIMessage } from 'ai';
import { useLayoutEffect, useRef } from 'react';
import { AssistantTurn } from './assistant-turn.js';
import { messageText } from './message-text.js';
import type { PageVariant } from './page-variant.js';

/** Nearer to the end than this counts as being there: scrolling follows the answer. In CSS pixels. */
const FOLLOW_WITHIN_PX = 80;

interface TranscriptProps {
  readonly messages: readonly UIMessage[];
  readonly variant: PageVariant;
  /** An answer is on its way. */
  readonly busy: boolean;
  readonly error: Error | undefined;
}

export function Transcript({ messages, variant, busy, error }: TranscriptProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const turns = messages.filter((message) => messageText(message) !== '');
  const thinking = busy && turns.at(-1)?.role !== 'assistant';

  // After every render: the answer may have grown by a line. A reader who scrolled up is left in peace.
  useLayoutEffect(() => {
    const element = scroller.current!;
    if (following.current) element.scrollTop = element.scrollHeight;
  });

  const noteWhetherAtEnd = () => {
    const { scrollHeight, scrollTop, clientHeight } = scroller.current!;
    following.current = scrollHeight - scrollTop - clientHeight < FOLLOW_WITHIN_PX;
  };

  return (
    <div className="transcript" ref={scroller} onScroll={noteWhetherAtEnd}>
      <div className="column">
        {turns.length === 0 && !busy && <Welcome />}
        {turns.map((message) =>
          message.role === 'user' ? (
            <div key={message.id} className="turn user" data-role="user">
              {messageText(message)}
            </div>
          ) : (
            <AssistantTurn key={message.id} text={messageText(message)} naive={variant === 'naive'} />
          ),
        )}
        {thinking && (
          <div className="thinking" role="status" aria-label="Waiting for the answer">
            <i />
            <i />
            <i />
          </div>
        )}
        {error !== undefined && (
          <div className="failure" role="alert">
            {error.message}
          </div>
        )}
      </div>
    </div>
  );
}

function Welcome() {
  return (
    <div className="welcome">
      <h1>What would you like to know?</h1>
      <p>Answers come from a scripted model with a known capacity, so every wait has a known cause.</p>
    </div>
  );
}
