import { expect, test } from '@playwright/test';
import { causesOf } from './causes-of.js';
import { openPerson } from './open-person.js';
import { servePages } from './serve-pages.js';
import { STALL_KINDS, stallScript } from './stall-script.js';
import { IDLE_PAGE, type StreamScript, type Transport } from './stream-script.js';

const PLAIN = { view: 'append', inside: 'document' } as const;
const TURN_MS = 20_000;

const streamBy = (transport: Transport): StreamScript => ({
  ...IDLE_PAGE,
  transport,
  writes: ['one ', 'two ', 'three'].map((piece) => ({ afterMs: 40, piece })),
});

test('every transport brings the whole answer, and the server has written down each piece', async () => {
  const scripts = {
    fetch: streamBy('fetch'),
    eventsource: streamBy('eventsource'),
    websocket: streamBy('websocket'),
  };
  const served = await servePages(scripts);
  const person = await openPerson(served.urlOf(PLAIN), TURN_MS);
  try {
    for (const name of Object.keys(scripts)) {
      const record = await person.ask(name);
      expect(record, name).toMatchObject({ outcome: 'answered', answer: 'one two three' });
      const { requestedMs, headersMs, writtenMs } = served.served(name);
      expect(writtenMs, name).toHaveLength(3);
      const times = [record.stamps.submittedMs, requestedMs, headersMs, ...writtenMs];
      expect(times, name).toEqual([...times].sort((a, b) => a - b));
      expect(record.stamps.lastAnswerPaintMs!, name).toBeGreaterThan(writtenMs.at(-1)!);
    }
    const { turns } = await person.turns();
    for (const { wire, wireSource } of turns) {
      expect(wireSource).not.toBe('none');
      expect(wire.at(-1)![1]).toBe('one two three'.length);
    }
  } finally {
    await person.close();
    served.close();
  }
});

for (const kind of STALL_KINDS) {
  test(`${kind}: the scripted stall is there, long enough to have a cause`, async () => {
    const served = await servePages({ [kind]: stallScript(kind, 1, 1) });
    const person = await openPerson(served.urlOf(PLAIN), TURN_MS);
    try {
      await person.ask(kind);
      const { turns } = await person.turns();
      expect(causesOf(turns[0]!, 1000)).toHaveLength(1);
    } finally {
      await person.close();
      served.close();
    }
  });
}
