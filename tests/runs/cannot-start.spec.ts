import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { startChatServer } from '../../dist/src/demo/chat-server.js';
import { processesWithRunId } from './processes-with-run-id.js';
import { shortPlan } from './short-plan.js';
import { startRun } from './start-run.js';

/** A run that cannot be measured stops within this. */
const STOPS_MS = 60_000;
const WRONG_USE = 2;

const servers: Server[] = [];
test.afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port that nobody listens on: one that was just given back. */
async function deadUrl(): Promise<string> {
  const url = await serve(() => undefined);
  const server = servers.pop()!;
  await new Promise((resolve) => server.close(resolve));
  return url;
}

/** Runs `plimsoll run`; expects the exit code for a target that cannot be measured, in time, and nothing left. */
async function expectRefusal(
  options: PlimsollOptions,
  env: NodeJS.ProcessEnv,
  words: readonly (string | RegExp)[],
) {
  const run = startRun({ options, env, through: 'plimsoll' });
  const began = performance.now();
  const { code } = await run.ended;
  const output = run.output();
  expect(code, output).toBe(WRONG_USE);
  expect(performance.now() - began).toBeLessThan(STOPS_MS);
  for (const word of words) expect(output).toMatch(word);
  expect(processesWithRunId(run.id)).toEqual([]);
  return run;
}

test('CHAT_URL is unreachable', async () => {
  const url = await deadUrl();
  await expectRefusal(
    { ...shortPlan, profile: 'page-only', stages: [{ kind: 'baseline', seconds: 3 }] },
    { CHAT_URL: url },
    [
      /the chat page does not open: .*ERR_CONNECTION_REFUSED/,
      /Screenshot: .*\.png/,
      /What to do: Check that CHAT_URL is right/,
    ],
  );
});

test('the page has no composer', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1><p>Please sign in.</p>');
  });
  const run = await expectRefusal(
    { ...shortPlan, stages: [{ kind: 'baseline', seconds: 3 }] },
    { CHAT_URL: url },
    [
      /no composer was found within 10 s \(nothing on the page looks like the text box of a chat/,
      /What came back: HTTP 200, text\/html/,
      /It begins with: <h1>Welcome<\/h1>/,
      /Screenshot: .*\.png/,
      /selectors: \{ composer:/,
    ],
  );
  const screenshot = /Screenshot: (.*\.png)/.exec(run.output())![1]!;
  expect(existsSync(screenshot)).toBe(true);
});

for (const { name, answer, words } of [
  {
    name: 'HTTP 500',
    answer: (_request, response) =>
      void response.writeHead(500, { 'content-type': 'text/plain' }).end('out of memory'),
    words: [
      /ended as http_5xx/,
      /What came back: HTTP 500, text\/plain/,
      /It begins with: out of memory/,
      /set LOAD_URL/,
    ],
  },
  {
    name: 'HTML',
    answer: (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Gateway</title>'),
    words: [
      /ended as not_a_stream/,
      /What came back: HTTP 200, text\/html/,
      /It begins with: <!doctype html>/,
    ],
  },
] satisfies { name: string; answer: RequestListener; words: RegExp[] }[]) {
  test(`the backend answers the crowd with ${name}`, async () => {
    const url = await serve(answer);
    await expectRefusal(shortPlan, { CHAT_URL: url, LOAD_URL: `${url}/api/chat` }, words);
  });
}

test("the backend answers the page's own request with HTTP 500", async () => {
  const chat = await startChatServer({ modelUrl: await deadUrl(), fault: 'http_500' });
  await expectRefusal(
    { ...shortPlan, stages: [{ kind: 'baseline', seconds: 3 }] },
    { CHAT_URL: `${chat.url}/` },
    [/its first turn ended as error_shown/, /HTTP 500/, /Screenshot: .*\.png/],
  );
  await chat.close();
});

test('under `npx playwright test` the exit code is 1', async () => {
  const url = await serve((_request, response) => void response.writeHead(503).end());
  const run = startRun({ options: shortPlan, env: { CHAT_URL: url, LOAD_URL: `${url}/api/chat` } });
  expect((await run.ended).code, run.output()).toBe(1);
  expect(run.output()).toContain('ended as http_5xx');
});

test('a wrong option is named before anything starts', async () => {
  const run = await expectRefusal({ ...shortPlan, people: 0 }, {}, [/plimsoll\.people: /]);
  expect(existsSync(join(run.runDir, 'ledger'))).toBe(false);
});

test('a wrong environment variable is named before anything starts', async () => {
  const run = await expectRefusal(shortPlan, { PLIMSOLL_PEOPLE: 'many' }, [
    /PLIMSOLL_PEOPLE is "many", not a whole number/,
  ]);
  expect(existsSync(run.runDir)).toBe(false);
});

test('a foreign CHAT_URL with a crowd needs a LOAD_URL', async () => {
  await expectRefusal(shortPlan, { CHAT_URL: 'http://127.0.0.1:9/' }, [
    /CHAT_URL is set but LOAD_URL is not/,
    /LOAD_DIALECT/,
  ]);
});

test('a host that was not allowed is refused and nothing is sent', async () => {
  // Names that end in .invalid resolve nowhere; the refusal comes before any look-up.
  const run = await expectRefusal(
    shortPlan,
    { CHAT_URL: 'http://127.0.0.1:9/', LOAD_URL: 'https://chat.example.invalid/api/chat' },
    [
      /may not load chat\.example\.invalid/,
      /PLIMSOLL_ALLOW_HOSTS=chat\.example\.invalid/,
      /Nothing was sent/,
    ],
  );
  expect(existsSync(run.runDir)).toBe(false);
});

test('more journeys than people is an error that names the way out', async () => {
  await expectRefusal({ ...shortPlan, people: 1 }, { PLIMSOLL_TEST_JOURNEYS: 'journeys' }, [
    /2 journeys were selected for 1 person/,
    /PLIMSOLL_PEOPLE/,
    /--grep/,
  ]);
});
