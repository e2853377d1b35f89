/** @jsxImportSource react */
import { type KeyboardEvent, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Virtuoso } from 'react-virtuoso';
import { ProductShell } from './product-shell.js';
import { streamLines } from './stream-lines.js';
import './virtuoso.css';

interface Row {
  readonly id: string;
  readonly who: string;
  readonly text: string;
}

interface Line {
  readonly type: 'status' | 'token' | 'done';
  readonly label?: string;
  readonly text?: string;
}

/** A long conversation that was there before: only what is in sight is in the document. */
const HISTORY: readonly Row[] = Array.from({ length: 80 }, (_, index) => ({
  id: `earlier-${index}`,
  who: index % 2 === 0 ? 'You' : 'Archivist',
  text: index % 2 === 0 ? `Earlier question ${index}` : `Earlier answer ${index}: it was in the third box.`,
}));

interface Context {
  readonly status: string | undefined;
}

const Footer = ({ context }: { readonly context: Context }) => (
  <div className="row">{context.status !== undefined && <i>{context.status}</i>}</div>
);
const COMPONENTS = { Footer };

function App() {
  const [rows, setRows] = useState(HISTORY);
  const [status, setStatus] = useState<string>();
  const [text, setText] = useState('');
  const turn = useRef(0);

  const ask = async (): Promise<void> => {
    const prompt = text.trim();
    if (prompt === '' || status !== undefined) return;
    turn.current += 1;
    const id = `answer-${turn.current}`;
    setText('');
    setStatus('Thinking…');
    setRows((before) => [...before, { id: `question-${turn.current}`, who: 'You', text: prompt }]);
    let answer = '';
    for await (const line of streamLines('/api/ndjson', { prompt })) {
      const said = JSON.parse(line) as Line;
      if (said.type === 'status') setStatus(said.label);
      if (said.type !== 'token') continue;
      answer += said.text ?? '';
      const row = { id, who: 'Archivist', text: answer };
      setRows((before) => (before.at(-1)?.id === id ? [...before.slice(0, -1), row] : [...before, row]));
    }
    setStatus(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void ask();
  };

  return (
    <ProductShell name="Archive" title="Boxes and shelves">
      <Virtuoso
        className="rows"
        data={rows}
        initialTopMostItemIndex={rows.length - 1}
        followOutput={() => 'auto'}
        computeItemKey={(_, row) => row.id}
        itemContent={(_, row) => (
          <div className="row">
            <div className="who">{row.who}</div>
            <pre>{row.text}</pre>
          </div>
        )}
        context={{ status }}
        components={COMPONENTS}
      />
      <div className="bar">
        <textarea
          rows={2}
          placeholder="Ask the archive"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" onClick={ask} disabled={status !== undefined}>
          Send
        </button>
      </div>
    </ProductShell>
  );
}

createRoot(document.getElementById('root')!).render(<App />);
