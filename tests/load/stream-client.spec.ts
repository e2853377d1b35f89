import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { ask, createClient, nowMs, open } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;
const COMPLETE = wire.head + wire.text('North.') + wire.end;
const head = { 'content-type': wire.contentType };

test('a port where nobody listens is connect', async () => {
  const server = await startFaultServer(() => undefined);
  await server.close();
  const { record } = await ask(server.url, 'openai-chat');
  expect(record).toMatchObject({ outcome: 'connect', status: undefined, sentMs: undefined });
  expect(record.detail).toContain('ECONNREFUSED');
});

test('a host name that does not exist is dns', async () => {
  const { record } = await ask('http://no-such-host.invalid/chat', 'openai-chat');
  expect(record.outcome).toBe('dns');
});

test('TLS to a server without it is tls', async () => {
  const server = await startFaultServer((response) => response.end());
  const { record } = await ask(server.url.replace('http:', 'https:'), 'openai-chat');
  expect(record.outcome, record.detail).toBe('tls');
  await server.close();
});

test('what is not HTTP at all is a violation', async () => {
  const server = createServer((socket) =>
    socket.once('data', () => socket.end('220 smtp.example ESMTP\r\n')),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { record } = await ask(`http://127.0.0.1:${port}/`, 'openai-chat');
  expect(record.outcome, record.detail).toBe('protocol_violation');
  await new Promise((resolve) => server.close(resolve));
});

test('a body without length or chunks ends with its connection', async () => {
  const answer = (body: string) =>
    createServer((socket) =>
      socket.once('data', () =>
        socket.end(`HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n${body}`),
      ),
    );
  for (const [body, outcome] of [
    [COMPLETE, 'ok'],
    [wire.head + wire.text('North.'), 'truncated'],
  ] as const) {
    const server = answer(body);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { record } = await ask(`http://127.0.0.1:${port}/`, 'openai-chat');
    expect(record.outcome, record.detail).toBe(outcome);
    await new Promise((resolve) => server.close(resolve));
  }
});

test('a header that HTTP does not allow ends the stream at once', async () => {
  const client = createClient('openai-chat');
  const stream = client.open({
    id: 'q',
    user: 1,
    scheduledMs: nowMs(),
    request: { url: 'http://127.0.0.1:9/', headers: { 'x-note': 'a\nb' }, body: '{}', json: {} },
  });
  expect((await stream.done).outcome).toBe('reset');
  await client.close();
});

test('a stream that is cancelled says so, and the server sees its client leave', async () => {
  let left: () => void = () => undefined;
  const clientLeft = new Promise<void>((resolve) => {
    left = resolve;
  });
  const server = await startFaultServer((response) => {
    response.writeHead(200, head).write(wire.text('Nor'));
    response.once('close', left);
  });
  const client = createClient('openai-chat', {
    observer: { firstText: (stream) => stream.cancel('the load fell') },
  });
  const record = await open(client, server.url, 'openai-chat').done;
  expect(record).toMatchObject({ outcome: 'cancelled', detail: 'the load fell', textChars: 3 });
  await clientLeft;
  await client.close();
  await server.close();
});

test('a refusal says how long to wait, in seconds or by the date of the response', async () => {
  const date = 'Tue, 01 Jan 2030 00:00:00 GMT';
  const cases = [
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Tue, 01 Jan 2030 00:02:00 GMT', date }, 120_000],
    [{ 'retry-after': 'Mon, 31 Dec 2029 00:00:00 GMT', date }, 0],
    [{ 'retry-after': '99999999999' }, 2 ** 31 - 1],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ] as const;
  const server = await startFaultServer((response, _request, nth) =>
    response.writeHead(429, { 'content-type': 'application/json', ...cases[nth]![0] }).end('{"slow":"down"}'),
  );
  for (const [headers, expected] of cases) {
    const { record, stream } = await ask(server.url, 'openai-chat');
    expect(record.outcome).toBe('http_429');
    expect(stream.retryAfterMs, JSON.stringify(headers)).toBe(expected);
    expect(stream.bodySample).toBe('{"slow":"down"}');
  }
  await server.close();
});

test('streams one after the other share a connection: none is cut by the end of the one before', async () => {
  const server = await startFaultServer((response) => response.writeHead(200, head).end(COMPLETE));
  const client = createClient('openai-chat');
  for (let nth = 0; nth < 50; nth++) {
    const record = await open(client, server.url, 'openai-chat', `q${nth}`).done;
    expect(record).toMatchObject({ outcome: 'ok', bytes: Buffer.byteLength(COMPLETE) });
    expect(record.eofMs).toBeGreaterThanOrEqual(record.terminalMs!);
  }
  expect(server.connections()).toBe(1);
  // The grace of the first streams has passed when this one still runs on their connection.
  const slow = await startFaultServer((response, _request, nth) => {
    response.writeHead(200, head);
    if (nth === 0) response.end(COMPLETE);
    else setTimeout(() => response.end(COMPLETE), 1500);
  });
  expect((await open(client, slow.url, 'openai-chat').done).outcome).toBe('ok');
  expect((await open(client, slow.url, 'openai-chat').done).outcome).toBe('ok');
  expect(slow.connections()).toBe(1);
  await client.close();
  await slow.close();
  await server.close();
});

test('a stream is over at its terminal; a server that keeps the response open is cut a second later', async () => {
  let left: () => void = () => undefined;
  const clientLeft = new Promise<void>((resolve) => {
    left = resolve;
  });
  const server = await startFaultServer((response) => {
    response.writeHead(200, head).write(COMPLETE);
    response.once('close', left);
  });
  const client = createClient('openai-chat');
  const stream = open(client, server.url, 'openai-chat');
  expect(await stream.answered).toBe('ok');
  const answeredMs = nowMs();
  const watch = setInterval(() => stream.checkDeadlines(nowMs()), 20);
  const record = await stream.done;
  clearInterval(watch);
  expect(nowMs() - answeredMs).toBeGreaterThan(900);
  expect(record.eofMs).toBeUndefined();
  expect(record.endedMs).toBe(record.terminalMs);
  expect(record.terminalMs).toBeLessThanOrEqual(answeredMs);
  await clientLeft;
  await client.close();
  await server.close();
});

test('a connection that breaks after the terminal takes nothing from the answer', async () => {
  const server = await startFaultServer((response) => {
    response.writeHead(200, head).write(COMPLETE, () => response.destroy());
  });
  const { record } = await ask(server.url, 'openai-chat');
  expect(record).toMatchObject({ outcome: 'ok', eofMs: undefined });
  await server.close();
});

test('a long body of a response that is no stream is cut', async () => {
  const server = await startFaultServer((response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    const more = (): void => {
      if (!response.destroyed) response.write(Buffer.alloc(64 * 1024), more);
    };
    more();
  });
  const { record } = await ask(server.url, 'openai-chat');
  expect(record.outcome).toBe('not_a_stream');
  expect(record.bytes).toBeLessThan(1024 * 1024);
  await server.close();
});
