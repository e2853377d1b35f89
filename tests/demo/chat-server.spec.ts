import { DefaultChatTransport, readUIMessageStream, type UIMessage } from 'ai';
import { createParser } from 'eventsource-parser';
import { expect, test } from './demo-test.js';

test('the AI SDK’s own client reads the whole answer, and both truths carry the request’s id', async ({
  startModel,
  startChat,
}) => {
  const model = await startModel({ tokens: 40 });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  // The first answer of a process pays for code that was never run before.
  await read(await ask(chat.url, 'warm-up'));
  const answers = await read(await ask(chat.url, 'hello', { 'x-request-id': 'turn-1' }));

  const lengths = answers.map((answer) => text(answer).length);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  expect(text(answers.at(-1)!)).toMatch(/^\S.{80,}\.$/s);

  const modelTruth = (await model.truth(2))[1];
  const apiTruth = (await chat.truth(2))[1];
  expect([modelTruth!.requestId, apiTruth!.requestId]).toEqual(['turn-1', 'turn-1']);
  const order = [
    apiTruth!.arrivedMs,
    modelTruth!.arrivedMs,
    modelTruth!.firstTokenMs!,
    apiTruth!.firstModelTextMs!,
    apiTruth!.firstWriteMs!,
    apiTruth!.endedMs,
  ];
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(apiTruth!.firstWriteMs! - modelTruth!.firstTokenMs!).toBeLessThan(50);
});

test('speaks the UI message stream: start, text parts, finish, [DONE]; its request id is a response header', async ({
  startModel,
  startChat,
}) => {
  const model = await startModel();
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  const response = await post(chat.url, 'hello');
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  parser.feed(await response.text());

  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('x-request-id')).toBe((await model.truth(1))[0]!.requestId);
  expect(events.pop()).toBe('[DONE]');
  const types = events.map((data) => JSON.parse(data).type);
  expect(types).toEqual([
    ...['start', 'start-step', 'text-start'],
    ...Array.from({ length: 10 }, () => 'text-delta'),
    ...['text-end', 'finish-step', 'finish'],
  ]);
});

test('asks the model for the last question only, however long the conversation', async ({
  startModel,
  startChat,
}) => {
  const model = await startModel({ tokensPerSecond: 1000 });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  const alone = await read(await ask(chat.url, 'and now?'));
  const earlier: UIMessage[] = [
    { id: '1', role: 'user', parts: [{ type: 'text', text: 'hello' }] },
    { id: '2', role: 'assistant', parts: [{ type: 'text', text: 'Hello.' }] },
  ];
  const later = await read(await ask(chat.url, 'and now?', {}, earlier));
  expect(text(later.at(-1)!)).toBe(text(alone.at(-1)!));
});

test('`maxOutputTokens` reaches the model', async ({ startModel, startChat }) => {
  const model = await startModel({ tokens: 50 });
  const chat = await startChat({ modelUrl: `${model.url}/v1`, maxOutputTokens: 4 });
  await read(await ask(chat.url, 'hello'));
  expect((await model.truth(1))[0]!.tokensMs).toHaveLength(4);
});

test('a client that leaves frees its place at the model, in the queue and in the middle', async ({
  startModel,
  startChat,
}) => {
  const model = await startModel({ slots: 1, tokens: 500 });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  const leaving = new AbortController();
  const first = await post(chat.url, 'first', { 'x-request-id': 'first' }, leaving.signal);
  const reader = first.body!.getReader();
  const decoder = new TextDecoder();
  for (let seen = ''; !seen.includes('text-delta'); seen += decoder.decode((await reader.read()).value));

  // Headers of a chat answer come before the model's: this one waits in the model's queue.
  await post(chat.url, 'second', { 'x-request-id': 'second' }, leaving.signal);
  leaving.abort();

  const truths = await model.truth(2);
  const outcomes = Object.fromEntries(truths.map(({ requestId, outcome }) => [requestId, outcome]));
  expect(outcomes).toEqual({ first: 'client-left', second: 'client-left-queue' });
  expect(await chat.truth(2)).toHaveLength(2);
});

test('a model that fails surfaces as an error part in a stream with status 200', async ({
  startModel,
  startChat,
}) => {
  const model = await startModel({ fault: 'http_500' });
  const chat = await startChat({ modelUrl: `${model.url}/v1` });
  const response = await post(chat.url, 'hello');
  expect(response.status).toBe(200);
  expect(await response.text()).toContain(
    '{"type":"error","errorText":"The model did not answer: scripted fault"}',
  );
  expect((await chat.truth(1))[0]).toMatchObject({ firstModelTextMs: null, firstWriteMs: null });
});

test('a model that is not there surfaces with its address', async ({ startChat }) => {
  const chat = await startChat({ modelUrl: 'http://127.0.0.1:1/v1' });
  expect(await (await post(chat.url, 'hello')).text()).toContain(
    'The model did not answer: Cannot connect to API',
  );
});

test('its own faults are answered in place of a stream', async ({ startChat }) => {
  const chat = await startChat({ modelUrl: 'http://127.0.0.1:1/v1', fault: 'http_500' });
  expect((await post(chat.url, 'hello')).status).toBe(500);
  await fetch(`${chat.url}/__control`, { method: 'POST', body: '{"fault":"html"}' });
  const page = await post(chat.url, 'hello');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

test('a body without a question is refused with the reason', async ({ startChat }) => {
  const chat = await startChat({ modelUrl: 'http://127.0.0.1:1/v1' });
  const response = await fetch(`${chat.url}/api/chat`, { method: 'POST', body: '{"messages":[]}' });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('no message of role `user`');
});

function question(prompt: string): UIMessage {
  return { id: 'question', role: 'user', parts: [{ type: 'text', text: prompt }] };
}

function post(chatUrl: string, prompt: string, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return fetch(`${chatUrl}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ id: 'chat', messages: [question(prompt)], trigger: 'submit-message' }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Sends as the AI SDK's React hook does. */
function ask(
  chatUrl: string,
  prompt: string,
  headers: Record<string, string> = {},
  earlier: UIMessage[] = [],
) {
  return new DefaultChatTransport({ api: `${chatUrl}/api/chat`, headers }).sendMessages({
    trigger: 'submit-message',
    chatId: 'chat',
    messageId: undefined,
    messages: [...earlier, question(prompt)],
    abortSignal: undefined,
  });
}

/** The answer as it grew. */
async function read(stream: Awaited<ReturnType<typeof ask>>): Promise<readonly UIMessage[]> {
  const answers: UIMessage[] = [];
  for await (const answer of readUIMessageStream({ stream, terminateOnError: true })) answers.push(answer);
  return answers;
}

function text(message: UIMessage): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
