import { EventEmitter } from 'node:events';
import { type CDPSession, expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { DialectName } from '../../dist/src/model/dialect.js';
import { observeWire, type WireObservation } from '../../dist/src/page/wire-observer.js';

const URL_ = 'http://127.0.0.1/api/chat';
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const chunk = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const END = `data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`;

/** A DevTools session that tells what the test says, in the test's order. */
async function recorded(dialect: DialectName = 'openai-chat') {
  const events = new EventEmitter();
  const asked: { requestId: string; answer(bufferedData: string): void; fail(why: string): void }[] = [];
  const send = (method: string, params?: { requestId: string }): Promise<unknown> => {
    if (method !== 'Network.streamResourceContent') return Promise.resolve({});
    return new Promise((resolve, reject) => {
      asked.push({
        requestId: params!.requestId,
        answer: (bufferedData) => resolve({ bufferedData }),
        fail: (why) => reject(new Error(why)),
      });
    });
  };
  const cdp = { on: events.on.bind(events), send } as unknown as CDPSession;
  const wire = await observeWire(cdp, dialect);
  let atMs = 1_000;
  const tell = (name: string, params: object): void => {
    events.emit(`Network.${name}`, params);
  };
  return {
    wire,
    asked,
    /** Host milliseconds of the next event. */
    at(ms: number) {
      atMs = ms;
      return this;
    },
    sent(requestId: string, type = 'Fetch', method = 'POST') {
      const request = { url: `${URL_}?key=sesame`, method };
      tell('requestWillBeSent', { requestId, type, timestamp: atMs / 1_000, request });
      return this;
    },
    responded(requestId: string, contentType = 'text/event-stream', more: Record<string, string> = {}) {
      const timing = { requestTime: atMs / 1_000 - 0.05, sendEnd: 2, receiveHeadersEnd: 50 };
      const headers = { 'Content-Type': contentType, ...more };
      tell('responseReceived', {
        requestId,
        response: { status: 200, mimeType: contentType.split(';')[0], headers, timing },
      });
      return this;
    },
    /** Bytes that came; with their content once it was asked for. */
    data(requestId: string, bytes: Uint8Array, withContent = true) {
      const data = withContent ? { data: base64(bytes) } : {};
      tell('dataReceived', { requestId, timestamp: atMs / 1_000, dataLength: bytes.length, ...data });
      return this;
    },
    finished(requestId: string) {
      tell('loadingFinished', { requestId });
      return this;
    },
    failed(requestId: string, errorText: string, canceled = false) {
      tell('loadingFailed', { requestId, errorText, canceled });
      return this;
    },
    async buffered(bytes: Uint8Array = new Uint8Array()) {
      asked.at(-1)!.answer(base64(bytes));
      await Promise.resolve();
      return this;
    },
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a stream: when it was asked, when it answered, and each read with its own time', async () => {
  const cdp = await recorded();
  await cdp.at(1_000).sent('1').at(1_100).responded('1', 'text/event-stream; charset=utf-8').buffered();
  cdp.at(1_200).data('1', bytesOf(chunk('The')));
  cdp.at(1_300).data('1', bytesOf(chunk(' tide')));
  cdp.at(1_350).data('1', bytesOf(END)).finished('1');
  const seen = cdp.wire.observed(999)!;
  expect(seen).toMatchObject({
    requestSentMs: 1_000,
    status: 200,
    terminal: 'ok',
    error: undefined,
    failed: undefined,
    finished: true,
    curve: [
      [1_200, 3],
      [1_300, 8],
    ],
    firstTextMs: 1_200,
  });
  expect(seen.connectedMs).toBeCloseTo(1_052, 6);
  expect(seen.responseStartedMs).toBeCloseTo(1_100, 6);
});

test('bytes that came before their content was asked for keep their times', async () => {
  const cdp = await recorded();
  const [first, second, third] = [bytesOf(chunk('The')), bytesOf(chunk(' tide')), bytesOf(chunk(' rises'))];
  cdp.at(1_000).sent('1').at(1_100).responded('1');
  cdp.at(1_110).data('1', first, false);
  cdp.at(1_120).data('1', second, false);
  // This one carries its content already, while the bytes before it are still on their way.
  cdp.at(1_130).data('1', third);
  expect(cdp.wire.observed(0)?.curve).toEqual([]);
  await cdp.buffered(Buffer.concat([first, second]));
  expect(cdp.wire.observed(0)?.curve).toEqual([
    [1_110, 3],
    [1_120, 8],
    [1_130, 14],
  ]);
});

/** Exact in binary also as seconds, which is how DevTools tells it. */
const timeOf = (index: number): number => 2_000 + 125 * index;

test('cut anywhere, also inside a character: the same text, and no character before its last byte', async () => {
  const text = 'Grüße, 世界 🌊!';
  const whole = bytesOf(chunk(text.slice(0, 6)) + chunk(text.slice(6)) + END);
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, fc.nat({ max: 4 }), async (at, before) => {
      const edges = [0, ...at.sort((a, b) => a - b), whole.length];
      const pieces = edges.slice(1).map((to, index) => whole.subarray(edges[index]!, to));
      const early = Math.min(before, pieces.length);
      const cdp = await recorded();
      cdp.sent('1').responded('1');
      for (const [index, piece] of pieces.entries()) {
        if (index === early) await cdp.buffered(Buffer.concat(pieces.slice(0, early)));
        cdp.at(timeOf(index)).data('1', piece, index >= early);
      }
      if (early === pieces.length) await cdp.buffered(whole);
      const { curve, terminal } = cdp.wire.observed(0)!;
      expect(terminal).toBe('ok');
      expect(curve.at(-1)?.[1]).toBe(text.length);
      const firstEnds = bytesOf(chunk(text.slice(0, 6))).length;
      const piece = edges.slice(1).findIndex((to) => to >= firstEnds);
      expect(curve[0]?.[0]).toBe(timeOf(piece));
    }),
    { numRuns: 60 },
  );
});

test('of several requests the stream is the turn’s, whichever was first', async () => {
  const cdp = await recorded();
  cdp.at(1_000).sent('title').at(1_125).sent('chat').at(1_250).sent('metrics');
  cdp.responded('title', 'application/json').responded('metrics', 'application/json').responded('chat');
  await cdp.buffered();
  cdp.at(1_500).data('chat', bytesOf(chunk('The')));
  expect(cdp.wire.observed(0)).toMatchObject({ requestSentMs: 1_125, firstTextMs: 1_500 });
});

test('what was sent before the input, or before the reset, is not the turn’s', async () => {
  const cdp = await recorded();
  await cdp.at(1_000).sent('old').responded('old').buffered();
  expect(cdp.wire.observed(1_001)).toBeUndefined();
  cdp.wire.reset();
  expect(cdp.wire.observed(0)).toBeUndefined();
  cdp.data('old', bytesOf(chunk('late'))).finished('old');
  expect(cdp.wire.observed(0)).toBeUndefined();
});

test('an answer that is no stream is told, without a curve', async () => {
  const cdp = await recorded();
  cdp.sent('1').responded('1', 'application/json').data('1', bytesOf('{"text":"hi"}'), false).finished('1');
  const expected: Partial<WireObservation> = {
    contentType: 'application/json',
    curve: [],
    terminal: undefined,
    finished: true,
  };
  expect(cdp.wire.observed(0)).toMatchObject(expected);
});

test('a dialect of lines, and one whose end is the end of the body', async () => {
  const lines = await recorded('ollama');
  await lines.at(1_000).sent('1').responded('1', 'application/x-ndjson').buffered();
  lines.at(1_125).data('1', bytesOf('{"message":{"content":"The"},"done":false}\n'));
  expect(lines.wire.isOpen(0, false)).toBe(true);
  lines.at(1_250).data('1', bytesOf('{"message":{"content":""},"done":true,"done_reason":"stop"}\n'));
  expect(lines.wire.observed(0)).toMatchObject({ curve: [[1_125, 3]], terminal: 'ok' });
  const plain = await recorded('ai-sdk-text');
  plain.at(1_000).sent('1').responded('1', 'text/plain; charset=utf-8');
  plain.at(1_125).data('1', bytesOf('The tide'), false).finished('1');
  expect(plain.wire.observed(0)?.terminal).toBeUndefined();
  await plain.buffered(bytesOf('The tide'));
  expect(plain.wire.observed(0)).toMatchObject({ curve: [[1_125, 8]], terminal: 'ok' });
});

test('a raw dialect reads the text at its path', async () => {
  const cdp = await recorded('raw-sse:a.b');
  await cdp.at(1_000).sent('1').responded('1').buffered();
  cdp.at(1_125).data('1', bytesOf('data: {"a":{"b":"The"}}\n\n'));
  expect(cdp.wire.observed(0)?.curve).toEqual([[1_125, 3]]);
});

test('a stream of text goes before one without, such as one that names the conversation', async () => {
  const cdp = await recorded();
  await cdp.at(1_000).sent('events', 'EventSource', 'GET').responded('events').buffered();
  await cdp.at(1_125).sent('chat').responded('chat').buffered();
  cdp.at(1_250).data('chat', bytesOf(chunk('The')));
  expect(cdp.wire.observed(0)?.requestSentMs).toBe(1_125);
});

test('pictures and documents are not followed', async () => {
  const cdp = await recorded();
  cdp.sent('1', 'Image', 'GET').responded('1', 'image/png').sent('2', 'Document', 'GET');
  expect(cdp.wire.observed(0)).toBeUndefined();
});

test('how a request ended that did not finish', async () => {
  const cdp = await recorded();
  cdp.at(1_000).sent('1').failed('1', 'net::ERR_CONNECTION_REFUSED');
  expect(cdp.wire.observed(0)).toMatchObject({ failed: 'net::ERR_CONNECTION_REFUSED', finished: false });
  cdp.wire.reset();
  cdp.sent('2').failed('2', 'net::ERR_ABORTED', true);
  expect(cdp.wire.observed(0)).toMatchObject({ failed: 'cancelled by the page' });
});

test('content that cannot be followed is said, and no curve is made up', async () => {
  const cdp = await recorded();
  cdp
    .sent('1')
    .responded('1')
    .data('1', bytesOf(chunk('The')), false);
  cdp.asked[0]!.fail('already finished');
  await expect
    .poll(() => cdp.wire.observed(0)?.failed)
    .toBe('its content could not be followed: already finished');
  expect(cdp.wire.observed(0)?.curve).toEqual([]);
});

test('a request id that the page sent or got back joins with the server’s logs', async () => {
  const cdp = await recorded();
  cdp.sent('1').responded('1', 'text/event-stream', { 'X-Request-Id': 'r-7' });
  expect(cdp.wire.observed(0)?.requestId).toBe('r-7');
});

test('an error in the stream and a stream of another dialect are two things', async () => {
  const cdp = await recorded();
  await cdp.sent('1').responded('1').buffered();
  cdp.data('1', bytesOf('data: {"error":{"message":"no slot"}}\n\n'));
  expect(cdp.wire.observed(0)).toMatchObject({ error: 'no slot', parseError: undefined });
  cdp.wire.reset();
  await cdp.sent('2').responded('2').buffered();
  cdp.data('2', bytesOf('data: Hello there\n\n'));
  expect(cdp.wire.observed(0)?.error).toBeUndefined();
  expect(cdp.wire.observed(0)?.parseError).toBeDefined();
});

test('open: a stream until its terminal, any message until its answer, neither once it failed', async () => {
  const cdp = await recorded();
  cdp.at(1_000).sent('1');
  expect([cdp.wire.isOpen(0, false), cdp.wire.isOpen(0, true)]).toEqual([false, true]);
  await cdp.responded('1').buffered();
  expect(cdp.wire.isOpen(0, false)).toBe(true);
  expect(cdp.wire.isOpen(1_001, true)).toBe(false);
  cdp.data('1', bytesOf(chunk('The') + END));
  expect(cdp.wire.isOpen(0, true)).toBe(false);
  cdp.at(2_000).sent('2').responded('2').failed('2', 'net::ERR_ABORTED', true);
  expect(cdp.wire.isOpen(1_500, true)).toBe(false);
});

test('once the answer has said that it is over, a stream for other news is not waited for', async () => {
  const cdp = await recorded();
  await cdp.at(1_000).sent('news', 'EventSource', 'GET').responded('news').buffered();
  await cdp.sent('chat').responded('chat').buffered();
  expect(cdp.wire.isOpen(0, false)).toBe(true);
  cdp.data('chat', bytesOf(chunk('The') + END));
  expect(cdp.wire.isOpen(0, true)).toBe(false);
});

test('a document, and a stream of nobody’s dialect, are understood by what the page showed', async () => {
  const shown = 'The tide is coming in and the harbour fills.';
  const whole = await recorded();
  await whole.at(1_000).sent('1').responded('1', 'application/json').buffered();
  whole
    .at(1_125)
    .data('1', bytesOf(JSON.stringify({ id: 'a', answer: { parts: [shown] } }, null, 2)))
    .finished('1');
  expect(whole.wire.observed(0)).toMatchObject({ curve: [], text: '' });
  expect(whole.wire.observed(0, shown)).toMatchObject({ text: shown, curve: [[1_125, 44]], terminal: 'ok' });
  expect(whole.wire.observed(0, 'Something else that is on the page.')).toMatchObject({
    curve: [],
    text: '',
  });
  const own = await recorded();
  await own.at(1_000).sent('1').responded('1').buffered();
  for (const [index, say] of shown.match(/.{1,9}/g)!.entries()) {
    own.at(1_125 + 125 * index).data('1', bytesOf(`data: ${JSON.stringify({ say })}\n\n`));
  }
  expect(own.wire.observed(0, shown)).toMatchObject({ text: shown, firstTextMs: 1_125 });
  expect(own.wire.observed(0, shown)?.curve).toHaveLength(5);
});

test('of two streams the one whose text was shown is the turn’s', async () => {
  const cdp = await recorded();
  await cdp.at(1_000).sent('title').responded('title').buffered();
  await cdp.at(1_125).sent('chat').responded('chat').buffered();
  cdp.at(1_250).data('title', bytesOf(chunk('Of tides and harbours')));
  cdp.at(1_375).data('chat', bytesOf(chunk('The tide is coming in.')));
  expect(cdp.wire.observed(0)?.text).toBe('Of tides and harbours');
  expect(cdp.wire.observed(0, 'The tide is coming in.')?.text).toBe('The tide is coming in.');
});
