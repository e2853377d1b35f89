import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { constants, createGzip } from 'node:zlib';
import { monotonicMs } from '../../dist/src/run/clock.js';

/** A loopback server that writes down, on the host's clock, when it wrote each piece of each stream. */
export interface WrittenStreams {
  readonly url: string;
  /** By the stream's name: when each piece was written. */
  readonly written: Readonly<Record<string, readonly number[]>>;
  /** When its answer's head was written. */
  readonly headed: Readonly<Record<string, number>>;
  close(): void;
}

export const PIECES = 40;
export const piece = (index: number): string => `word${index} `;
export const wholeText = (): string => Array.from({ length: PIECES }, (_, index) => piece(index)).join('');

const GAP_MS = 25;
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const chunk = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;

/** `/news` is open for good and brings an answer for each `/order?name=…`. `/sse?name=…` and `/custom?name=…` stream a body, `/socket?name=…` a WebSocket's messages once one was sent. */
export async function startWrittenStreams(html = '<!doctype html><title>x</title>'): Promise<WrittenStreams> {
  const written: Record<string, number[]> = {};
  const headed: Record<string, number> = {};
  const news = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const name = url.searchParams.get('name') ?? '';
    if (url.pathname === '/') {
      response.setHeader('content-type', 'text/html').end(html);
      return;
    }
    if (url.pathname === '/news') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
      news.add(response);
      return;
    }
    if (url.pathname === '/order') {
      response.writeHead(202).end();
      const times: number[] = [];
      written[name] = times;
      for (let index = 0; index < PIECES; index++) {
        await pause(GAP_MS);
        times.push(monotonicMs());
        for (const one of news) one.write(chunk(piece(index)));
      }
      for (const one of news) one.write(`${chunk('', 'stop')}data: [DONE]\n\n`);
      return;
    }
    if (url.pathname !== '/sse' && url.pathname !== '/custom') {
      response.writeHead(404).end();
      return;
    }
    const zipped = url.searchParams.has('gzip');
    await pause(80);
    headed[name] = monotonicMs();
    response.writeHead(200, {
      'content-type': url.pathname === '/sse' ? 'text/event-stream' : 'application/vnd.own+json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    });
    response.flushHeaders();
    const zip = createGzip({ flush: constants.Z_SYNC_FLUSH });
    if (zipped) zip.pipe(response);
    const body = zipped ? zip : response;
    const times: number[] = [];
    written[name] = times;
    for (let index = 0; index < PIECES && !response.closed; index++) {
      await pause(GAP_MS);
      times.push(monotonicMs());
      body.write(
        url.pathname === '/sse'
          ? chunk(piece(index))
          : `${JSON.stringify({ kind: 'part', body: { say: piece(index) }, id: `n${index}` })}\n`,
      );
    }
    body.end(url.pathname === '/sse' ? `${chunk('', 'stop')}data: [DONE]\n\n` : '');
  });
  server.on('upgrade', (request, socket) => {
    const name = new URL(request.url ?? '/', 'http://x').searchParams.get('name') ?? '';
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${KEY_SUFFIX}`);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
    );
    socket.on('error', () => socket.destroy());
    socket.once('data', async () => {
      const times: number[] = [];
      written[name] = times;
      for (let index = 0; index < PIECES && !socket.destroyed; index++) {
        await pause(GAP_MS);
        const data = Buffer.from(JSON.stringify({ event: 'token', payload: { t: piece(index) } }));
        times.push(monotonicMs());
        socket.write(Buffer.concat([Buffer.from([0x81, data.length]), data]));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    written,
    headed,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
