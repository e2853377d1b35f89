/** @jsxImportSource react */
import type { ReactNode } from 'react';
import './product-shell.css';

const EARLIER = ['Why was Tuesday slow?', 'Plan for the move', 'Cold starts in the north', 'Invoice export'];
const CHIPS = ['Summarise the incident', 'Draft a reply', 'What changed this week?'];

interface Props {
  readonly name: string;
  /** The conversation under way; products name it after its first question. */
  readonly title: string;
  readonly children: ReactNode;
}

/** What stands around the chat in most products: a header, earlier conversations, suggestions and a disclaimer. */
export function ProductShell({ name, title, children }: Props) {
  return (
    <div className="shell">
      <header>
        <strong>{name}</strong>
        <span>{title}</span>
        <button type="button" style={{ marginLeft: 'auto' }}>
          Share
        </button>
      </header>
      <nav aria-label="Conversations">
        <button type="button">New chat</button>
        <ul>
          {[title, ...EARLIER].map((conversation) => (
            <li key={conversation}>{conversation}</li>
          ))}
        </ul>
      </nav>
      <main>
        {children}
        <div className="chips">
          {CHIPS.map((chip) => (
            <button type="button" key={chip}>
              {chip}
            </button>
          ))}
        </div>
        <p className="disclaimer">{name} can make mistakes. Check what matters.</p>
      </main>
    </div>
  );
}
