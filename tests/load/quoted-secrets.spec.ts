import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { createCrowd } from '../../dist/src/load/crowd.js';
import type { RunPlan } from '../../dist/src/model/plan.js';
import type { StreamRecord } from '../../dist/src/model/records.js';
import { nowMs } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;
const QUESTION = 'glimforcen wexaldry hostrampel';
const PLANTED = ['own-key-of-user', 'key-in-the-query', 'key-in-the-body', 'cookie-of-the-server'];

/** Two users ask a server that answers the first time, and then refuses or fails with all that it was sent. */
async function quoted(text: RunPlan['text']): Promise<{ tried: string; streams: StreamRecord[] }> {
  const server = await startFaultServer(
    async (response, request, nth) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const sent = JSON.stringify([request.url, request.headers, Buffer.concat(parts).toString('utf8')]);
      const headers = {
        'content-type': wire.contentType,
        'set-cookie': 'visit=cookie-of-the-server; Path=/',
      };
      const message = { error: { message: `not for ${sent}` } };
      if (nth === 0 || nth % 3 === 0) {
        response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(message));
      } else if (nth % 3 === 1)
        response.writeHead(200, headers).end(wire.head + wire.text('North.') + wire.end);
      else response.writeHead(200, headers).end(`data: ${JSON.stringify(message)}\n\n`);
    },
    { readsBody: false },
  );
  const body = { apiKey: 'key-in-the-body', messages: '{{messages}}', stream: true };
  const plan = resolvePlan({
    config: {
      target: { loadDialect: 'openai-chat', loadBody: body },
      prompts: [QUESTION],
      limits: { maxRequests: 8 },
      text,
    },
    env: {},
  });
  const streams: StreamRecord[] = [];
  const crowd = createCrowd({
    plan,
    loadUrl: `${server.url}?api_key=key-in-the-query`,
    nowMs,
    behaviour: { headers: (user) => ({ 'x-api-key': `own-key-of-user-${user}` }) },
    emit: (record) => {
      if (record.type === 'stream') streams.push(record);
    },
    onSecond: () => undefined,
    onLimit: () => undefined,
  });
  const tried = await crowd.tryOne();
  crowd.hold({ model: 'closed', streams: 2 }, 0);
  await expect.poll(() => streams.length).toBe(8);
  await crowd.drain();
  await crowd.close();
  await server.close();
  return { tried: JSON.stringify(tried), streams };
}

for (const text of ['keep', 'shape'] as const) {
  test(`text: ${text}: a server that quotes what it was sent gives nobody away`, async () => {
    const { tried, streams } = await quoted(text);
    const details = streams.flatMap(({ detail }) => detail ?? []);
    expect(details.some((detail) => detail.startsWith('HTTP 401: not for'))).toBe(true);
    expect(details.some((detail) => detail.startsWith('not for'))).toBe(true);
    for (const told of [tried, ...details]) {
      for (const secret of PLANTED) expect(told).not.toContain(secret);
      // Of what was asked only where texts may be kept.
      if (text === 'shape') for (const word of QUESTION.split(' ')) expect(told).not.toContain(word);
    }
    if (text === 'keep') expect(details.join()).toContain(QUESTION.split(' ')[0]);
  });
}
