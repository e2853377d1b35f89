import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './chat-page-test.js';

const PAGE = `<!doctype html><title>Members</title>
<dialog open>We use cookies <button onclick="
  document.querySelector('dialog').remove();
  document.body.append(document.createElement('textarea'));
">Accept</button></dialog>`;

/** A page for members: without their cookie it answers 401. */
async function serve() {
  const server = createServer((request, response) => {
    const isMember = request.headers.cookie?.includes('session=mia') === true;
    response.writeHead(isMember ? 200 : 401, { 'content-type': 'text/html' });
    response.end(isMember ? PAGE : '<h1>Sign in</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

const accept = { prepare: (page: import('@playwright/test').Page) => page.click('text=Accept') };

test.describe('with the login that Playwright was given', () => {
  test.use({
    storageState: {
      cookies: [
        {
          name: 'session',
          value: 'mia',
          domain: '127.0.0.1',
          path: '/',
          expires: -1,
          httpOnly: true,
          secure: false,
          sameSite: 'Lax',
        },
      ],
      origins: [],
    },
  });

  test('the chat opens, also in a tab that replaces a crashed one, and the banner is gone each time', async ({
    at,
  }) => {
    const server = await serve();
    const chat = await at(server.url);
    await chat.open(accept.prepare);
    const first = chat.page;
    const gone = first.waitForEvent('crash');
    const cdp = await first.context().newCDPSession(first);
    // Never answered: whoever would answer is gone.
    cdp.send('Page.crash').catch(() => undefined);
    await gone;
    expect(await chat.open()).toMatchObject({ visible: true });
    expect(chat.page).not.toBe(first);
    await expect(chat.page.getByText('We use cookies')).toHaveCount(0);
    server.close();
  });
});

test('without it: told what came back and how to sign in', async ({ at }) => {
  const server = await serve();
  const chat = await at(server.url);
  await expect(chat.open(accept.prepare)).rejects.toMatchObject({
    message: expect.stringContaining('HTTP 401'),
    hint: expect.stringContaining('storageState'),
  });
  server.close();
});
