import { streamLines } from './stream-lines.js';

/** A page with a search on top, a newsletter below and the question in the middle; a step list comes before each answer. */
document.getElementById('root')!.innerHTML = `
<style>
body { margin: 0; font: 15px/1.5 sans-serif; }
header, footer { display: flex; gap: 12px; padding: 10px 20px; background: #eef; }
main { display: grid; grid-template-columns: 1fr 260px; gap: 20px; padding: 20px; }
.turn { border-left: 3px solid #99c; padding-left: 10px; margin: 10px 0; }
.turn .a { white-space: pre-wrap; }
.turn time { float: right; color: #678; font-size: 12px; }
textarea { width: 100%; font: inherit; }
</style>
<header><b>City hall</b><form role="search" style="margin-left: auto"><input type="search" placeholder="Search city.example"></form></header>
<main><section><h1>Ask about permits</h1><div id="turns"></div>
<form id="ask"><textarea rows="3" maxlength="800" placeholder="Describe what you want to do"></textarea>
<div><span id="left">800 characters left</span> <button type="submit">Ask</button></div></form>
<p><small>No legal advice. Conversations are deleted after 30 days.</small></p></section>
<aside><h2>Others asked</h2><p>Do I need a permit for a shed?</p><p>How long does it take?</p></aside></main>
<footer><form id="news"><label>News by e-mail <input type="email" placeholder="you@example.org"></label>
<button>Subscribe</button></form></footer>`;

const ask = document.getElementById('ask') as HTMLFormElement;
const field = ask.querySelector('textarea')!;
const left = document.getElementById('left')!;
const turns = document.getElementById('turns')!;

field.addEventListener('input', () => {
  left.textContent = `${800 - field.value.length} characters left`;
});
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  ask.requestSubmit();
});
ask.addEventListener('submit', async (event) => {
  event.preventDefault();
  const prompt = field.value;
  field.value = '';
  left.textContent = '800 characters left';
  const turn = document.createElement('div');
  turn.className = 'turn';
  turn.innerHTML = `<time>${new Date().toLocaleTimeString('en-GB')}</time><b class="q"></b>
<details open><summary>Working on it</summary></details><div class="a"></div>`;
  turn.querySelector('.q')!.textContent = prompt;
  turns.append(turn);
  const details = turn.querySelector('details')!;
  const answer = turn.querySelector('.a')!;
  for await (const line of streamLines('/api/ndjson', { prompt })) {
    const { type, label, text } = JSON.parse(line) as { type: string; label?: string; text?: string };
    if (type === 'status') details.append(label ?? '');
    if (type === 'token') {
      details.open = false;
      answer.append(text ?? '');
    }
  }
  details.querySelector('summary')!.textContent = 'Sources (4)';
});
