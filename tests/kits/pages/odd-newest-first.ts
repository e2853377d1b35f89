import { openaiText } from './openai-text.js';

/** A feed: the composer is on top, the newest entry comes first, each has a reaction bar from the beginning. */
document.getElementById('root')!.innerHTML = `
<style>
body { margin: 0 auto; max-width: 680px; font: 15px/1.5 sans-serif; }
.post { display: flex; gap: 8px; padding: 12px 0; }
.post input { flex: 1; padding: 8px; font: inherit; }
article { border: 1px solid #ccd; border-radius: 8px; padding: 8px 12px; margin-bottom: 8px; }
article small { color: #678; }
</style>
<h1>Team feed</h1>
<form class="post"><input type="text" name="post" placeholder="Ask the team assistant" autocomplete="off">
<button>Post</button></form>
<p><small>Posts are seen by everyone.</small></p>
<section id="feed"><article><small>Maja · yesterday</small><div>Lunch at twelve?</div></article></section>`;

const form = document.querySelector('form')!;
const field = form.querySelector('input')!;
const feed = document.getElementById('feed')!;

function entry(author: string, text: string): HTMLElement {
  const article = document.createElement('article');
  const time = new Date().toLocaleTimeString('en-GB');
  article.innerHTML = `<small>${author} · ${time}</small><div></div><footer><button type="button">Like</button></footer>`;
  const body = article.querySelector('div')!;
  body.textContent = text;
  feed.prepend(article);
  return body;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const prompt = field.value;
  field.value = '';
  entry('You', prompt);
  const body = entry('Assistant', 'is writing …');
  let text = '';
  for await (const piece of openaiText(prompt)) {
    text += piece;
    body.textContent = text;
  }
});
