import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { jsonLines } from '../../dist/src/run/json-lines.js';

/** A socket whose other end is the test. */
function wire() {
  const written: string[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
  });
  return { socket: socket as unknown as Socket, written, come: (bytes: Uint8Array) => socket.push(bytes) };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const messages = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 6 });

test('what is sent comes out the same, split anywhere, inside characters too', async () => {
  await fc.assert(
    fc.asyncProperty(messages, fc.array(fc.nat({ max: 400 }), { maxLength: 10 }), async (sent, cuts) => {
      const out = wire();
      const sender = jsonLines<unknown, unknown>(out.socket);
      for (const message of sent) sender.send(message);
      const bytes = Buffer.from(out.written.join(''));
      const edges = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const into = wire();
      const got: unknown[] = [];
      jsonLines<unknown, unknown>(into.socket).onMessage((message) => got.push(message));
      for (const [index, to] of edges.slice(1).entries()) into.come(bytes.subarray(edges[index]!, to));
      await settled();
      expect(got).toEqual(sent.map((message) => JSON.parse(JSON.stringify(message))));
    }),
    { numRuns: 50 },
  );
});

test('what comes before anybody listens is kept, in order', async () => {
  const { socket, come } = wire();
  const line = jsonLines<number, never>(socket);
  come(Buffer.from('1\n2\n'));
  await settled();
  const got: number[] = [];
  line.onMessage((message) => got.push(message));
  come(Buffer.from('3\n'));
  await settled();
  expect(got).toEqual([1, 2, 3]);
});

test('a message that was cut off is not taken for one', async () => {
  const { socket, come } = wire();
  const got: unknown[] = [];
  jsonLines<unknown, never>(socket).onMessage((message) => got.push(message));
  come(Buffer.from('{"type":"bye"}\n{"type":"tu'));
  await settled();
  expect(got).toEqual([{ type: 'bye' }]);
});

test('a line that is gone: the close is told, and sending does nothing any more', async () => {
  const { socket, written } = wire();
  const line = jsonLines<never, string>(socket);
  let closed = 0;
  line.onClose(() => closed++);
  socket.destroy(new Error('reset by peer'));
  await settled();
  line.send('too late');
  expect(closed).toBe(1);
  expect(written).toEqual([]);
});
