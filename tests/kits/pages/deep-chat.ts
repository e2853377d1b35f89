import 'deep-chat';
import './deep-chat.css';

const PAGE = `
<div class="portal">
  <header><b>Fjord Bank</b> <a href="#">Accounts</a> <a href="#">Cards</a>
    <input type="search" placeholder="Search the site"></header>
  <div class="columns">
    <nav><h2>Earlier chats</h2><ul><li>Lost card</li><li>Limits abroad</li><li>Change of address</li></ul></nav>
    <section><h1>Ask the assistant</h1><div id="chat"></div>
      <p class="small">Never share your code. Answers are generated and may be wrong.</p></section>
  </div>
</div>`;

document.getElementById('root')!.innerHTML = PAGE;
const chat = document.createElement('deep-chat');
chat.connect = { url: '/api/text-events', stream: true };
chat.introMessage = { text: 'Hello, I am Finn. What can I do for you?' };
chat.names = { ai: { text: 'Finn' }, user: { text: 'You' } };
chat.avatars = true;
chat.textInput = { placeholder: { text: 'Ask anything' } };
// With the kit's own font it would ask a server on the internet for it.
(chat as unknown as HTMLElement).style.cssText = 'width: 100%; height: 440px; font-family: sans-serif';
document.getElementById('chat')!.append(chat as unknown as HTMLElement);
