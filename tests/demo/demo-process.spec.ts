import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const MODEL_OPTIONS = {
  slots: 1,
  seed: 1,
  prefillMs: 10,
  prefillJitterShare: 0,
  tokensPerSecond: 100,
  tokens: 5,
  tokensJitterShare: 0,
  slowdownPerSlotShare: 0,
};

const started: ChildProcess[] = [];

test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

for (const [entry, options] of [
  ['model-main.js', MODEL_OPTIONS],
  ['chat-main.js', { modelUrl: 'http://127.0.0.1:1/v1' }],
] as const) {
  test(`${entry} tells its URL through IPC, survives Ctrl-C and ends when its stdin ends`, async () => {
    const child = run(entry, [JSON.stringify(options)], 'ipc');
    const [message] = await once(child, 'message');
    expect(message).toEqual({ type: 'listening', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });

    child.kill('SIGINT');
    expect((await fetch(`${message.url}/nowhere`)).status).toBe(404);
    // What is open when the end comes does not hold the process back.
    const open = await fetch(`${message.url}/nowhere`, { headers: { connection: 'keep-alive' } });
    await open.text();

    const endedAt = performance.now();
    child.stdin!.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - endedAt).toBeLessThan(3000);
  });
}

test('without a parent that listens it prints one line of JSON', async () => {
  const child = run('model-main.js', [JSON.stringify(MODEL_OPTIONS)]);
  const [line] = await once(child.stdout!, 'data');
  expect(JSON.parse(String(line))).toEqual({
    type: 'listening',
    url: expect.stringContaining('http://127.0.0.1:'),
  });
});

test('ends when its IPC channel ends', async () => {
  const child = run('model-main.js', [JSON.stringify(MODEL_OPTIONS)], 'ipc');
  await once(child, 'message');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('an entry without options says what is missing', async () => {
  const child = run('model-main.js', []);
  const [text] = await once(child.stderr!, 'data');
  expect(String(text)).toContain('give them as one JSON argument');
});

test('the demo starts both, prints where, and Ctrl-C ends all of it', async () => {
  const child = run('main.js', []);
  const [printed] = await once(child.stdout!, 'data');
  const chatUrl = /CHAT_URL=(\S+)/.exec(String(printed))![1]!;
  const loadUrl = /LOAD_URL=(\S+)/.exec(String(printed))![1]!;
  expect((await fetch(chatUrl)).status).toBe(200);
  expect((await fetch(loadUrl, { method: 'POST', body: '{"messages":[]}' })).status).toBe(400);

  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await expect(fetch(chatUrl)).rejects.toThrow();
});

function run(entry: string, options: readonly string[], ipc?: 'ipc'): ChildProcess {
  const file = fileURLToPath(new URL(`../../dist/src/demo/${entry}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...options], {
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? [ipc] : [])],
  });
  started.push(child);
  return child;
}
