/** @jsxImportSource react */
import { type FormEvent, type KeyboardEvent, useState } from 'react';

interface ComposerProps {
  /** An answer is on its way: the next question may be written but not sent. */
  readonly busy: boolean;
  readonly onAsk: (text: string) => void;
  readonly onStop: () => void;
}

export function Composer({ busy, onAsk, onStop }: ComposerProps) {
  const [text, setText] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const question = text.trim();
    if (busy || question === '') return;
    setText('');
    onAsk(question);
  };

  const sendOnEnter = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a candidate.
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };

  return (
    <form className="composer column" onSubmit={submit}>
      <textarea
        data-testid="composer"
        aria-label="Message"
        placeholder="Ask anything"
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={sendOnEnter}
      />
      {busy ? (
        <button key="stop" type="button" data-testid="stop" aria-label="Stop" onClick={onStop}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <rect x="5.5" y="5.5" width="9" height="9" rx="1.5" fill="currentColor" />
          </svg>
        </button>
      ) : (
        <button key="send" type="submit" data-testid="send" aria-label="Send">
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path
              d="M10 16V4.5M5 9.5l5-5 5 5"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </button>
      )}
    </form>
  );
}
