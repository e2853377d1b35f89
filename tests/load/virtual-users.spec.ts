import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import type { CrowdBehaviour } from '../../dist/src/load/behaviour.js';
import { createCrowd } from '../../dist/src/load/crowd.js';
import type { CrowdPlan } from '../../dist/src/model/plan.js';
import type { StreamRecord } from '../../dist/src/model/records.js';
import { nowMs } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;

interface Came {
  readonly body: { readonly messages: readonly { readonly role: string; readonly content: string }[] };
  readonly headers: IncomingMessage['headers'];
}

/** One user asks until `turns` requests have come and their streams have ended. */
async function converse(
  turns: number,
  users: Partial<CrowdPlan>,
  {
    behaviour = {},
    answer = (response) => void response.end(wire.head + wire.text('North.') + wire.end),
    seed = 1,
  }: {
    behaviour?: CrowdBehaviour;
    answer?: (response: ServerResponse, nth: number) => void;
    seed?: number;
  } = {},
): Promise<{ came: Came[]; streams: StreamRecord[] }> {
  const came: Came[] = [];
  const server = await startFaultServer(
    async (response, request, nth) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      came.push({ body: JSON.parse(Buffer.concat(chunks).toString('utf8')), headers: request.headers });
      response.writeHead(200, {
        'content-type': wire.contentType,
        'set-cookie': [`visit=${nth + 1}; Path=/`, 'elsewhere=1; Path=/other'],
      });
      answer(response, nth);
    },
    { readsBody: false },
  );
  const base = resolvePlan({
    config: { target: { loadDialect: 'openai-chat' }, seed, limits: { maxRequests: turns } },
    env: {},
  });
  const streams: StreamRecord[] = [];
  let done: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    done = resolve;
  });
  const crowd = createCrowd({
    plan: { ...base, crowd: { ...base.crowd, ...users } },
    loadUrl: server.url,
    nowMs,
    behaviour,
    emit: (record) => {
      if (record.type === 'stream' && streams.push(record) === turns) done();
    },
    onSecond: () => undefined,
    onLimit: () => undefined,
  });
  crowd.hold({ model: 'closed', streams: 1 }, 0);
  await over;
  await crowd.drain();
  await crowd.close();
  await server.close();
  return { came, streams };
}

const texts = ({ body }: Came): string[] => body.messages.map(({ content }) => content);

test('a conversation is sent whole each time, and a new one begins with nothing', async () => {
  const { came, streams } = await converse(4, { turns: 3 });
  expect(came.map(({ body }) => body.messages.map(({ role }) => role[0]).join(''))).toEqual([
    'u',
    'uau',
    'uauau',
    'u',
  ]);
  expect(texts(came[2]!).slice(0, 2)).toEqual([texts(came[0]!)[0], 'North.']);
  expect(streams.map(({ turn }) => turn)).toEqual([1, 2, 3, 1]);
  // What was asked is counted without what was said before.
  expect(streams.map(({ promptChars }) => promptChars)).toEqual(came.map((one) => texts(one).at(-1)!.length));
});

test('an answer that failed is not referred to', async () => {
  const { came } = await converse(
    3,
    { turns: 3 },
    {
      answer: (response, nth) =>
        void response.end(nth === 1 ? wire.head : wire.head + wire.text('Up.') + wire.end),
    },
  );
  expect(came.map(({ body }) => body.messages.length)).toEqual([1, 3, 1]);
});

test('each conversation begins with a text of its own, the same for the same seed; a warm cache is asked for', async () => {
  const first = async (cache: CrowdPlan['cache'], seed: number): Promise<string[]> =>
    (await converse(4, { cache }, { seed, behaviour: { prompt: () => 'Which way?' } })).came.map(
      (one) => texts(one)[0]!,
    );
  const cold = await first('cold', 1);
  expect(new Set(cold.map((text) => text.slice(0, 9))).size).toBe(4);
  for (const text of cold) expect(text).toMatch(/^\([0-9a-f]{8}-1\) Which way\?$/);
  expect(await first('cold', 1)).toEqual(cold);
  expect(await first('cold', 2)).not.toEqual(cold);
  expect(await first('warm', 1)).toEqual(Array(4).fill('Which way?'));
});

test('a user thinks between turns, and is due again when that is over', async () => {
  const { streams } = await converse(3, { thinkMs: 120, thinkJitterShare: 0 });
  for (const [index, stream] of streams.slice(1).entries())
    expect(stream.scheduledMs - streams[index]!.endedMs).toBeGreaterThanOrEqual(118);
});

test('who presses Stop closes the stream, which the server sees, and goes on with what was read', async () => {
  const closed: boolean[] = [];
  const { came, streams } = await converse(
    2,
    { turns: 2, stopShare: 1, stopAfterMs: 20 },
    {
      answer: (response, nth) => {
        response.on('close', () => {
          closed[nth] = !response.writableFinished;
        });
        response.write(wire.head + wire.text('Nor'));
      },
    },
  );
  expect(streams.map(({ outcome, stopped }) => [outcome, stopped])).toEqual(
    Array(2).fill(['cancelled', true]),
  );
  await expect.poll(() => closed).toEqual([true, true]);
  expect(texts(came[1]!)[1]).toBe('Nor');
});

test('who means to press Stop and is answered first, does not', async () => {
  const { streams } = await converse(2, { stopShare: 1, stopAfterMs: 60_000 });
  for (const stream of streams) {
    expect(stream.outcome).toBe('ok');
    expect(stream).not.toHaveProperty('stopped');
  }
});

test('cookies are kept by each user for the path that they are for, or not at all', async () => {
  const kept = (await converse(3, {})).came.map(({ headers }) => headers.cookie);
  expect(kept).toEqual([undefined, 'visit=1', 'visit=2']);
  const none = (await converse(2, { cookies: false })).came.map(({ headers }) => headers.cookie);
  expect(none).toEqual([undefined, undefined]);
});

test('prompts and headers come from functions that know who asks', async () => {
  const { came } = await converse(
    2,
    { turns: 2, cache: 'warm' },
    {
      behaviour: {
        prompt: ({ user, turn }) => `${user}/${turn}?`,
        headers: (user) => ({ 'x-tenant': `t${user}` }),
      },
    },
  );
  expect(came.map((one) => texts(one).at(-1))).toEqual(['1/1?', '1/2?']);
  expect(came.map(({ headers }) => headers['x-tenant'])).toEqual(['t1', 't1']);
});

test('checks see status, events, message and text; one that throws has not held', async () => {
  const seen: unknown[] = [];
  const { streams } = await converse(
    2,
    {},
    {
      answer: (response, nth) =>
        void response.end(wire.head + wire.text(nth === 0 ? 'North.' : 'South.') + wire.end),
      behaviour: {
        checks: {
          'is north': ({ text }) => text === 'North.',
          'status is 200': ({ status }) => status === 200,
          throws: ({ message }) => {
            seen.push(message);
            throw new Error('no');
          },
          'ends with [DONE]': ({ events }) => events.at(-1)?.data === '[DONE]',
        },
      },
    },
  );
  const held = { 'status is 200': true, throws: false, 'ends with [DONE]': true };
  expect(streams.map(({ checks }) => checks)).toEqual([
    { ...held, 'is north': true },
    { ...held, 'is north': false },
  ]);
  // The last event that is JSON is the message.
  expect(seen).toEqual([expect.objectContaining({ choices: expect.any(Array) }), expect.anything()]);
});
