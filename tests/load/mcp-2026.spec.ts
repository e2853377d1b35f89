import { expect, test } from '@playwright/test';
import { call, createTools } from './call-tools.js';
import { startMcp2026Peer } from './mcp-2026-peer.js';

/** The official SDK's server refuses what is not as its revision says, so that it answers at all is the test of our requests. */
for (const mode of ['auto', 'sse', 'json'] as const) {
  test(`the official server of 2026-07-28, answering as ${mode}: calls are answered, and nothing else is sent`, async () => {
    const peer = await startMcp2026Peer(mode);
    const client = createTools('mcp-2026');
    for (const nth of [1, 2]) {
      const record = await call(client, peer.url, nth);
      expect(record, record.detail).toMatchObject({
        outcome: 'ok',
        tool: 'echo',
        textChars: 'Echo: Which way is north?'.length,
      });
    }
    expect(peer.came.map((headers) => headers['mcp-method'])).toEqual([
      'tools/list',
      'tools/call',
      'tools/call',
    ]);
    await client.close();
    await peer.close();
  });

  test(`the official server of 2026-07-28, answering as ${mode}: what is not an answer has its class, and the server’s words`, async () => {
    const peer = await startMcp2026Peer(mode);
    const outcomes = [];
    for (const tool of ['fail', 'ask-first', 'none']) {
      const client = createTools('mcp-2026', { tasks: [[{ tool, arguments: {} }]] });
      const { outcome, detail } = await call(client, peer.url);
      outcomes.push([tool, outcome, detail]);
      await client.close();
    }
    expect(outcomes).toEqual([
      ['fail', 'inband_error', 'no such port'],
      // As a stream the answer has begun before the tool is asked.
      [
        'ask-first',
        mode === 'sse' ? 'inband_error' : 'http_4xx',
        expect.stringMatching(/^(HTTP 400: )?.*capabilit/),
      ],
      ['none', 'protocol_violation', expect.stringContaining('names "none"')],
    ]);
    await peer.close();
  });
}

test('the official server of 2026-07-28: messages that come before the answer are events, and no text', async () => {
  const peer = await startMcp2026Peer('auto');
  const client = createTools('mcp-2026', { tasks: [[{ tool: 'count', arguments: { to: 3 } }]] });
  const record = await call(client, peer.url);
  expect(record, record.detail).toMatchObject({
    outcome: 'ok',
    events: 4,
    textChars: 'counted to 3'.length,
  });
  await client.close();
  await peer.close();
});

test('the official server of 2026-07-28 finds in headers the arguments that it asks to have there', async () => {
  const peer = await startMcp2026Peer('auto');
  for (const message of ['plain', 'in ünïcode', ' with spaces ', '=?base64?no?=']) {
    const client = createTools('mcp-2026', { tasks: [[{ tool: 'echo', arguments: { message } }]] });
    const record = await call(client, peer.url);
    expect(record, record.detail).toMatchObject({ outcome: 'ok', textChars: `Echo: ${message}`.length });
    await client.close();
  }
  expect(peer.came.at(1)!['mcp-param-message']).toBe('plain');
  await peer.close();
});

test('a server that could not say at first what its tools want in headers is asked again', async () => {
  const peer = await startMcp2026Peer('auto', 1);
  const client = createTools('mcp-2026');
  expect(await call(client, peer.url)).toMatchObject({ outcome: 'http_5xx' });
  const record = await call(client, peer.url);
  expect(record, record.detail).toMatchObject({ outcome: 'ok' });
  expect(peer.came.map((headers) => headers['mcp-method'])).toEqual([
    'tools/list',
    'tools/list',
    'tools/call',
  ]);
  await client.close();
  await peer.close();
});

test('an argument’s header that the user sets is not set twice', async () => {
  const peer = await startMcp2026Peer('auto');
  const client = createTools('mcp-2026', { tasks: [[{ tool: 'echo', arguments: { message: 'north' } }]] });
  const record = await call(client, peer.url, 1, { 'Mcp-Param-Message': 'north' });
  expect(record, record.detail).toMatchObject({ outcome: 'ok' });
  expect(peer.came.at(-1)!['mcp-param-message']).toBe('north');
  await client.close();
  await peer.close();
});
