import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import type { McpWire } from '../../dist/src/load/mcp/session.js';
import type { StreamOutcome } from '../../dist/src/model/outcome.js';
import type { StreamRecord } from '../../dist/src/model/records.js';
import { type CallOptions, call, createTools } from './call-tools.js';
import { type Asked, type Reply, startScriptedMcp } from './scripted-mcp.js';

const WIRES: readonly McpWire[] = ['mcp-http-sse', 'mcp-streamable-http', 'mcp-2026'];
const POSTED: readonly McpWire[] = ['mcp-streamable-http', 'mcp-2026'];
const SESSIONS: readonly McpWire[] = ['mcp-http-sse', 'mcp-streamable-http'];

type SetUp = (request: IncomingMessage, response: ServerResponse, asked: Asked | undefined) => boolean;

interface Fault extends CallOptions {
  readonly name: string;
  readonly wires?: readonly McpWire[];
  readonly outcome: StreamOutcome;
  /** What becomes of the call; the session has been set up. */
  readonly call?: (reply: Reply, asked: Asked) => unknown;
  /** What becomes of the set-up in place of what it should. */
  readonly setUp?: SetUp | undefined;
  readonly also?: Partial<StreamRecord>;
}

const result = (text: string) => ({ content: [{ type: 'text', text }] });
const on =
  (method: string, answer: (response: ServerResponse, asked: Asked) => unknown): SetUp =>
  (_request, response, asked) => {
    if (asked?.method !== method) return false;
    answer(response, asked);
    return true;
  };
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): unknown =>
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end('{"error":"told why"}');

const FAULTS: readonly Fault[] = [
  { name: 'a response', outcome: 'ok', call: (reply) => reply.result(result('North.')) },
  {
    name: 'a response after notifications, a ping and keep-alives',
    outcome: 'ok',
    also: { textChars: 6 },
    call(reply) {
      reply.raw(': keep-alive\n\n');
      reply.message({ method: 'notifications/progress', params: { progressToken: 1, progress: 1 } });
      reply.message({ id: 's1', method: 'ping' });
      reply.message({ id: 's2', method: 'sampling/createMessage', params: {} });
      reply.result(result('North.'));
    },
  },
  {
    name: 'a response, a byte at a time',
    outcome: 'ok',
    also: { textChars: 15 },
    call: (reply, { id }) =>
      reply.slowly(
        `event: message\r\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, result: result('Übers Wasser 🚢') })}\r\n\r\n`,
      ),
  },
  {
    name: 'a response on a connection that stays open',
    wires: POSTED,
    outcome: 'ok',
    also: { eofMs: undefined },
    call: (reply) => reply.result(result('North.'), { keepOpen: true }),
  },
  {
    name: 'the event by which a stream can be resumed, before the response',
    wires: ['mcp-streamable-http'],
    outcome: 'ok',
    also: { resumes: undefined },
    call(reply) {
      reply.raw('id: 1\ndata:\n\n');
      reply.result(result('North.'));
    },
  },
  {
    name: 'a result that says that the tool failed',
    outcome: 'inband_error',
    also: { detail: 'no such port' },
    call: (reply) => reply.result({ ...result('no such port'), isError: true }),
  },
  {
    name: 'a JSON-RPC error',
    outcome: 'inband_error',
    also: { detail: 'overloaded' },
    call: (reply, { id }) =>
      reply.message({ id, error: { code: -32000, message: 'overloaded' } }, { end: true }),
  },
  {
    name: 'a result that asks for input first',
    wires: ['mcp-2026'],
    outcome: 'incomplete',
    call: (reply) => reply.result({ resultType: 'input_required', inputRequests: {} }),
  },
  {
    name: 'neither a result nor an error',
    outcome: 'parse_error',
    call: (reply, { id }) => reply.message({ id }, { end: true }),
  },
  { name: 'what is no JSON', outcome: 'parse_error', call: (reply) => reply.raw('data: {"jsonrpc":\n\n') },
  {
    name: 'the response to another request',
    wires: POSTED,
    outcome: 'protocol_violation',
    call: (reply) => reply.message({ id: 4711, result: result('not mine') }, { end: true }),
  },
  {
    name: 'responses to other requests only',
    wires: ['mcp-http-sse'],
    deadlines: { firstTextMs: 250 },
    outcome: 'no_first_text',
    also: { textChars: 0 },
    call: (reply) => reply.message({ id: 4711, result: result('not mine') }),
  },
  {
    name: 'two responses',
    wires: POSTED,
    outcome: 'protocol_violation',
    call(reply) {
      reply.result(result('North.'), { keepOpen: true });
      reply.result(result('South.'));
    },
  },
  { name: 'an end without a response', outcome: 'truncated', call: (reply) => reply.end() },
  {
    name: 'an end inside the response',
    outcome: 'truncated',
    call(reply) {
      reply.raw('data: {"jsonrpc":"2.0","id":2,"resu');
      reply.end();
    },
  },
  { name: 'a connection that is reset', outcome: 'reset', call: (reply) => reply.destroy() },
  {
    name: 'nothing but keep-alives',
    deadlines: { firstTextMs: 250 },
    outcome: 'no_first_text',
    call: (reply) => reply.beat(': ping\n\n', 20),
  },
  { name: 'silence', deadlines: { firstByteMs: 200 }, outcome: 'no_first_byte', call: () => undefined },
  {
    name: 'a response without end',
    maxEventChars: 10_000,
    outcome: 'too_large',
    call: (reply) => reply.raw(`data: ${'x'.repeat(50_000)}`),
  },
  ...(
    [
      [400, 'http_4xx'],
      [429, 'http_429'],
      [503, 'http_5xx'],
    ] as const
  ).map(
    ([code, outcome]): Fault => ({
      name: `status ${code}`,
      outcome,
      also: { status: code },
      call: (reply) => reply.refuse(code),
    }),
  ),
  {
    name: 'status 500 whose body never ends',
    deadlines: { firstByteMs: 200 },
    outcome: 'http_5xx',
    call: (reply) => reply.refuse(500, { neverEnds: true }),
  },
  { name: 'a page under status 200', wires: POSTED, outcome: 'not_a_stream', call: (reply) => reply.page() },
  {
    name: 'a session that is lost again and again',
    wires: SESSIONS,
    outcome: 'http_4xx',
    also: { sessionLost: true, detail: 'HTTP 404: the session is gone' },
    call: (reply) => reply.refuse(404),
  },
  {
    name: 'a method that the server does not have',
    wires: ['mcp-2026'],
    outcome: 'http_4xx',
    call: (reply) => reply.refuse(404),
  },
  {
    name: 'a stream that breaks off, resumes, and breaks off for ever',
    wires: ['mcp-streamable-http'],
    outcome: 'truncated',
    also: { resumes: 3 },
    call(reply) {
      reply.raw('retry: 5\nid: 1\ndata:\n\n');
      reply.end();
    },
  },
  {
    name: 'a stream that breaks off and cannot be resumed',
    wires: ['mcp-streamable-http'],
    outcome: 'truncated',
    also: {
      resumes: 1,
      detail: 'the server broke the stream off, and it could not be resumed: HTTP 405',
    },
    setUp(request, response) {
      if (request.method !== 'GET') return false;
      response.writeHead(405).end();
      return true;
    },
    call(reply) {
      reply.raw('retry: 5\nid: 1\ndata:\n\n');
      reply.end();
    },
  },
  {
    name: 'a stream without any event that breaks off',
    wires: ['mcp-streamable-http'],
    outcome: 'truncated',
    also: { resumes: undefined },
    call: (reply) => reply.end(),
  },
  {
    name: 'initialize is refused',
    wires: SESSIONS,
    outcome: 'http_5xx',
    also: { detail: 'initialize: HTTP 503: told why' },
    setUp: on('initialize', status(503)),
  },
  {
    name: 'initialize is never answered',
    wires: SESSIONS,
    deadlines: { firstByteMs: 200 },
    outcome: 'no_first_byte',
    also: { detail: 'initialize: no answer within 200 ms' },
    setUp: on('initialize', () => undefined),
  },
  {
    name: 'too many sessions',
    wires: SESSIONS,
    outcome: 'http_429',
    setUp: on('initialize', status(429, { 'retry-after': '7' })),
  },
  {
    name: 'a revision that nobody knows',
    wires: ['mcp-streamable-http'],
    outcome: 'protocol_violation',
    also: { detail: 'initialize: the server speaks MCP 1999-12-31' },
    setUp: on('initialize', (response, { id }) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', id, result: { protocolVersion: '1999-12-31' } })),
    ),
  },
  {
    name: 'the stream of the session is refused',
    wires: ['mcp-http-sse'],
    outcome: 'http_4xx',
    setUp(request, response) {
      if (request.method !== 'GET') return false;
      status(401)(response);
      return true;
    },
  },
  {
    name: 'the stream of the session names no endpoint',
    wires: ['mcp-http-sse'],
    deadlines: { firstByteMs: 200 },
    outcome: 'no_first_byte',
    also: { detail: 'connecting: no answer within 200 ms' },
    setUp(request, response) {
      if (request.method !== 'GET') return false;
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      return true;
    },
  },
  {
    name: 'an endpoint on another host',
    wires: ['mcp-http-sse'],
    outcome: 'protocol_violation',
    setUp(request, response) {
      if (request.method !== 'GET') return false;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: endpoint\ndata: http://elsewhere.invalid/messages\n\n');
      return true;
    },
  },
];

for (const wire of WIRES) {
  for (const { name, wires = WIRES, outcome, also, call: answer, setUp, ...options } of FAULTS) {
    if (!wires.includes(wire)) continue;
    test(`${wire}: ${name} is ${outcome}`, async () => {
      const server = await startScriptedMcp({ wire, setUp, call: answer });
      const client = createTools(wire, options);
      const record = await call(client, server.url);
      expect(record.outcome, record.detail).toBe(outcome);
      expect(record).toMatchObject(also ?? {});
      await client.close();
      await server.close();
    });
  }
}

test('what the server asks of the client is answered: a ping is, anything else is not offered', async () => {
  for (const wire of SESSIONS) {
    const server = await startScriptedMcp({
      wire,
      call(reply) {
        reply.message({ id: 's1', method: 'ping' });
        reply.message({ id: 's2', method: 'elicitation/create', params: {} });
        reply.result(result('North.'));
      },
    });
    const client = createTools(wire);
    await call(client, server.url);
    await expect.poll(() => server.answers().length).toBe(2);
    expect(server.answers().sort((a, b) => String(a.id).localeCompare(String(b.id)))).toEqual([
      { jsonrpc: '2.0', id: 's1', result: {} },
      { jsonrpc: '2.0', id: 's2', error: { code: -32601, message: 'elicitation/create is not offered' } },
    ]);
    await client.close();
    await server.close();
  }
});

test('a call that is given up is taken back: the server is told, or sees its client leave', async () => {
  for (const wire of WIRES) {
    let left: () => void = () => undefined;
    const clientLeft = new Promise<void>((resolve) => {
      left = resolve;
    });
    const server = await startScriptedMcp({ wire, call: (reply) => reply.onClose(left) });
    const client = createTools(wire, { deadlines: { firstByteMs: 100 } });
    expect((await call(client, server.url)).outcome).toBe('no_first_byte');
    if (wire === 'mcp-2026') await clientLeft;
    else {
      await expect.poll(() => server.asked('notifications/cancelled')).toHaveLength(1);
      const [told] = server.asked('notifications/cancelled');
      const [called] = server.asked('tools/call');
      expect(told!.params).toEqual({ requestId: called!.id, reason: 'no_first_byte' });
    }
    await client.close();
    await server.close();
  }
});

test('headers of one’s own go out with every request, and the transport’s own are right', async () => {
  for (const wire of WIRES) {
    const server = await startScriptedMcp({ wire, call: (reply) => reply.result(result('North.')) });
    const client = createTools(wire);
    await call(client, server.url);
    await client.close();
    for (const headers of server.headers()) expect(headers['x-team']).toBe('chat');
    const calling = server.headers().at(server.methods().lastIndexOf('tools/call'))!;
    if (wire === 'mcp-streamable-http') {
      expect(calling).toMatchObject({ 'mcp-session-id': 'session-1', 'mcp-protocol-version': '2025-11-25' });
    }
    if (wire === 'mcp-2026') {
      expect(calling).toMatchObject({
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'echo',
      });
      expect(server.methods()).toEqual(['tools/list', 'tools/call']);
      const listing = server.headers()[0]!;
      expect(listing['mcp-method']).toBe('tools/list');
      expect(listing['mcp-name']).toBeUndefined();
    }
    await server.close();
  }
});
