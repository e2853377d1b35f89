import { register } from 'vue-advanced-chat';
import { plainText } from './plain-text.js';

interface Message {
  readonly _id: string;
  readonly senderId: string;
  readonly content: string;
  readonly username: string;
  readonly date: string;
  readonly timestamp: string;
}

/** The element's properties are set one by one and compared by identity. */
interface ChatElement extends HTMLElement {
  messages: readonly Message[];
  rooms: readonly object[];
}

const ME = 'me';
const BOT = 'bot';
const USERS = [
  { _id: ME, username: 'Ada', avatar: '', status: { state: 'online', lastChanged: '' } },
  { _id: BOT, username: 'Helper', avatar: '', status: { state: 'online', lastChanged: '' } },
];
/** By default they come from a server on the internet. */
const EMOJIS = [
  { emoji: '👍', annotation: 'thumbs up', group: 1, order: 1, version: 1, tags: [], shortcodes: ['+1'] },
];
const EARLIER_ROOMS = ['Release notes', 'Travel', 'Budget'];

let messages: readonly Message[] = [];
let count = 0;

function messageOf(senderId: string, content: string): Message {
  count += 1;
  const timestamp = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const username = senderId === ME ? 'Ada' : 'Helper';
  return { _id: `m${count}`, senderId, content, username, date: 'Today', timestamp };
}

function roomsWhile(typing: boolean): readonly object[] {
  const room = {
    roomId: 'r0',
    roomName: 'Helper',
    avatar: '',
    users: USERS,
    typingUsers: typing ? [BOT] : [],
  };
  const last = messages.at(-1);
  return [
    last === undefined ? room : { ...room, lastMessage: last },
    ...EARLIER_ROOMS.map((roomName, index) => ({
      ...room,
      roomId: `r${index + 1}`,
      roomName,
      typingUsers: [],
    })),
  ];
}

function show(next: readonly Message[], typing: boolean): void {
  messages = next;
  chat.messages = messages;
  chat.rooms = roomsWhile(typing);
}

async function answer(prompt: string): Promise<void> {
  show([...messages, messageOf(ME, prompt)], true);
  const reply = messageOf(BOT, '');
  const before = messages;
  let content = '';
  for await (const piece of plainText(prompt)) {
    content += piece;
    show([...before, { ...reply, content }], true);
  }
  show(messages, false);
}

register();
const chat = document.createElement('vue-advanced-chat') as ChatElement;
// A property that is `true` comes back from its attribute as an empty text, which the element takes for no.
chat.setAttribute('height', '100vh');
chat.setAttribute('rooms-loaded', 'true');
chat.setAttribute('emoji-data-source', `data:application/json,${encodeURIComponent(JSON.stringify(EMOJIS))}`);
chat.setAttribute('current-user-id', ME);
chat.addEventListener('send-message', (event) => {
  const [{ content }] = (event as CustomEvent<readonly [{ readonly content: string }]>).detail;
  void answer(content);
});
chat.addEventListener('fetch-messages', () => {
  chat.setAttribute('messages-loaded', 'false');
  setTimeout(() => {
    chat.messages = [...messages];
    chat.setAttribute('messages-loaded', 'true');
  });
});
show([messageOf(BOT, 'Hello Ada, what are we looking for today?')], false);
document.body.style.margin = '0';
document.getElementById('root')!.append(chat);
