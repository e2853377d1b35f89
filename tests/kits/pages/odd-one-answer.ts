import { plainText } from './plain-text.js';

/** Question and answer, as a search page has it: no transcript, no echo, one element for all answers. */
document.getElementById('root')!.innerHTML = `
<style>
body { margin: 0; font: 16px/1.6 Georgia, serif; }
header { display: flex; gap: 24px; padding: 12px 24px; border-bottom: 1px solid #ccc; }
.ask { margin: 48px auto 16px; width: 640px; display: flex; gap: 8px; }
.ask input { flex: 1; padding: 10px; font: inherit; }
.result { margin: 0 auto; width: 640px; min-height: 200px; }
.result p { white-space: pre-wrap; }
</style>
<header><b>Almanac</b><a href="#">Topics</a><a href="#">About</a></header>
<form class="ask" role="search"><input name="q" placeholder="Ask the almanac"><button>Ask</button></form>
<div class="result"><h2>Answer</h2><p id="answer">Ask something to begin.</p><p><small>Sources: 3 volumes</small></p></div>
<footer style="text-align: center"><small>Answers are put together by a machine.</small></footer>`;

const form = document.querySelector('form')!;
const field = form.querySelector('input')!;
const answer = document.getElementById('answer')!;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const prompt = field.value;
  field.value = '';
  form.querySelector('button')!.disabled = true;
  answer.textContent = 'Looking it up…';
  let text = '';
  for await (const piece of plainText(prompt)) {
    text += piece;
    answer.textContent = text;
  }
  form.querySelector('button')!.disabled = false;
});
