import type { IncomingMessage } from 'node:http';
import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { createCrowd } from '../../dist/src/load/crowd.js';
import type { StreamRecord } from '../../dist/src/model/records.js';
import { nowMs } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { startPeer } from './mcp-peers.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;
/** https://www.w3.org/TR/trace-context/: version 00, not all zeros, sampled. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-01$/;

type Headers = IncomingMessage['headers'];

async function ask(
  run: string | undefined,
  loadHeaders: Record<string, string> = {},
): Promise<{ came: Headers[]; streams: StreamRecord[] }> {
  const came: Headers[] = [];
  const server = await startFaultServer((response, request) => {
    came.push(request.headers);
    response.writeHead(200, { 'content-type': wire.contentType });
    response.end(wire.head + wire.text('North.') + wire.end);
  });
  const plan = resolvePlan({
    config: { target: { loadDialect: 'openai-chat', loadHeaders }, seed: 3, limits: { maxRequests: 4 } },
    env: {},
  });
  const streams: StreamRecord[] = [];
  const crowd = createCrowd({
    plan,
    loadUrl: server.url,
    nowMs,
    behaviour: {},
    run,
    emit: (record) => {
      if (record.type === 'stream') streams.push(record);
    },
    onSecond: () => undefined,
    onLimit: () => undefined,
  });
  crowd.hold({ model: 'closed', streams: 2 }, 0);
  await expect.poll(() => streams.length).toBe(4);
  await crowd.drain();
  await crowd.close();
  await server.close();
  return { came, streams };
}

test('each request carries a trace of its own and the run, and its record has the trace', async () => {
  const { came, streams } = await ask('run-7');
  expect(came.map((headers) => headers['x-plimsoll-run'])).toEqual(Array(4).fill('run-7'));
  const byRequest = new Map(
    came.map((headers) => [headers['x-request-id'], TRACEPARENT.exec(String(headers.traceparent))?.[1]]),
  );
  expect(new Set(byRequest.values()).size).toBe(4);
  for (const { id, traceId } of streams) {
    expect(traceId).toBeDefined();
    expect(traceId).toBe(byRequest.get(id));
  }
});

test('what the user sets stays, whatever its case', async () => {
  const theirs = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
  const { came, streams } = await ask('run-7', { Traceparent: theirs, 'X-Plimsoll-Run': 'mine' });
  for (const headers of came) {
    expect(headers.traceparent).toBe(theirs);
    expect(headers['x-plimsoll-run']).toBe('mine');
  }
  expect(streams[0]!.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
});

test('without a run nothing is carried', async () => {
  const { came, streams } = await ask(undefined);
  expect(came[0]!.traceparent).toBeUndefined();
  expect(streams[0]!.traceId).toBeUndefined();
});

test('calls of MCP tools carry a trace each, not one a session, and checks see what came', async () => {
  const mcp = await startPeer({ kind: 'streamable-http' });
  const plan = resolvePlan({
    config: { target: { loadDialect: 'mcp-streamable-http' }, seed: 3, limits: { maxRequests: 6 } },
    env: {},
  });
  const streams: StreamRecord[] = [];
  const seen: string[] = [];
  const crowd = createCrowd({
    plan,
    loadUrl: mcp.url,
    nowMs,
    run: 'run-7',
    behaviour: {
      checks: {
        'is a result': ({ events, message }) => {
          seen.push(...events.map(({ data }) => data));
          return (message as { result?: unknown } | undefined)?.result !== undefined;
        },
      },
    },
    emit: (record) => {
      if (record.type === 'stream') streams.push(record);
    },
    onSecond: () => undefined,
    onLimit: () => undefined,
  });
  crowd.hold({ model: 'closed', streams: 1 }, 0);
  await expect.poll(() => streams.length).toBe(6);
  await crowd.drain();
  await crowd.close();
  await mcp.close();
  expect(new Set(streams.map(({ traceId }) => traceId)).size).toBe(6);
  expect(streams.map(({ checks }) => checks)).toEqual(Array(6).fill({ 'is a result': true }));
  expect(seen.some((data) => data.includes('"result"'))).toBe(true);
});
