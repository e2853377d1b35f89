import { expect, test } from '@playwright/test';
import { auto } from '../../dist/src/wire/auto.js';
import { dialectNamed, dialects } from '../../dist/src/wire/dialects.js';
import { recogniseByHeaders } from '../../dist/src/wire/recognise.js';
import { createStreamReader } from '../../dist/src/wire/stream-reader.js';
import { readStream } from './read-stream.js';
import { recordings } from './recordings.js';

for (const { file, dialect, framing, bytes, expected } of recordings) {
  // A wire that is nobody's cannot be recognised, plain text tells nothing, and a JSON document is no stream.
  if (dialect.startsWith('raw') || framing === 'text' || framing === 'json') continue;
  test(`${file} is recognised by how it begins`, () => {
    expect(readStream(createStreamReader(auto, { framing }), [bytes])).toEqual(expected);
  });
}

test('headers that tell are believed', () => {
  const name = (headers: Record<string, string>) => recogniseByHeaders(headers)?.name;
  expect(name({ 'content-type': 'text/event-stream', 'x-vercel-ai-ui-message-stream': 'v1' })).toBe(
    'ai-sdk-ui',
  );
  expect(name({ 'content-type': 'text/event-stream', 'mcp-session-id': '1' })).toBe('mcp-streamable-http');
  expect(name({ 'content-type': 'Text/Plain; charset=utf-8' })).toBe('ai-sdk-text');
  expect(name({ 'content-type': 'text/event-stream' })).toBeUndefined();
  expect(name({})).toBeUndefined();
});

const read = (body: string) => readStream(createStreamReader(auto), [Buffer.from(body)]);

test('pings before the first event of a dialect are waited out', () => {
  const ping = 'event: ping\ndata: {}\n\n';
  const chunk = 'data: {"choices":[{"delta":{"content":"a"}}]}\n\n';
  expect(read(ping.repeat(3) + chunk)).toMatchObject({ text: 'a' });
});

test('an error before anything else is an error in any dialect', () => {
  expect(read('data: {"error":"overloaded"}\n\n')).toMatchObject({ error: 'overloaded' });
  expect(read('data: {"error":{"message":"x"}}\n\n')).toMatchObject({ error: '{"message":"x"}' });
});

test('a stream like none of the known is a parse error, soon or at its end', () => {
  const parseError = 'the stream begins like none of the known dialects';
  expect(read('data: hello\n\n')).toMatchObject({ parseError });
  expect(readStream(createStreamReader(auto), [Buffer.from('data: hello\n\n'.repeat(8))])).toMatchObject({
    parseError,
  });
  // Nothing at all tells nothing.
  expect(read(': bye\n\n')).not.toHaveProperty('parseError');
});

test('a reader without a dialect takes what comes', () => {
  const bytes = Buffer.from('data: {"choices":[{"delta":{"content":"a"}}]}\n\n');
  expect(readStream(createStreamReader(), [bytes])).toMatchObject({ text: 'a' });
});

test('every name leads to its dialect; a raw one carries its path', () => {
  for (const [name, dialect] of Object.entries(dialects)) expect(dialect.name).toBe(name);
  const raw = dialectNamed('raw-sse:choices.0.delta.text');
  expect(raw.name).toBe('raw-sse:choices.0.delta.text');
  const body = 'data: {"choices":[{"delta":{"text":"a"}}]}\n\ndata: {"choices":"no"}\n\n';
  expect(readStream(createStreamReader(raw), [Buffer.from(body)])).toMatchObject({
    text: 'a',
    terminal: 'ok',
  });
});

test('without a path the data itself is the text', () => {
  const body = 'data: Ein \n\ndata: Lotse\n\ndata: [DONE]\n\n';
  expect(readStream(createStreamReader(dialects['raw-sse']), [Buffer.from(body)])).toMatchObject({
    text: 'Ein Lotse',
    terminal: 'ok',
  });
});
