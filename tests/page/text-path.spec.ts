import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { findTextPath, openTextPath, type TextPath } from '../../dist/src/page/text-path.js';
import type { SseEvent } from '../../dist/src/wire/dialect.js';

const events = (...data: unknown[]): SseEvent[] =>
  data.map((one) => ({ data: typeof one === 'string' ? one : JSON.stringify(one) }));

function readBy(path: TextPath | undefined, all: readonly SseEvent[]): string {
  if (path === undefined) return '';
  const reading = openTextPath(path);
  return all.map((event) => reading.read(event).text).join('');
}

const ANSWER = 'The tide is coming in, **slowly**, and the harbour fills with water.';
const SHOWN = 'The tide is coming in, slowly, and the harbour fills with water.';
const pieces = ANSWER.match(/.{1,7}/gs)!;

test('pieces at a path, between ids and states that are texts too', () => {
  const all = events(
    { id: 'm-1', state: 'started' },
    ...pieces.map((say, n) => ({ id: `m-${n}`, body: [{ say }] })),
    { id: 'm-9', state: 'done' },
    '[DONE]',
  );
  const path = findTextPath(all, SHOWN);
  expect(path).toMatchObject({ path: 'body.*.say', mode: 'delta' });
  expect(readBy(path, all)).toBe(ANSWER);
});

test('the whole text so far in every event', () => {
  const all = events(...pieces.map((_, n) => ({ text: pieces.slice(0, n + 1).join('') })));
  const path = findTextPath(all, SHOWN);
  expect(path).toMatchObject({ path: 'text', mode: 'cumulative' });
  expect(readBy(path, all)).toBe(ANSWER);
});

test('a text that is sent once more as a whole at the end counts when it first came', () => {
  const all = events(
    ...pieces.map((delta) => ({ type: 'piece', delta })),
    { type: 'whole', text: ANSWER },
    { type: 'echo', delta: 'unrelated words that the page does not show at all, only to be there' },
  );
  expect(findTextPath(all, SHOWN)).toMatchObject({ path: 'delta', mode: 'delta' });
});

test('thoughts at the same path are told by what kind of event they are in', () => {
  const thought = 'Let me think about boats and moorings before I answer that question properly.';
  const all = events(
    ...thought.match(/.{1,9}/gs)!.map((delta) => ({ type: 'thought', delta })),
    ...pieces.map((delta) => ({ type: 'text', delta })),
  );
  const path = findTextPath(all, SHOWN);
  expect(path?.kind).toContain('type=text');
  expect(readBy(path, all)).toBe(ANSWER);
});

test('events that are told by their SSE name', () => {
  const all = [
    ...pieces.map((data) => ({ event: 'answer', data })),
    {
      event: 'source',
      data: 'https://harbour.example/tides/2024/tables/of/the/whole/coast?and=all&its=towns',
    },
  ];
  expect(readBy(findTextPath(all, SHOWN), all)).toBe(ANSWER);
});

test('plain text, and frames with a mark before their JSON', () => {
  const plain = events(...pieces);
  expect(readBy(findTextPath(plain, SHOWN), plain)).toBe(ANSWER);
  const parts = events(
    'f:{"messageId":"a"}',
    ...pieces.map((text) => `0:${JSON.stringify(text)}`),
    'd:{"x":1}',
  );
  expect(findTextPath(parts, SHOWN)).toMatchObject({ path: '0:', mode: 'delta' });
  const io = events('40{"sid":"x"}', ...pieces.map((t, n) => `42${n}${JSON.stringify(['token', { t }])}`));
  expect(readBy(findTextPath(io, SHOWN), io)).toBe(ANSWER);
});

test('a short answer must be there as it is', () => {
  expect(findTextPath(events({ a: 'Yes' }, { b: 'Yesterday' }), 'Yes.')).toMatchObject({ path: 'a' });
  expect(findTextPath(events({ a: 'Yesterday' }), 'Yes.')).toBeUndefined();
});

test('where the text is not, no place is made up', () => {
  expect(findTextPath(events({ a: 'other words than the ones that are shown here' }), SHOWN)).toBeUndefined();
  expect(findTextPath([], SHOWN)).toBeUndefined();
  expect(findTextPath(events(ANSWER), '…')).toBeUndefined();
});

const word = fc.stringMatching(/^[a-zäöü]{2,9}$/);
const text = fc.array(word, { minLength: 12, maxLength: 60 }).map((words) => words.join(' '));
const key = fc.constantFrom('content', 'say', 'x', 'value', 'parts');
const path = fc.array(fc.oneof(key, fc.constant('*')), { minLength: 1, maxLength: 4 });

const wrap = (keys: readonly string[], value: string): unknown =>
  keys.reduceRight<unknown>((inner, name) => (name === '*' ? [inner] : { [name]: inner }), value);

test('wherever a text is put, in whatever pieces, it is found whole', () => {
  fc.assert(
    fc.property(text, path, fc.integer({ min: 1, max: 30 }), fc.boolean(), (answer, keys, size, grows) => {
      const cut = answer.match(new RegExp(`.{1,${size}}`, 'gsu'))!;
      const sent = grows ? cut.map((_, n) => cut.slice(0, n + 1).join('')) : cut;
      const all = events(...sent.map((one, n) => ({ seq: `s${n}`, at: wrap(keys, one), note: 'none' })));
      expect(readBy(findTextPath(all, answer), all)).toBe(answer);
    }),
  );
});

test('never throws, whatever comes', () => {
  const anything = fc.array(fc.record({ data: fc.oneof(fc.string(), fc.json()) }), { maxLength: 8 });
  fc.assert(
    fc.property(anything, fc.string(), (all, shown) => {
      readBy(findTextPath(all, shown), all);
    }),
  );
});
