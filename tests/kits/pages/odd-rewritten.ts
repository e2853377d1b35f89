import { escapeHtml } from './escape-html.js';
import { plainText } from './plain-text.js';

interface Entry {
  readonly author: string;
  readonly at: string;
  text: string;
  /** Shown under the text while it comes and afterwards. */
  statistics?: string;
  done: boolean;
}

/** Every token writes the whole thread anew, so no element lives longer than one; statistics run along with it. */
document.getElementById('root')!.innerHTML = `
<style>
body { margin: 0; font: 14px/1.5 monospace; display: grid; grid-template-rows: auto 1fr auto; height: 100vh; }
h1 { margin: 0; padding: 8px 16px; font-size: 16px; background: #222; color: #eee; }
#thread { overflow: auto; padding: 0 16px; }
.entry header { color: #678; }
.entry pre { margin: 0 0 4px; white-space: pre-wrap; font: inherit; }
.bar { padding: 8px 16px; border-top: 1px solid #ccd; }
.bar textarea { width: 80%; }
</style>
<h1>local model <small>7B · q4</small></h1><div id="thread"></div>
<div class="bar"><textarea rows="2" placeholder="Type a message (Enter to send)"></textarea> <button>Send</button></div>`;

const thread = document.getElementById('thread')!;
const field = document.querySelector('textarea')!;
const entries: Entry[] = [];

const timeNow = (): string => new Date().toLocaleTimeString('en-GB');

const entryHtml = ({ author, at, text, statistics, done }: Entry): string => `<div class="entry">
<header><b>${author}</b> <time>${at}</time></header><pre>${escapeHtml(text)}</pre>
${statistics === undefined ? '' : `<small>${statistics}</small>`}
${done && author === 'model' ? '<div><button>Copy</button> <button>Delete</button></div>' : ''}</div>`;

function draw(): void {
  thread.innerHTML = entries.map(entryHtml).join('');
  thread.scrollTop = thread.scrollHeight;
}

async function ask(prompt: string): Promise<void> {
  entries.push({ author: 'you', at: timeNow(), text: prompt, done: true });
  const entry: Entry = { author: 'model', at: timeNow(), text: '', statistics: 'Processing…', done: false };
  entries.push(entry);
  draw();
  const begunMs = performance.now();
  let tokens = 0;
  const tick = setInterval(() => {
    const seconds = (performance.now() - begunMs) / 1000;
    entry.statistics = `${tokens} tokens · ${seconds.toFixed(1)} s · ${(tokens / seconds).toFixed(1)} t/s`;
    draw();
  }, 100);
  for await (const piece of plainText(prompt)) {
    tokens += 1;
    entry.text += piece;
    draw();
  }
  clearInterval(tick);
  entry.done = true;
  draw();
}

field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  const prompt = field.value;
  field.value = '';
  void ask(prompt);
});
