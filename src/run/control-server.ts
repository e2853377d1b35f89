import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monotonicMs } from './clock.js';

/** First text after this, then one piece every 30–40 ms. */
const FIRST_MS = 100;
const GAP_MS = [30, 40] as const;
const WRITES = 13;

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Control</title></head>
<body><script>
async function play(id) {
  for (const old of document.querySelectorAll('p')) old.remove();
  const text = document.createElement('p');
  const busy = document.createElement('i');
  text.id = 'play-' + id;
  busy.id = 'busy';
  document.body.append(text, busy);
  const response = await fetch('/stream?play=' + id);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const reads = [];
  let rest = '', chars = 0, writes = [];
  for (;;) {
    const { done, value } = await reader.read();
    const atMs = performance.now();
    if (done) break;
    rest += value;
    const events = rest.split('\\n\\n');
    rest = events.pop();
    for (const event of events) {
      const data = JSON.parse(event.slice('data: '.length));
      if (data.writes) { writes = data.writes; continue; }
      text.append(data.text);
      chars += data.text.length;
    }
    reads.push({ atMs, chars });
  }
  busy.remove();
  return { writes, reads };
}
</script></body></html>`;

/** Each piece ends with a letter, so that its characters count as painted as soon as it is. */
const PIECES = [
  'one',
  ' two',
  ' three',
  ' four',
  ' five',
  ' six',
  ' seven',
  ' eight',
  ' nine',
  ' ten',
  ' eleven',
  ' twelve',
  ' end',
];

/** Plays the script into one response, each write at its own time, and ends with the list of true write times. */
function play(response: ServerResponse, seed: number): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  const writes: { atMs: number; chars: number }[] = [];
  let chars = 0;
  let dueMs = monotonicMs() + FIRST_MS;
  const step = (): void => {
    if (response.destroyed) return;
    const text = PIECES[writes.length]!;
    chars += text.length;
    const atMs = monotonicMs();
    response.write(`data: ${JSON.stringify({ text })}\n\n`);
    writes.push({ atMs, chars });
    if (writes.length < WRITES) {
      dueMs += GAP_MS[0] + ((seed * 7 + writes.length * 3) % (GAP_MS[1] - GAP_MS[0] + 1));
      setTimeout(step, Math.max(0, dueMs - monotonicMs()));
    } else {
      response.end(`data: ${JSON.stringify({ writes })}\n\n`);
    }
  };
  setTimeout(step, FIRST_MS);
}

/** Serves the control: a bare page and its scripted stream, on loopback. */
export async function startControlServer(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    } else if (url.pathname === '/stream') {
      response.socket?.setNoDelay(true);
      play(response, Number(url.searchParams.get('play')) || 0);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
