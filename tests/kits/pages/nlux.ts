import { type ChatAdapter, createAiChat } from '@nlux/core';
import '@nlux/themes/nova.css';
import './nlux.css';

const PAGE = `
<div class="docs">
  <header><b>Docs</b> <input type="text" placeholder="Search docs" aria-label="Search docs"></header>
  <aside><p>Getting started</p><p>Guides</p><p>Reference</p></aside>
  <article><h1>Ask the docs</h1><div id="chat"></div><p>Generated from the docs. May be incomplete.</p></article>
</div>`;

/** The answer comes as events of a GET; the page closes the stream when it is told that this was all. */
const ADAPTER: ChatAdapter = {
  streamText(prompt, observer) {
    const events = new EventSource(`/api/named-events?prompt=${encodeURIComponent(prompt)}`);
    events.addEventListener('token', ({ data }) =>
      observer.next((JSON.parse(data) as { token: string }).token),
    );
    events.addEventListener('complete', () => {
      events.close();
      observer.complete();
    });
    events.addEventListener('error', () => {
      events.close();
      observer.error(new Error('The connection was lost.'));
    });
  },
};

document.getElementById('root')!.innerHTML = PAGE;
createAiChat()
  .withAdapter(ADAPTER)
  .withPersonaOptions({
    assistant: { name: 'Docs bot', tagline: 'Knows every page', avatar: 'data:,' },
    user: { name: 'Reader', avatar: 'data:,' },
  })
  .withConversationOptions({
    layout: 'list',
    conversationStarters: [{ prompt: 'How do I install it?' }, { prompt: 'What is a plan?' }],
  })
  // With its typewriter, which draws a character a frame, the kit drops what is not drawn when the answer is complete: on
  // a busy machine the end is missing for good.
  .withMessageOptions({ skipStreamingAnimation: true })
  .withComposerOptions({ placeholder: 'Ask a question' })
  .mount(document.getElementById('chat')!);
