import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { createLanes } from '../../dist/src/load/lanes.js';
import type { BucketRecord, StreamRecord } from '../../dist/src/model/records.js';
import { nowMs } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { startPeer } from './mcp-peers.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['ag-ui']!;

test('an agent and its MCP server are loaded together, and each record says which it was', async () => {
  const agent = await startFaultServer((response) =>
    response
      .writeHead(200, { 'content-type': wire.contentType })
      .end(wire.head + wire.text('North.') + wire.end),
  );
  const mcp = await startPeer({ kind: 'streamable-http' });
  const plan = resolvePlan({
    config: {
      target: {
        chatUrl: 'http://127.0.0.1:9/',
        loadUrl: agent.url,
        loadDialect: 'ag-ui',
        lane: 'agent',
        lanes: { mcp: { loadUrl: mcp.url, loadDialect: 'mcp-streamable-http', perStream: 0.5 } },
      },
    },
    env: {},
  });
  const records: (StreamRecord | BucketRecord)[] = [];
  const crowd = createLanes({
    plan,
    loadUrl: agent.url,
    nowMs,
    behaviour: {},
    emit: (record) => records.push(record),
    onSecond: () => undefined,
    onLimit: () => undefined,
  });
  expect((await crowd.tryOne()).record.outcome).toBe('ok');
  crowd.hold({ model: 'closed', streams: 4 }, 0);
  const complete = (lane: string): StreamRecord[] =>
    records.filter(
      (record): record is StreamRecord =>
        record.type === 'stream' && record.lane === lane && record.outcome === 'ok',
    );
  await expect.poll(() => Math.min(complete('agent').length, complete('mcp').length)).toBeGreaterThan(10);
  await crowd.drain();
  await crowd.close();
  expect(new Set(complete('agent').map(({ user }) => user)).size).toBe(4);
  expect(new Set(complete('mcp').map(({ user }) => user)).size).toBe(2);
  expect(new Set(complete('mcp').map(({ tool }) => tool))).toEqual(new Set(['tide_table', 'echo']));
  expect(complete('agent').every(({ tool }) => tool === undefined)).toBe(true);
  const buckets = records.filter(({ type }) => type === 'bucket');
  expect(new Set(buckets.map(({ lane }) => lane))).toEqual(new Set(['agent', 'mcp']));
  await agent.close();
  await mcp.close();
});

test('a first stream that fails says of which server', async () => {
  const agent = await startFaultServer((response) =>
    response
      .writeHead(200, { 'content-type': wire.contentType })
      .end(wire.head + wire.text('North.') + wire.end),
  );
  const mcp = await startFaultServer((response) => response.writeHead(503).end());
  const plan = resolvePlan({
    config: {
      target: {
        chatUrl: 'http://127.0.0.1:9/',
        loadUrl: agent.url,
        loadDialect: 'ag-ui',
        lanes: { mcp: { loadUrl: mcp.url, loadDialect: 'mcp-http-sse' } },
      },
    },
    env: {},
  });
  const crowd = createLanes({
    plan,
    loadUrl: agent.url,
    nowMs,
    behaviour: {},
    emit: () => undefined,
    onSecond: () => undefined,
    onLimit: () => undefined,
  });
  const tried = await crowd.tryOne();
  expect(tried).toMatchObject({ loadUrl: mcp.url, record: { outcome: 'http_5xx' } });
  await crowd.close();
  await agent.close();
  await mcp.close();
});

test('a lane may only be sent where the crowd may', () => {
  const target = {
    chatUrl: 'http://127.0.0.1:9/',
    loadUrl: 'http://127.0.0.1:9/api',
    lanes: { mcp: { loadUrl: 'http://tools.example/mcp', loadDialect: 'mcp-streamable-http' } },
  } as const;
  expect(() => resolvePlan({ config: { target }, env: {} })).toThrow(/may not load tools\.example/);
});
