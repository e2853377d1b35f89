import { expect, test } from '@playwright/test';
import { call, createTools, ECHO } from './call-tools.js';
import { startEverything } from './everything.js';
import { type PeerOptions, startPeer } from './mcp-peers.js';

const ECHOED = 'Echo: Which way is north?'.length;

const WIRES = [
  ['mcp-http-sse', { kind: 'http-sse' }],
  ['mcp-streamable-http', { kind: 'streamable-http' }],
  ['mcp-streamable-http', { kind: 'streamable-http', json: true }],
] as const satisfies readonly (readonly [string, PeerOptions])[];

for (const [wire, options] of WIRES) {
  const how = 'json' in options ? `${wire}, answering with JSON` : wire;

  test(`${how}: the official server sees one session for one user’s calls, and its end`, async () => {
    const peer = await startPeer(options);
    const client = createTools(wire);
    const first = await call(client, peer.url);
    const second = await call(client, peer.url);
    for (const record of [first, second]) {
      expect(record, record.detail).toMatchObject({ outcome: 'ok', tool: 'echo', textChars: ECHOED });
      expect(record.sentMs).toBeGreaterThanOrEqual(record.scheduledMs);
      expect(record.firstTextMs).toBeGreaterThanOrEqual(record.sentMs!);
      expect(record.terminalMs).toBe(record.firstTextMs);
    }
    expect(peer.sessions()).toBe(1);
    expect(peer.open.size).toBe(1);
    await client.close();
    await expect.poll(() => peer.open.size).toBe(0);
    const rpc = peer.seen.filter((method) => !['GET', 'DELETE'].includes(method));
    expect(rpc).toEqual([
      'initialize',
      'notifications/initialized',
      'tools/list',
      'tools/call',
      'tools/call',
    ]);
    expect(peer.seen.includes('DELETE')).toBe(wire === 'mcp-streamable-http');
    await peer.close();
  });

  test(`${how}: the set-up is stamped by itself and lies before the first call’s wait`, async () => {
    const peer = await startPeer(options);
    const client = createTools(wire);
    const [first, second] = [await call(client, peer.url), await call(client, peer.url)];
    expect(first.sessionReadyMs).toBeGreaterThan(first.sessionFromMs!);
    expect(first.scheduledMs).toBe(first.sessionReadyMs);
    expect(second).toMatchObject({ sessionFromMs: undefined, sessionReadyMs: undefined });
    await client.close();
    await peer.close();
  });

  test(`${how}: calls at once have a session each, which the next ones take over`, async () => {
    const peer = await startPeer(options);
    const client = createTools(wire);
    const users = [1, 2, 3];
    await Promise.all(users.map((user) => call(client, peer.url, user)));
    await Promise.all(users.map((user) => call(client, peer.url, user + 10)));
    expect(peer.sessions()).toBe(3);
    await client.close();
    await peer.close();
  });

  test(`${how}: nobody acts in another’s name, and each request has its own id`, async () => {
    const peer = await startPeer(options);
    const client = createTools(wire);
    const as = (name: string, request: string) => ({
      authorization: `Bearer ${name}`,
      'x-request-id': request,
      traceparent: `00-${request.padStart(32, '0')}-00f067aa0ba902b7-01`,
    });
    await call(client, peer.url, 1, as('anna', '1'));
    await call(client, peer.url, 2, as('bert', '2'));
    await call(client, peer.url, 1, as('anna', '3'));
    expect(peer.called).toEqual([
      expect.objectContaining(as('anna', '1')),
      expect.objectContaining(as('bert', '2')),
      expect.objectContaining(as('anna', '3')),
    ]);
    expect(peer.sessions()).toBe(2);
    await client.close();
    await peer.close();
  });

  test(`${how}: a session that the server has lost is set up anew, and the call waits for it`, async () => {
    const peer = await startPeer(options);
    const client = createTools(wire);
    await call(client, peer.url);
    peer.forget();
    const record = await call(client, peer.url);
    expect(record, record.detail).toMatchObject({ outcome: 'ok', textChars: ECHOED, sessionLost: true });
    expect(record.scheduledMs).toBeLessThan(record.sessionFromMs!);
    expect(record.firstTextMs).toBeGreaterThan(record.sessionReadyMs!);
    expect(peer.sessions()).toBe(2);
    expect((await call(client, peer.url)).sessionLost).toBeUndefined();
    await client.close();
    await peer.close();
  });
}

test('a stream that the server closes first is resumed after the time that it asks for', async () => {
  const peer = await startPeer({ kind: 'streamable-http', dropsFirst: { retryMs: 120 } });
  const client = createTools('mcp-streamable-http', {
    tasks: [[{ tool: 'tide_table', arguments: { port: 'Cuxhaven', days: 3 } }]],
  });
  const record = await call(client, peer.url);
  expect(record, record.detail).toMatchObject({
    outcome: 'ok',
    resumes: 1,
    textChars: 'Cuxhaven: high water on 3 days'.length,
  });
  expect(record.firstTextMs! - record.sentMs!).toBeGreaterThanOrEqual(120);
  expect(peer.seen.filter((method) => method === 'GET')).toHaveLength(1);
  await client.close();
  await peer.close();
});

test('an agent’s task is its calls one after the other, and users begin with different tasks', async () => {
  const peer = await startPeer({ kind: 'streamable-http' });
  const tide = { tool: 'tide_table', arguments: { port: '{{prompt}}', days: 2 } };
  const echo = ECHO[0]![0]!;
  const client = createTools('mcp-streamable-http', { tasks: [[tide, echo], [echo]] });
  const done: (string | undefined)[][] = [];
  for (const user of [1, 2, 1, 2, 1]) {
    const { outcome, tool, task } = await call(client, peer.url, user);
    done.push([outcome, task, tool]);
  }
  expect(done).toEqual([
    ['ok', '1.1', 'tide_table'],
    ['ok', '2.1', 'echo'],
    ['ok', '1.1', 'echo'],
    ['ok', '2.2', 'tide_table'],
    ['ok', '1.2', 'echo'],
  ]);
  await client.close();
  await peer.close();
});

test('without named tools those are called that say they only read, with arguments that their schema allows', async () => {
  const peer = await startPeer({ kind: 'streamable-http' });
  const client = createTools('mcp-streamable-http', { tasks: null });
  const records = [];
  for (let nth = 0; nth < 4; nth++) records.push(await call(client, peer.url, nth));
  expect(records.map(({ outcome, tool, detail }) => [outcome, tool, detail])).toEqual([
    ['ok', 'tide_table', undefined],
    ['ok', 'echo', undefined],
    ['ok', 'tide_table', undefined],
    ['ok', 'echo', undefined],
  ]);
  await client.close();
  await peer.close();
});

test('a tool that the server does not have is named with those that it has', async () => {
  const peer = await startPeer({ kind: 'http-sse' });
  const client = createTools('mcp-http-sse', { tasks: [[{ tool: 'tides', arguments: {} }]] });
  const record = await call(client, peer.url);
  expect(record).toMatchObject({
    outcome: 'protocol_violation',
    detail:
      'target.loadTasks names "tides", which this server does not have. It has: tide_table, echo, fail, scuttle',
  });
  expect(peer.seen).not.toContain('tools/call');
  await client.close();
  await peer.close();
});

test('a tool that fails is an error inside the stream, and its session goes on', async () => {
  for (const [wire, options] of WIRES) {
    const peer = await startPeer(options);
    const client = createTools(wire, { tasks: [[{ tool: 'fail', arguments: {} }], ECHO[0]!] });
    expect(await call(client, peer.url, 1)).toMatchObject({
      outcome: 'inband_error',
      detail: 'no such port',
    });
    expect(await call(client, peer.url, 2)).toMatchObject({ outcome: 'ok' });
    expect(peer.sessions()).toBe(1);
    await client.close();
    await peer.close();
  }
});

for (const [wire, transport, path] of [
  ['mcp-http-sse', 'sse', '/sse'],
  ['mcp-streamable-http', 'streamableHttp', '/mcp'],
] as const) {
  test(`${wire}: the reference server of everything is called, with progress on the way`, async () => {
    const server = await startEverything(transport);
    const client = createTools(wire, {
      tasks: [
        [
          { tool: 'echo', arguments: { message: '{{prompt}}' } },
          { tool: 'get-sum', arguments: { a: 3, b: 4 } },
          { tool: 'trigger-long-running-operation', arguments: { duration: 0.2, steps: 2 } },
        ],
      ],
    });
    for (const tool of ['echo', 'get-sum', 'trigger-long-running-operation']) {
      const record = await call(client, server.url + path);
      expect(record, record.detail).toMatchObject({ outcome: 'ok', tool, task: '1.1' });
      expect(record.textChars).toBeGreaterThan(5);
    }
    await client.close();
    await server.end();
  });
}
