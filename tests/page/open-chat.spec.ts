import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChatPageError } from '../../dist/src/page/chat-page-error.js';
import { openChat } from '../../dist/src/page/open-chat.js';
import { SELECTORS } from '../probe/scripted-chat.js';
import { expect, test } from './chat-page-test.js';

const SECRETS = ['hunter2', 'sesame-street', 'fragment-key'];
const withSecrets = (url: string): string => {
  const secret = new URL(url);
  secret.password = SECRETS[0]!;
  secret.username = 'anna';
  secret.search = `?token=${SECRETS[1]}&v=1`;
  secret.hash = `#${SECRETS[2]}`;
  return secret.href;
};

async function serve(answer: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/chat`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The error that opening throws; with nothing in it that the address held in secret. */
async function refusal(open: Promise<unknown>): Promise<ChatPageError> {
  const error = await open.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ChatPageError);
  const told = JSON.stringify([(error as Error).message, (error as ChatPageError).evidence]);
  for (const secret of SECRETS) expect(told).not.toContain(secret);
  return error as ChatPageError;
}

test('an error status: told with what came back', async ({ at }) => {
  const server = await serve((request, response) => {
    response
      .writeHead(500, { 'content-type': 'text/plain' })
      .end(`boom at ${request.url}\n${'-'.repeat(500)}`);
  });
  const chat = await at(withSecrets(server.url));
  const error = await refusal(chat.open());
  expect(error.message).toBe(`Failed to open the chat at ${server.url}: the chat page answered HTTP 500`);
  expect(error.hint).toContain('CHAT_URL');
  expect(error.evidence).toMatchObject({ url: server.url, status: 500, contentType: 'text/plain' });
  expect(error.evidence.body).toMatch(/^boom at \/chat\?/);
  expect(error.evidence.body).toHaveLength(200);
  expect(error.evidence.screenshot).toMatch(/cannot-open\.png$/);
  server.close();
});

test('no server: told without the address’s secrets', async ({ at }) => {
  const server = await serve(() => undefined);
  server.close();
  const chat = await at(withSecrets(server.url));
  const error = await refusal(chat.open());
  expect(error.message).toContain(`${server.url}: the chat page does not open: page.goto: net::ERR_`);
});

test('no composer: told with the selector that was looked for', async ({ page }) => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
  });
  const opening = openChat({
    page,
    url: withSecrets(server.url),
    target: { selectors: { ...SELECTORS, composer: 'textarea' }, preset: 'none' },
    screenshot: async () => undefined,
    composerMs: 300,
  });
  const error = await refusal(opening);
  expect(error.message).toContain('no composer was found within 0.3 s (looked for textarea)');
  expect(error.hint).toContain('selectors');
  expect(error.evidence).toMatchObject({ status: 200, body: '<h1>Sign in</h1>' });
  server.close();
});
