import { get } from 'node:http';
import { expect, test } from '@playwright/test';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { startControlServer } from '../../dist/src/run/control-server.js';
import { gaps } from '../../dist/src/stats/gaps.js';

interface Played {
  readonly writes: readonly { readonly atMs: number; readonly chars: number }[];
  /** When this client had each number of characters. */
  readonly reads: readonly { readonly atMs: number; readonly chars: number }[];
  readonly text: string;
  readonly askedMs: number;
}

function play(url: string, id: number): Promise<Played> {
  return new Promise((resolve, reject) => {
    const askedMs = monotonicMs();
    get(`${url}stream?play=${id}`, (response) => {
      let [rest, text] = ['', ''];
      let writes: Played['writes'] = [];
      const reads: { atMs: number; chars: number }[] = [];
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const atMs = monotonicMs();
        const events = (rest + chunk).split('\n\n');
        rest = events.pop()!;
        for (const event of events) {
          const data = JSON.parse(event.slice('data: '.length)) as Partial<Played>;
          if (data.writes !== undefined) writes = data.writes;
          else text += data.text;
        }
        if (writes.length === 0) reads.push({ atMs, chars: text.length });
      });
      response.on('end', () => resolve({ writes, reads, text, askedMs })).on('error', reject);
    }).on('error', reject);
  });
}

test('what it logs is what a client receives, and when', async () => {
  const control = await startControlServer();
  const plays = await Promise.all([play(control.url, 1), play(control.url, 2)]);
  for (const { writes, reads, text, askedMs } of plays) {
    expect(writes).toHaveLength(13);
    expect(writes.at(-1)!.chars).toBe(text.length);
    expect(text).toBe('one two three four five six seven eight nine ten eleven twelve end');
    expect(writes[0]!.atMs - askedMs).toBeGreaterThanOrEqual(99);
    // Nothing is read before it was written; and what was written is read soon, for most of it.
    const lagsMs = writes.map(({ atMs, chars }) => reads.find((read) => read.chars >= chars)!.atMs - atMs);
    expect(Math.min(...lagsMs)).toBeGreaterThanOrEqual(0);
    expect(lagsMs.filter((ms) => ms < 10).length).toBeGreaterThanOrEqual(10);
    const gapsMs = gaps(writes.map(({ atMs, chars }) => [atMs, chars] as const));
    expect(gapsMs).toHaveLength(12);
    // Scripted 30–40 ms; a timer may be late, and the next one then makes up for it.
    const scripted = gapsMs.filter((ms) => ms >= 28 && ms <= 43);
    expect(scripted.length).toBeGreaterThanOrEqual(9);
  }
  control.close();
});

test('it listens on loopback only, knows nothing else, and ends at once', async () => {
  const control = await startControlServer();
  expect(new URL(control.url).hostname).toBe('127.0.0.1');
  expect((await fetch(new URL('/plan.json', control.url))).status).toBe(404);
  const page = await fetch(control.url);
  expect(page.headers.get('content-type')).toContain('text/html');
  const playing = play(control.url, 3);
  control.close();
  await expect(playing).rejects.toThrow();
  await expect(fetch(control.url)).rejects.toThrow();
});
