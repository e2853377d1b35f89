import type { ModelTruth } from '../../dist/src/model/truth.js';
import { complete } from './complete.js';
import { expect, test } from './demo-test.js';

/** How late a timer may be on a busy machine; the median must be far better. In milliseconds. */
const LATE_MS = 60;
const USUALLY_LATE_MS = 4;

test('streams as an OpenAI server does: role, contents, finish reason, usage, [DONE]', async ({
  startModel,
}) => {
  const model = await startModel();
  const answer = await complete(model.url, 'hello', { body: { stream_options: { include_usage: true } } });

  expect(answer.chunks[0]!.choices[0]!.delta).toEqual({ role: 'assistant', content: '' });
  expect(answer.contents).toHaveLength(10);
  expect(answer.chunks.at(-2)!.choices[0]!.finish_reason).toBe('stop');
  expect(answer.chunks.at(-1)!.usage!.completion_tokens).toBe(10);
  expect(answer.done).toBe(true);

  const list = await (await fetch(`${model.url}/v1/models`)).json();
  expect(list).toMatchObject({ object: 'list', data: [{ id: 'plimsoll-demo' }] });
});

test('tokens leave on the scripted times without drift, and the truth says when', async ({ startModel }) => {
  const model = await startModel({ tokens: 100, tokensPerSecond: 100 });
  const answer = await complete(model.url, 'hello', { headers: { 'x-request-id': 'turn-1' } });
  const [truth] = await model.truth(1);

  expect(truth).toMatchObject({ requestId: 'turn-1', outcome: 'completed', slots: 4 });
  const late = truth!.tokensMs.map((atMs, i) => atMs - (truth!.startedMs! + 100 + 10 * i));
  expect(Math.min(...late)).toBeGreaterThan(-0.01);
  expect(Math.max(...late)).toBeLessThan(LATE_MS);
  expect(median(late)).toBeLessThan(USUALLY_LATE_MS);
  expect(truth!.headersMs! - truth!.startedMs!).toBeGreaterThanOrEqual(99.99);
  expect([truth!.firstTokenMs, truth!.lastTokenMs]).toEqual([truth!.tokensMs[0], truth!.tokensMs.at(-1)]);

  const delivery = answer.contentsMs.map((atMs, i) => atMs - truth!.tokensMs[i]!);
  expect(Math.min(...delivery)).toBeGreaterThan(0);
  expect(median(delivery)).toBeLessThan(USUALLY_LATE_MS);
});

test('each further busy slot slows every token by its share', async ({ startModel }) => {
  const model = await startModel({ tokens: 20, slowdownPerSlotShare: 0.5 });
  await Promise.all(['a', 'b', 'c'].map((prompt) => complete(model.url, prompt)));
  for (const { tokensMs } of await model.truth(3)) {
    // Prefills end together, so three slots are busy from first token to last: 20 ms × (1 + 2 × 0.5).
    expect((tokensMs[9]! - tokensMs[0]!) / 9).toBeGreaterThan(39);
    expect((tokensMs[9]! - tokensMs[0]!) / 9).toBeLessThan(47);
  }
});

test('serves at most `slots` at once, in order of arrival, and waiting is what the queue makes it', async ({
  startModel,
}) => {
  const model = await startModel({ slots: 2 });
  const waiting = Array.from({ length: 6 }, (_, i) => complete(model.url, `question ${i}`));
  await Promise.all(waiting);
  const truths = [...(await model.truth(6))].sort((a, b) => a.arrivedMs - b.arrivedMs);

  expect(mostAtOnce(truths)).toBe(2);
  const starts = truths.map((truth) => truth.startedMs!);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  // A slot is taken for 100 ms of prefill and 9 gaps of 20 ms; the third pair waits for two of these.
  const waits = truths.map((truth) => truth.startedMs! - truth.arrivedMs);
  for (const [i, wait] of waits.entries()) {
    const expected = 280 * Math.floor(i / 2);
    expect(wait).toBeGreaterThan(expected - 30);
    expect(wait).toBeLessThan(expected + 2 * LATE_MS);
  }
});

test('sends nothing, not even headers, before prefill is over', async ({ startModel }) => {
  const model = await startModel({ slots: 1 });
  const [first, second] = await Promise.all([complete(model.url, 'first'), complete(model.url, 'second')]);
  const truths = await model.truth(2);
  for (const answer of [first, second]) {
    expect(
      truths.some(({ headersMs }) => answer.headersMs > headersMs! && answer.headersMs < headersMs! + 20),
    ).toBe(true);
  }
});

test('a client that leaves the queue gives its place to the next at once', async ({ startModel }) => {
  const model = await startModel({ slots: 1, tokens: 30 });
  const patience = AbortSignal.timeout(150);
  const first = complete(model.url, 'first', { headers: { 'x-request-id': 'first' } });
  const second = complete(model.url, 'second', {
    headers: { 'x-request-id': 'second' },
    signal: patience,
  });
  const third = complete(model.url, 'third', { headers: { 'x-request-id': 'third' } });
  const gone = expect(second).rejects.toThrow('aborted');
  await Promise.all([first, gone, third]);

  const truths = byRequestId(await model.truth(3));
  expect(truths.second).toMatchObject({
    outcome: 'client-left-queue',
    startedMs: null,
    headersMs: null,
    tokensMs: [],
  });
  expect(truths.second!.endedMs).toBeLessThan(truths.first!.endedMs);
  expect(truths.third!.startedMs! - truths.first!.endedMs).toBeLessThan(5);
});

test('a client that leaves in the middle frees its slot at once', async ({ startModel }) => {
  const model = await startModel({ slots: 1, tokens: 500 });
  const leaving = new AbortController();
  const left = await fetch(`${model.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'x-request-id': 'left' },
    body: JSON.stringify({ stream: true, messages: [{ role: 'user', content: 'a long story' }] }),
    signal: leaving.signal,
  });
  const next = complete(model.url, 'next', { headers: { 'x-request-id': 'next' }, body: { max_tokens: 3 } });
  const reader = left.body!.getReader();
  await reader.read();
  leaving.abort();
  await next;

  const truths = byRequestId(await model.truth(2));
  expect(truths.left!.outcome).toBe('client-left');
  expect(truths.left!.tokensMs.length).toBeGreaterThan(0);
  expect(truths.left!.tokensMs.length).toBeLessThan(30);
  expect(truths.next!.startedMs! - truths.left!.endedMs).toBeLessThan(5);
});

test('the same seed and prompt give the same answer; `max_tokens` cuts it and says so', async ({
  startModel,
}) => {
  const one = await startModel({ tokens: 30, tokensPerSecond: 1000, tokensJitterShare: 0.5 });
  const other = await startModel({ tokens: 30, tokensPerSecond: 1000, tokensJitterShare: 0.5 });
  const answers = await Promise.all([
    complete(one.url, 'hello'),
    complete(other.url, 'hello'),
    complete(one.url, 'good night'),
    complete(one.url, 'hello', { body: { max_tokens: 5 } }),
  ]);
  const texts = answers.map((answer) => answer.contents.join(''));
  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).not.toBe(texts[0]);
  expect(answers[3]!.contents).toHaveLength(5);
  expect(answers[3]!.chunks.at(-1)!.choices[0]!.finish_reason).toBe('length');
});

test('faults are answered at once and can be scripted for later', async ({ startModel }) => {
  const model = await startModel({ fault: 'http_500' });
  const ask = () => fetch(`${model.url}/v1/chat/completions`, { method: 'POST', body: '{}' });
  const control = (body: object) =>
    fetch(`${model.url}/__control`, { method: 'POST', body: JSON.stringify(body) });

  expect((await ask()).status).toBe(500);
  await control({ fault: 'html', afterRequests: 1 });
  expect((await complete(model.url, 'spared')).done).toBe(true);
  expect((await ask()).headers.get('content-type')).toContain('text/html');
  await control({ fault: 'none' });
  expect((await complete(model.url, 'well again')).done).toBe(true);
  expect((await control({ fault: 'fire' })).status).toBe(400);
});

test('a request that cannot be served is refused with the reason', async ({ startModel }) => {
  const model = await startModel();
  await expect(complete(model.url, 'hello', { body: { stream: false } })).rejects.toThrow(
    'only `\\"stream\\": true`',
  );
  await expect(complete(model.url, 'hello', { body: { messages: [] } })).rejects.toThrow(
    'no message of role `user`',
  );
  await expect(complete(model.url, 'hello', { body: { max_tokens: 0 } })).rejects.toThrow('`max_tokens`');
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function byRequestId(truths: readonly ModelTruth[]): Record<string, ModelTruth | undefined> {
  return Object.fromEntries(truths.map((truth) => [truth.requestId, truth]));
}

/** Most requests that held a slot at one time. */
function mostAtOnce(truths: readonly ModelTruth[]): number {
  return Math.max(
    ...truths.map(
      ({ startedMs }) =>
        truths.filter((other) => other.startedMs! <= startedMs! && startedMs! < other.endedMs).length,
    ),
  );
}
