/** @jsxImportSource react */
import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Streamdown } from 'streamdown';

/** Code without the library's header and buttons: the element of a turn holds the answer's text and nothing else. */
const PLAIN_CODE = {
  pre: ({ children }: { children?: ReactNode }) => <pre>{children}</pre>,
  code: ({ children }: { children?: ReactNode }) => <code>{children}</code>,
};

/** One object for all renders: the library compares it by identity to see that a turn has not changed. */
const NO_LINK_DIALOG = { enabled: false };

/**
 * One answer. `naive` parses and renders the whole text again on every update of the page, for every turn of the
 * transcript, as many pages do; otherwise blocks that are complete are kept.
 */
export function AssistantTurn({ text, naive }: { readonly text: string; readonly naive: boolean }) {
  return (
    <div className="turn assistant" data-role="assistant">
      {naive ? (
        <Markdown remarkPlugins={[remarkGfm]}>{text}</Markdown>
      ) : (
        <Streamdown components={PLAIN_CODE} controls={false} linkSafety={NO_LINK_DIALOG}>
          {text}
        </Streamdown>
      )}
    </div>
  );
}
