import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is planted; each is a word of its own that stands nowhere else. */
export interface PlantedSecrets {
  readonly apiKey: string;
  readonly queryKey: string;
  readonly pageToken: string;
  readonly cookie: string;
  readonly bearer: string;
  readonly password: string;
}

export interface GuardedChat {
  /** With the page's token in its query. */
  readonly chatUrl: string;
  /** With the key in its query. */
  readonly loadUrl: string;
  /** Requests that brought every secret they have to bring, by who sent them. */
  readonly served: { page: number; crowd: number };
  /** From now on everybody is refused, with all that they have sent quoted in the refusal. */
  refuse(): void;
  close(): Promise<void>;
}

/** A chat that wants a key, a cookie and a token with every request, and answers with `words` as raw SSE. */
export async function startGuardedChat(
  secrets: PlantedSecrets,
  words: readonly string[],
): Promise<GuardedChat> {
  const served = { page: 0, crowd: 0 };
  let asked = 0;
  let refusesAll = false;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = JSON.stringify([request.url, request.headers]);
    const has = (...wanted: readonly string[]): boolean => wanted.every((secret) => sent.includes(secret));
    const isPage = has(secrets.bearer, secrets.queryKey, secrets.cookie, secrets.pageToken);
    const isCrowd = has(secrets.apiKey, secrets.queryKey, secrets.cookie, secrets.bearer) && !isPage;
    // Every fifth is refused, as a server would that tells too much.
    if ((!isPage && !isCrowd) || refusesAll || ++asked % 5 === 0) {
      response.writeHead(401, { 'content-type': 'text/plain' }).end(`not for ${sent}`);
      return;
    }
    served[isPage ? 'page' : 'crowd']++;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const word of words) {
      response.write(`data: ${JSON.stringify({ text: `${word} ` })}\n\n`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    // Every seventh breaks off with an error that quotes, too.
    response.end(asked % 7 === 0 ? `data: ${JSON.stringify({ error: sent })}\n\n` : 'data: [DONE]\n\n');
  };
  const server = createServer((request, response) => {
    if (request.url!.startsWith('/api/')) void answer(request, response);
    else {
      response
        .writeHead(200, { 'content-type': 'text/html', 'set-cookie': `session=${secrets.cookie}; Path=/` })
        .end(pageWith(secrets));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    chatUrl: `${url}/chat?token=${secrets.pageToken}`,
    loadUrl: `${url}/api/chat?api_key=${secrets.queryKey}`,
    served,
    refuse: () => {
      refusesAll = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const pageWith = ({ bearer, queryKey }: PlantedSecrets): string => `<!doctype html>
<title>Chat</title>
<form id="login"><label>Password <input type="password" id="password"></label></form>
<main></main>
<form id="ask"><textarea id="composer" aria-label="Message"></textarea><button id="send">Send</button></form>
<script>
  const main = document.querySelector('main');
  const composer = document.querySelector('#composer');
  const show = (role, text) => {
    const message = document.createElement('p');
    message.dataset.role = role;
    message.textContent = text;
    return main.appendChild(message);
  };
  const ask = async (prompt) => {
    show('user', prompt);
    const response = await fetch('/api/chat?api_key=${queryKey}&' + location.search.slice(1), {
      method: 'POST',
      headers: { authorization: 'Bearer ${bearer}', 'content-type': 'application/json' },
      body: JSON.stringify({ prompt }),
    });
    if (!response.ok) {
      show('alert', 'Refused: ' + (await response.text())).setAttribute('role', 'alert');
      return;
    }
    const message = show('assistant', '');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split('\\n\\n');
      rest = lines.pop();
      for (const line of lines) {
        if (line === 'data: [DONE]') continue;
        message.textContent += JSON.parse(line.slice(6)).text ?? '';
      }
    }
  };
  const send = () => {
    const prompt = composer.value;
    composer.value = '';
    void ask(prompt);
  };
  document.querySelector('#ask').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  composer.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    send();
  });
</script>`;
