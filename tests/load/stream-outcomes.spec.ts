import type { ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import type { DialectName } from '../../dist/src/model/dialect.js';
import type { StreamOutcome } from '../../dist/src/model/outcome.js';
import type { StreamDeadlines } from '../../dist/src/model/plan.js';
import { ask } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { type WirePieces, wirePieces } from './wire-pieces.js';

interface Fault {
  readonly name: string;
  /** The class it must land in; `null`: this wire cannot have it. */
  readonly outcome: (wire: WirePieces, dialect: DialectName) => StreamOutcome | null;
  readonly answer: (response: ServerResponse, wire: WirePieces) => void;
  readonly maxEventChars?: number;
  readonly leaveWhenAnswered?: true;
  /** Only the one that is to pass; all others are far away, so that a busy machine changes no class. */
  readonly deadlines?: Partial<StreamDeadlines>;
}

/** What happens before the dialect is asked: for one dialect, and for the one that follows a first response. */
const onlyOnce =
  (outcome: StreamOutcome): Fault['outcome'] =>
  (_wire, dialect) =>
    dialect === 'openai-chat' || isGradio(dialect) ? outcome : null;
const isGradio = (dialect: string): boolean => dialect.startsWith('gradio');
const isMcp = (dialect: string): boolean => dialect.startsWith('mcp');
const begin = (response: ServerResponse, { contentType, head }: WirePieces): void => {
  response.writeHead(200, { 'content-type': contentType });
  response.flushHeaders();
  response.write(head);
};
/** Writes what is given, then ends without another word. */
const say =
  (...parts: ((wire: WirePieces) => string | undefined)[]) =>
  (response: ServerResponse, wire: WirePieces): void => {
    begin(response, wire);
    for (const part of parts) response.write(part(wire) ?? '');
    response.end();
  };
const text = ({ text }: WirePieces): string => text('Follow the needle.');
const end = (wire: WirePieces): string => wire.end;

const FAULTS: readonly Fault[] = [
  { name: 'a complete answer', outcome: () => 'ok', answer: say(text, end) },
  {
    name: 'a complete answer, a byte at a time',
    outcome: () => 'ok',
    answer: (response, wire) => {
      begin(response, { ...wire, head: '' });
      const bytes = Buffer.from(wire.head + wire.text('Übers Wasser 🚢') + wire.end);
      const writeFrom = (at: number): void => {
        if (at === bytes.length) response.end();
        else response.write(bytes.subarray(at, at + 1), () => writeFrom(at + 1));
      };
      writeFrom(0);
    },
  },
  {
    name: 'a complete answer on a socket that stays open',
    leaveWhenAnswered: true,
    outcome: ({ endsWithBody }) => (endsWithBody ? null : 'ok'),
    answer: (response, wire) => {
      begin(response, wire);
      response.write(text(wire) + wire.end);
    },
  },
  {
    name: 'an answer that a limit has cut',
    outcome: ({ cutEnd }, dialect) => (cutEnd === undefined || isMcp(dialect) ? null : 'incomplete'),
    answer: say(text, ({ cutEnd }) => cutEnd),
  },
  {
    name: 'an answer without text',
    // A result of MCP is always text.
    outcome: (_wire, dialect) => (isMcp(dialect) ? null : 'empty'),
    answer: say(end),
  },
  {
    name: 'an end without terminal',
    outcome: ({ endsWithBody }) => (endsWithBody ? null : 'truncated'),
    answer: (response, wire) => {
      begin(response, wire);
      // An answer of MCP is one event, which is cut here.
      response.end(wire.end === '' ? text(wire).slice(0, -2) : text(wire));
    },
  },
  {
    name: 'a socket destroyed in the middle',
    outcome: (_wire, dialect) => (isMcp(dialect) ? null : 'reset'),
    answer: (response, wire) => {
      begin(response, wire);
      response.write(text(wire), () => response.destroy());
    },
  },
  {
    name: 'an error inside the stream',
    outcome: ({ error }) => (error === undefined ? null : 'inband_error'),
    answer: say(
      (wire) => (wire.end === '' && !wire.endsWithBody ? '' : text(wire)),
      ({ error }) => error,
    ),
  },
  {
    name: 'an error as the first word',
    // The first event of AG-UI may be an error, of others anything may.
    outcome: ({ error }) => (error === undefined ? null : 'inband_error'),
    answer: (response, wire) => say(({ error }) => error)(response, { ...wire, head: '' }),
  },
  {
    name: 'what cannot be read',
    outcome: ({ garbage }) => (garbage === undefined ? null : 'parse_error'),
    answer: say(({ garbage }) => garbage),
  },
  {
    name: 'text after the terminal',
    outcome: ({ endsWithBody }) => (endsWithBody ? null : 'protocol_violation'),
    answer: say(text, end, text),
  },
  {
    name: 'silence after some text',
    deadlines: { stallMs: 150 },
    outcome: (_wire, dialect) => (isMcp(dialect) ? null : 'stall'),
    answer: (response, wire) => {
      begin(response, wire);
      response.write(text(wire));
    },
  },
  {
    name: 'nothing but signs of life',
    deadlines: { firstTextMs: 200 },
    outcome: ({ idle }) => (idle === undefined ? null : 'no_first_text'),
    answer: (response, wire) => {
      begin(response, wire);
      const beat = setInterval(() => response.write(wire.idle), 20);
      response.once('close', () => clearInterval(beat));
    },
  },
  {
    name: 'headers and nothing else',
    deadlines: { firstByteMs: 150 },
    outcome: onlyOnce('no_first_byte'),
    answer: (response, wire) => {
      response.writeHead(200, { 'content-type': wire.contentType });
      response.flushHeaders();
    },
  },
  {
    name: 'no answer at all',
    deadlines: { firstByteMs: 150 },
    outcome: onlyOnce('no_first_byte'),
    answer: () => undefined,
  },
  {
    name: 'an event without end',
    maxEventChars: 10_000,
    outcome: ({ contentType }) => (contentType.startsWith('text/plain') ? null : 'too_large'),
    answer: (response, wire) => {
      begin(response, wire);
      response.write(wire.text('x'.repeat(50_000)).trimEnd());
      response.end();
    },
  },
  {
    name: 'a page under status 200',
    outcome: () => 'not_a_stream',
    answer: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Login</h1>'),
  },
  {
    name: 'no content',
    outcome: onlyOnce('not_a_stream'),
    answer: (response) => response.writeHead(204).end(),
  },
  {
    name: 'a redirect',
    outcome: onlyOnce('not_a_stream'),
    answer: (response) => response.writeHead(302, { location: '/login' }).end(),
  },
  ...(
    [
      [400, 'http_4xx'],
      [404, 'http_4xx'],
      [429, 'http_429'],
      [500, 'http_5xx'],
      [503, 'http_5xx'],
    ] as const
  ).map(
    ([status, outcome]): Fault => ({
      name: `status ${status}`,
      outcome: onlyOnce(outcome),
      answer: (response) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end('{"error":"told why"}'),
    }),
  ),
  {
    name: 'status 500 whose body never ends',
    deadlines: { firstByteMs: 150 },
    outcome: onlyOnce('http_5xx'),
    answer: (response) => {
      response.writeHead(500, { 'content-type': 'text/html' });
      response.write('<h1>');
    },
  },
];

for (const [dialect, wire] of Object.entries(wirePieces) as [DialectName, WirePieces][]) {
  for (const { name, outcome, answer, ...options } of FAULTS) {
    const expected = outcome(wire, dialect);
    if (expected === null) continue;
    test(`${dialect}: ${name} is ${expected}`, async () => {
      const server = await startFaultServer((response, request) => {
        // Gradio's stream is ordered by one request and fetched by another.
        if (isGradio(dialect) && request.method === 'POST') {
          response.writeHead(200, { 'content-type': 'application/json' }).end('{"event_id":"e1"}');
        } else answer(response, wire);
      });
      const { record } = await ask(server.url, dialect, options);
      expect(record.outcome, record.detail).toBe(expected);
      await server.close();
    });
  }
}
