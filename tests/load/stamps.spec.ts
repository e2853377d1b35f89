import { expect, test } from '@playwright/test';
import { createClient, nowMs, open } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;

test('stamps follow the server’s own log of its writes, and never precede it', async () => {
  const written: number[] = [];
  const server = await startFaultServer((response) => {
    response.writeHead(200, { 'content-type': wire.contentType });
    const script = [
      wire.head,
      ...Array.from({ length: 20 }, (_, nth) => wire.text(`word ${nth} `)),
      wire.end,
    ];
    const next = (nth: number): void => {
      written.push(nowMs());
      if (nth === script.length - 1) response.end(script[nth]);
      else {
        response.write(script[nth]!);
        setTimeout(() => next(nth + 1), 10);
      }
    };
    next(0);
  });
  const reads: number[] = [];
  const client = createClient('openai-chat', {
    observer: { read: (events) => void (events > 0 && reads.push(nowMs())) },
  });
  const beforeMs = nowMs();
  const record = await open(client, server.url, 'openai-chat').done;
  expect(record.outcome).toBe('ok');
  const order = [
    beforeMs,
    record.scheduledMs,
    record.dispatchedMs!,
    record.sentMs!,
    record.headersMs!,
    record.firstByteMs!,
    record.firstEventMs!,
    record.firstTextMs!,
    record.lastTextMs!,
    record.terminalMs!,
    record.eofMs!,
  ];
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(record.firstEventMs).toBeGreaterThanOrEqual(written[0]!);
  expect(record.firstTextMs).toBeGreaterThanOrEqual(written[1]!);
  expect(record.lastTextMs).toBeGreaterThanOrEqual(written.at(-2)!);
  expect(record.terminalMs).toBeGreaterThanOrEqual(written.at(-1)!);
  expect(record.maxGapMs).toBeGreaterThan(5);
  const errors = reads.map((readMs, nth) => readMs - written[nth]!).sort((a, b) => a - b);
  // How close they are is the bench's business; here a busy machine must not fail.
  test
    .info()
    .annotations.push({ type: 'median error, ms', description: errors[errors.length >> 1]!.toFixed(3) });
  expect(errors[0]).toBeGreaterThanOrEqual(0);
  await client.close();
  await server.close();
});

test('events that share a read share its stamp, and the share of them is told', async () => {
  const server = await startFaultServer((response) => {
    response.writeHead(200, { 'content-type': wire.contentType });
    response.end(wire.head + wire.text('a') + wire.text('b') + wire.text('c') + wire.end);
  });
  const client = createClient('openai-chat');
  const record = await open(client, server.url, 'openai-chat').done;
  expect(record).toMatchObject({ outcome: 'ok', events: 6, textChars: 3, reads: 1, coalescedShare: 1 });
  expect(record.lastTextMs).toBe(record.firstTextMs);
  expect(record.maxGapMs).toBeUndefined();
  await client.close();
  await server.close();
});
