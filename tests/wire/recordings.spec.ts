import { deepStrictEqual } from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { dialectNamed, dialects } from '../../dist/src/wire/dialects.js';
import { createStreamReader } from '../../dist/src/wire/stream-reader.js';
import { anyCuts, cut } from './cut.js';
import { readStream, type Understood } from './read-stream.js';
import { recordings } from './recordings.js';

/** Plain text has no count of events to expect, and nothing else is left out. */
function means(understood: Understood, expected: Partial<Understood>): void {
  deepStrictEqual(
    { ...understood, ...('events' in expected ? {} : { events: 0, textEvents: 0 }) },
    {
      events: 0,
      textEvents: 0,
      ...expected,
    },
  );
}

for (const { file, dialect, framing, bytes, expected } of recordings) {
  const open = () => createStreamReader(dialectNamed(dialect), { framing });

  test(`${file} means what is written beside it`, () => {
    means(readStream(open(), [bytes]), expected);
  });

  test(`${file} means the same byte by byte`, () => {
    const single = Array.from(bytes, (_, at) => bytes.slice(at, at + 1));
    means(readStream(open(), single), expected);
  });

  test(`${file} means the same however it is cut`, () => {
    fc.assert(
      fc.property(anyCuts, (cuts) => means(readStream(open(), cut(bytes, cuts)), expected)),
      { numRuns: 200, seed: 4 },
    );
  });

  // Line ends are of SSE, and the awkward recording has all kinds already.
  if (framing !== 'sse' || file.includes('awkward')) continue;

  test(`${file} means the same with CRLF, with CR, with a byte order mark and with comments between`, () => {
    const text = new TextDecoder().decode(bytes);
    for (const variant of [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `\ufeff${text}`,
      text.replaceAll('\n\n', '\n\n: keep-alive\n\n'),
    ]) {
      const encoded = Buffer.from(variant);
      means(readStream(open(), [encoded]), expected);
      fc.assert(
        fc.property(anyCuts, (cuts) => means(readStream(open(), cut(encoded, cuts)), expected)),
        { numRuns: 25, seed: 5 },
      );
    }
  });
}

test('every dialect but the one that recognises the others has a recording', () => {
  const recorded = new Set(recordings.map(({ dialect }) => dialect.split(':')[0]));
  expect(Object.keys(dialects).filter((name) => !recorded.has(name))).toEqual(['auto']);
});
