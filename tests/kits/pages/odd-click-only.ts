import { openaiText } from './openai-text.js';

/**
 * The composer is a `div`, Enter makes a new line there, and what sends is a `div` too. While an answer comes, a stop
 * stands in its place, and the answer grows in a bubble beside the list; only the finished one is put into it.
 */
document.getElementById('root')!.innerHTML = `
<style>
body { margin: 0; font: 15px/1.5 sans-serif; background: #f3f4f8; }
.card { position: relative; margin: 24px auto; width: 560px; height: 620px; display: flex; flex-direction: column; background: #fff; }
.title { padding: 12px; background: #5b3; color: #fff; }
ul { list-style: none; margin: 0; padding: 12px; flex: 1; overflow: auto; }
li { margin: 6px 0; white-space: pre-wrap; }
li.me { text-align: right; }
.growing { padding: 0 12px 12px; min-height: 24px; white-space: pre-wrap; }
.box { display: flex; gap: 8px; padding: 12px; border-top: 1px solid #ddd; }
[role=textbox] { flex: 1; min-height: 40px; border: 1px solid #bbb; padding: 8px; white-space: pre-wrap; }
[role=button] { align-self: center; padding: 8px; cursor: pointer; }
</style>
<div class="card"><div class="title">Garden helpline</div>
<ul><li>Welcome! Tell me about your plants.</li></ul><div class="growing"></div>
<div class="box"><div role="textbox" contenteditable="true" aria-multiline="true" aria-placeholder="Write here"></div>
<span id="control"></span></div></div>`;

const list = document.querySelector('ul')!;
const growing = document.querySelector('.growing')!;
const field = document.querySelector<HTMLElement>('[role=textbox]')!;
const control = document.getElementById('control')!;

function showControl(busy: boolean): void {
  control.innerHTML = busy
    ? '<div role="button" tabindex="0" title="Stop">◼</div>'
    : '<div role="button" tabindex="0" title="Send">➤</div>';
  if (!busy) control.querySelector('div')!.addEventListener('click', () => void ask());
}

function add(text: string, who: string): void {
  const item = document.createElement('li');
  item.className = who;
  item.textContent = text;
  list.append(item);
  item.scrollIntoView();
}

async function ask(): Promise<void> {
  const prompt = field.textContent.trim();
  if (prompt === '') return;
  field.textContent = '';
  add(prompt, 'me');
  showControl(true);
  growing.textContent = '● ● ●';
  let text = '';
  for await (const piece of openaiText(prompt)) {
    text += piece;
    growing.textContent = text;
  }
  growing.textContent = '';
  add(text, 'helper');
  showControl(false);
}

showControl(false);
