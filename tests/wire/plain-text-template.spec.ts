import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Dialect, SseEvent } from '../../dist/src/wire/dialect.js';
import { dialectNamed } from '../../dist/src/wire/dialects.js';
import { createStreamReader } from '../../dist/src/wire/stream-reader.js';
import { cut } from './cut.js';
import { readStream } from './read-stream.js';

/** The same dialect, whose every event goes the whole way. */
function whole(dialect: Dialect): Dialect {
  return {
    ...dialect,
    open: (request) => {
      const reading = dialect.open(request);
      return { read: (event) => reading.read(event), end: () => reading.end?.() ?? { text: '' } };
    },
  };
}

function counting(dialect: Dialect): { dialect: Dialect; reads: () => number } {
  let reads = 0;
  return {
    reads: () => reads,
    dialect: {
      ...dialect,
      open: (request) => {
        const reading = dialect.open(request);
        return {
          ...reading,
          read: (event: SseEvent) => {
            reads++;
            return reading.read(event);
          },
        };
      },
    },
  };
}

/** Texts that a template could stumble over: what stands elsewhere in the event, JSON's own signs, cut characters. */
const text = fc.oneof(
  fc.constantFrom(
    'stop',
    'length',
    'a',
    'content',
    'text',
    'text-delta',
    '',
    '"',
    '\\',
    '\\u0061',
    '\n',
    'é',
    '船',
    '🚢',
  ),
  fc.constantFrom(
    '"},"finish_reason":"length',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\ud83d',
    '\ufffd',
    ' the',
    ' harbour',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const id = fc.constantFrom('a', 'stop', 'chatcmpl-1');
const finish = fc.constantFrom(null, null, null, null, 'stop', 'length', 'a');

const json: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'openai-chat': fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .record({ id, text, finish })
        .map(({ id, text, finish }) =>
          JSON.stringify({ id, choices: [{ index: 0, delta: { content: text }, finish_reason: finish }] }),
        ),
    },
    {
      weight: 3,
      // Escapes that JSON has and that it has not, in the shape of the first.
      arbitrary: fc
        .constantFrom('\\n', '\\"', '\\\\', '\\ud83d\\udea2', '\\ud83d', '\\x', '\\', '\\u00', '\t', '\\"\\')
        .map((raw) => `{"id":"a","choices":[{"index":0,"delta":{"content":"${raw}"},"finish_reason":null}]}`),
    },
    {
      weight: 3,
      arbitrary: fc
        .record({ text, more: text })
        .map(({ text, more }) =>
          JSON.stringify({ choices: [{ delta: { content: text } }, { delta: { content: more } }] }),
        ),
    },
    {
      weight: 3,
      arbitrary: text.map(
        (text) => `{"id":${JSON.stringify(text)},"choices":[{"delta":{"content":"\\u0061"}}]}`,
      ),
    },
    {
      weight: 3,
      arbitrary: text.map(
        (text) => `{"choices":[{"delta":{"content":${JSON.stringify(text)},"content":"b"}}]}`,
      ),
    },
    {
      weight: 2,
      arbitrary: text.map((text) => JSON.stringify({ choices: [{ delta: { reasoning: text } }] })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('[DONE]', '{"error":{"message":"a"}}', '{"choices":[null]}', '{', '[]'),
    },
  ),
  'ai-sdk-ui': fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .record({ id, text })
        .map(({ id, text }) => JSON.stringify({ type: 'text-delta', id, delta: text })),
    },
    { weight: 2, arbitrary: text.map((type) => JSON.stringify({ type, delta: 'text-delta' })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{"type":"finish"}', '[DONE]', '{"type":"reasoning-delta","delta":"a"}'),
    },
  ),
  'ag-ui': fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .record({ id, text })
        .map(({ id, text }) => JSON.stringify({ type: 'TEXT_MESSAGE_CONTENT', messageId: id, delta: text })),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '{"type":"RUN_STARTED"}',
        '{"type":"RUN_FINISHED"}',
        '{"type":"TEXT_MESSAGE_END"}',
      ),
    },
  ),
  'anthropic-messages': fc.oneof(
    {
      weight: 8,
      arbitrary: text.map((text) =>
        JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
      ),
    },
    {
      weight: 2,
      arbitrary: text.map((thinking) =>
        JSON.stringify({ type: 'content_block_delta', delta: { type: 'thinking_delta', thinking } }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '{"type":"message_delta","delta":{"stop_reason":"a"}}',
        '{"type":"message_stop"}',
        '{"type":"ping"}',
      ),
    },
  ),
};

/** An event, written in one of the ways in which SSE allows it, and some that it does not. */
const framed = (data: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 10, arbitrary: data.map((json) => `data: ${json}\n\n`) },
    { weight: 3, arbitrary: data.map((json) => `event: message\ndata: ${json}\n\n`) },
    { weight: 2, arbitrary: data.map((json) => `data: ${json}\r\n\r\n`) },
    { weight: 1, arbitrary: data.map((json) => `data:${json}\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `event: error\ndata: ${json}\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `\ufeffdata: ${json}\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `data: ${json}\rid: 1\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `data: {"type":"x"}\ndata: ${json}\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `data\ndata: ${json}\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `data: ${json}\nid: 7\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `data: ${json.replace(':', ':\r')}\n\n`) },
    { weight: 1, arbitrary: data.map((json) => `data: ${json}\n`) },
    { weight: 1, arbitrary: fc.constantFrom(': ping\n\n', '\n', '\r', '\r\n', 'id: 1\n\n', 'data: ') },
  );

for (const [name, events] of Object.entries(json)) {
  test(`${name}: a stream that is matched by a template means what it means the whole way`, () => {
    const dialect = dialectNamed(name as 'openai-chat');
    const opening = name === 'ag-ui' ? 'data: {"type":"RUN_STARTED"}\n\n' : '';
    const stream = fc.array(framed(events), { minLength: 1, maxLength: 12 });
    const cuts = fc.array(fc.nat(4000), { maxLength: 6 });
    fc.assert(
      fc.property(stream, cuts, fc.boolean(), fc.nat(4000), (parts, elsewhere, byEvent, broken) => {
        const bytes = parts.map((part, nth) => Buffer.from(nth === 0 ? opening + part : part));
        const all = Buffer.concat(bytes);
        // Sometimes one byte is no longer UTF-8.
        if (broken < all.length && elsewhere.length > 3) all[broken] = 0xc3;
        let at = 0;
        const ends = byEvent ? bytes.map((part) => (at += part.length)) : [];
        const pieces = cut(all, [...ends, ...(byEvent ? elsewhere.slice(0, 1) : elsewhere)]);
        const options = { framing: 'sse', maxEventChars: 300 } as const;
        const known = readStream(createStreamReader(dialect, options), pieces);
        expect(known).toEqual(readStream(createStreamReader(whole(dialect), options), pieces));
        const counter = createStreamReader(dialect, { ...options, keepsText: false });
        const counted = [...pieces.map((piece) => counter.feed(piece).textChars), counter.end().textChars];
        expect(counted.reduce((sum, chars) => sum + chars)).toBe(known.text.length);
      }),
      { numRuns: 3000 },
    );
  });
}

test('of an answer whose chunks differ in their text alone only the first is parsed', () => {
  const chunk = (content: string): Buffer =>
    Buffer.from(
      `data: ${JSON.stringify({ id: 'x', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`,
    );
  const pieces = [
    chunk('One'),
    chunk(' two'),
    chunk(' drei'),
    Buffer.concat([chunk(' vier'), chunk(' 五')]),
    chunk(' "six"'),
    chunk(' se'),
    chunk(' sept'),
  ];
  for (const name of ['openai-chat', 'auto'] as const) {
    const { dialect, reads } = counting(dialectNamed(name));
    const read = readStream(createStreamReader(dialect), pieces);
    expect(read).toMatchObject({ events: 8, textEvents: 8, text: 'One two drei vier 五 "six" se sept' });
    expect(reads()).toBe(1);
  }
});
