import { deepStrictEqual } from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { SseEvent } from '../../dist/src/wire/dialect.js';
import { frameSse } from '../../dist/src/wire/frame-sse.js';
import { Utf8Decoder } from '../../dist/src/wire/utf8-decoder.js';
import { anyCuts, cut } from './cut.js';

interface Framed {
  readonly events: (readonly [event: string | undefined, data: string])[];
  readonly tooLarge: boolean;
  readonly cutEvent: boolean;
}

function frame(pieces: Iterable<Buffer>, maxEventChars = 1000): Framed {
  const events: SseEvent[] = [];
  let tooLarge = false;
  const framer = frameSse(
    {
      event: (event) => events.push(event),
      tooLarge: () => {
        tooLarge = true;
      },
    },
    maxEventChars,
  );
  const decoder = new Utf8Decoder();
  for (const piece of pieces) if (!tooLarge) framer.feed(decoder.decode(piece));
  if (!tooLarge) framer.feed(decoder.end());
  const cutEvent = tooLarge ? false : framer.end();
  return { events: events.map(({ event, data }) => [event, data]), tooLarge, cutEvent };
}

/** By the HTML standard's own examples and rules. */
const TABLE: readonly { name: string; body: string; events: Framed['events']; cutEvent?: true }[] = [
  {
    name: 'LF',
    body: 'data: a\n\ndata: b\n\n',
    events: [
      [undefined, 'a'],
      [undefined, 'b'],
    ],
  },
  {
    name: 'CRLF',
    body: 'data: a\r\n\r\ndata: b\r\n\r\n',
    events: [
      [undefined, 'a'],
      [undefined, 'b'],
    ],
  },
  {
    name: 'CR',
    body: 'data: a\r\rdata: b\r\r',
    events: [
      [undefined, 'a'],
      [undefined, 'b'],
    ],
  },
  {
    name: 'mixed line ends',
    body: 'data: a\r\n\ndata: b\n\rdata: c\r\r\n',
    events: [
      [undefined, 'a'],
      [undefined, 'b'],
      [undefined, 'c'],
    ],
  },
  { name: 'a byte order mark', body: '\ufeffdata: a\n\n', events: [[undefined, 'a']] },
  {
    name: 'a second byte order mark is a field name',
    body: '\ufeff\ufeffdata: a\n\ndata: b\n\n',
    events: [[undefined, 'b']],
  },
  {
    name: 'a byte order mark as Latin-1 would show it is a field name',
    body: 'ï»¿data: a\n\ndata: b\n\n',
    events: [[undefined, 'b']],
  },
  {
    name: 'several data lines',
    body: 'data: YHOO\ndata: +2\ndata: 10\n\n',
    events: [[undefined, 'YHOO\n+2\n10']],
  },
  {
    name: 'one space after the colon is dropped',
    body: 'data:a\n\ndata:  b\n\n',
    events: [
      [undefined, 'a'],
      [undefined, ' b'],
    ],
  },
  {
    name: 'a line without colon is a field without value',
    body: 'data\n\ndata\ndata\n\n',
    events: [
      [undefined, ''],
      [undefined, '\n'],
    ],
  },
  {
    name: 'comments are no events',
    body: ': test stream\n\n:\n\ndata: a\n: b\ndata: c\n\n',
    events: [[undefined, 'a\nc']],
  },
  {
    name: 'an event name lasts for one event',
    body: 'event: x\ndata: a\n\ndata: b\n\n',
    events: [
      ['x', 'a'],
      [undefined, 'b'],
    ],
  },
  {
    name: 'an event name without data is no event',
    body: 'event: x\n\ndata: b\n\n',
    events: [[undefined, 'b']],
  },
  {
    name: 'id and retry by themselves are no events',
    body: 'id: 1\n\nretry: 10\n\nretry: x\n\nid\ndata: a\n\n',
    events: [[undefined, 'a']],
  },
  {
    name: 'unknown fields are ignored',
    body: 'meta: x\ndata: a\nDATA: b\n data: c\n\n',
    events: [[undefined, 'a']],
  },
  {
    name: 'an event that no blank line ended is dropped',
    body: 'data: a\n\ndata: b\n',
    events: [[undefined, 'a']],
    cutEvent: true,
  },
  {
    name: 'so is one that was cut inside its line',
    body: 'data: a\n\ndata: b',
    events: [[undefined, 'a']],
    cutEvent: true,
  },
  { name: 'a comment at the end is no event', body: 'data: a\n\n: bye', events: [[undefined, 'a']] },
  {
    name: 'characters of two, three and four bytes',
    body: 'data: aé€🚢\u2028ß\n\n',
    events: [[undefined, 'aé€🚢\u2028ß']],
  },
];

for (const { name, body, events, cutEvent = false } of TABLE) {
  test(`${name}: as the standard says, however it is cut`, () => {
    const bytes = Buffer.from(body);
    const expected = { events, tooLarge: false, cutEvent };
    expect(frame([bytes])).toEqual(expected);
    expect(frame(Array.from(bytes, (_, at) => bytes.slice(at, at + 1)))).toEqual(expected);
    fc.assert(
      fc.property(anyCuts, (cuts) => deepStrictEqual(frame(cut(bytes, cuts)), expected)),
      { numRuns: 50, seed: 6 },
    );
  });
}

test('an event is told as soon as its blank line has come, whatever ends its lines', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const seen: string[] = [];
    const framer = frameSse({ event: ({ data }) => seen.push(data), tooLarge: () => undefined }, 1000);
    framer.feed(`data: a${end}${end}`);
    expect(seen, JSON.stringify(end)).toEqual(['a']);
    framer.feed(`data: b${end}${end}`);
    expect(seen, JSON.stringify(end)).toEqual(['a', 'b']);
  }
});

test('bytes that are no UTF-8 are replaced as the platform replaces them, however they are cut', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 24 }), anyCuts, (array, cuts) => {
      const bytes = Buffer.from(array);
      const decoder = new Utf8Decoder();
      const text =
        cut(bytes, cuts)
          .map((piece) => decoder.decode(piece))
          .join('') + decoder.end();
      deepStrictEqual(text, new TextDecoder().decode(bytes));
    }),
    { numRuns: 3000, seed: 7 },
  );
});

test('any bytes make the same events, however they are cut', () => {
  const piece = fc.constantFrom(
    'data',
    ': ',
    ':',
    ' ',
    '\r',
    '\n',
    '\r\n',
    'event',
    'id',
    'x',
    'é',
    '🚢',
    '\ufeff',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), anyCuts, (pieces, cuts) => {
      const bytes = Buffer.from(pieces.join(''));
      deepStrictEqual(frame(cut(bytes, cuts)), frame([bytes]));
    }),
    { numRuns: 3000, seed: 8 },
  );
});

test('an event longer than the limit is too large, in one read or in many', () => {
  const long = Buffer.from(`data: ${'x'.repeat(2000)}\n\n`);
  expect(frame([long])).toMatchObject({ events: [], tooLarge: true });
  expect(frame(cut(long, [500, 1000, 1500]))).toMatchObject({ events: [], tooLarge: true });
  const lines = Buffer.from('data: xxxxxxxxx\n'.repeat(200));
  expect(frame(cut(lines, [500, 1000, 1500]))).toMatchObject({ events: [], tooLarge: true });
});
