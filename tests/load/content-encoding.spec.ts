import * as zlib from 'node:zlib';
import { expect, test } from '@playwright/test';
import { CONTENT_ENCODINGS } from '../../dist/src/load/body-decoder.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';
import { ask, createClient, open } from './ask.js';
import { startFaultServer } from './fault-server.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;
const head = (encoding: string) => ({ 'content-type': wire.contentType, 'content-encoding': encoding });
const COMPLETE = wire.head + wire.text('Nach Norden ⛵.') + wire.end;

interface Compressor extends NodeJS.ReadWriteStream {
  flush(done: () => void): void;
}
const { createZstdCompress } = zlib as unknown as { createZstdCompress?: () => Compressor };
const COMPRESSORS: Readonly<Record<string, () => Compressor>> = {
  gzip: () => zlib.createGzip(),
  'x-gzip': () => zlib.createGzip(),
  deflate: () => zlib.createDeflate(),
  br: () => zlib.createBrotliCompress(),
  ...(createZstdCompress === undefined ? {} : { zstd: createZstdCompress }),
};

for (const encoding of CONTENT_ENCODINGS) {
  test(`${encoding}: each part is understood when it comes, not when the body is over`, async () => {
    let finish: () => void = () => undefined;
    const server = await startFaultServer((response) => {
      response.writeHead(200, head(encoding));
      const compressor = COMPRESSORS[encoding]!();
      compressor.pipe(response);
      compressor.write(wire.head + wire.text('Nach '));
      compressor.flush(() => undefined);
      finish = () => compressor.end(wire.text('Norden ⛵.') + wire.end);
    });
    const texts: number[] = [];
    const client = createClient('openai-chat', {
      observer: {
        // The rest is only written when the first part has been understood.
        firstText: () => finish(),
        read: (_events, textEvents) => void (textEvents > 0 && texts.push(textEvents)),
      },
    });
    const record = await open(client, server.url, 'openai-chat').done;
    expect(record).toMatchObject({ outcome: 'ok', textChars: 'Nach Norden ⛵.'.length, events: 5 });
    expect(texts).toEqual([1, 1]);
    expect(record.firstTextMs).toBeGreaterThanOrEqual(record.firstByteMs!);
    expect(record.lastTextMs).toBeGreaterThan(record.firstTextMs!);
    expect(record.eofMs).toBeGreaterThanOrEqual(record.terminalMs!);
    await client.close();
    await server.close();
  });
}

test('deflate without its wrapper is read, too', async () => {
  const server = await startFaultServer((response) =>
    response.writeHead(200, head('deflate')).end(zlib.deflateRawSync(COMPLETE)),
  );
  expect((await ask(server.url, 'openai-chat')).record.outcome).toBe('ok');
  await server.close();
});

test('a compressed body that is cut is truncated; one that is none is a parse error', async () => {
  const bodies = [
    [zlib.gzipSync(wire.head + wire.text('Nach')), 'truncated'],
    [zlib.gzipSync(COMPLETE).subarray(0, 60), 'truncated'],
    [Buffer.from(COMPLETE), 'parse_error'],
    [Buffer.alloc(0), 'truncated'],
  ] as const;
  const server = await startFaultServer((response, _request, nth) =>
    response.writeHead(200, head('gzip')).end(bodies[nth]![0]),
  );
  for (const [, outcome] of bodies) {
    const { record } = await ask(server.url, 'openai-chat');
    expect(record.outcome, record.detail).toBe(outcome);
  }
  await server.close();
});

test('what swells beyond the limit is too large, and little of it is held', async () => {
  const server = await startFaultServer((response) =>
    response.writeHead(200, head('gzip')).end(zlib.gzipSync(`data: ${'x'.repeat(64 * 1024 * 1024)}\n\n`)),
  );
  const { record } = await ask(server.url, 'openai-chat', { maxEventChars: 1024 * 1024 });
  expect(record.outcome).toBe('too_large');
  await server.close();
});

test('an encoding that cannot be read is no stream', async () => {
  const server = await startFaultServer((response) => response.writeHead(200, head('compress')).end('?'));
  const { record } = await ask(server.url, 'openai-chat');
  expect(record).toMatchObject({
    outcome: 'not_a_stream',
    detail: 'content encoding compress cannot be read here',
  });
  await server.close();
});

test('many compressed answers at once are each read whole, while the socket’s buffer is used again', async () => {
  const random = seededRandom(4);
  const answer = (): string =>
    wire.head +
    Array.from({ length: 200 }, () => wire.text(`${random()}`.padEnd(24, '0').slice(0, 24))).join('') +
    wire.end;
  const bodies = Array.from({ length: 16 }, () => zlib.gzipSync(answer()));
  const server = await startFaultServer((response, _request, nth) => {
    const body = bodies[nth % bodies.length]!;
    response.writeHead(200, head('gzip'));
    const piece = (at: number): void => {
      if (at >= body.length) response.end();
      else response.write(body.subarray(at, at + 150), () => setImmediate(piece, at + 150));
    };
    piece(0);
  });
  const client = createClient('openai-chat');
  const records = await Promise.all(
    bodies.map((_body, nth) => open(client, server.url, 'openai-chat', `q${nth}`).done),
  );
  for (const record of records) expect(record).toMatchObject({ outcome: 'ok', textChars: 24 * 200 });
  await client.close();
  await server.close();
});
