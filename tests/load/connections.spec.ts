import { readFileSync } from 'node:fs';
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { ConnectionPlan } from '../../dist/src/load/connections.js';
import { createStreamClient } from '../../dist/src/load/stream-client.js';
import type { StreamRecord } from '../../dist/src/model/records.js';
import { dialectNamed } from '../../dist/src/wire/dialects.js';
import { nowMs } from './ask.js';
import { wirePieces } from './wire-pieces.js';

const wire = wirePieces['openai-chat']!;
const tls = (file: string): string => fileURLToPath(new URL(`./tls/${file}`, import.meta.url));
const LONG = {
  connectMs: 10_000,
  firstByteMs: 10_000,
  firstTextMs: 10_000,
  stallMs: 10_000,
  streamMs: 10_000,
};
const DIRECT: ConnectionPlan = { http2: false, caFile: null, proxy: null };

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

interface SecureServer {
  readonly url: string;
  /** HTTP version of each request. */
  readonly versions: string[];
  readonly connections: () => number;
  close(): void;
}

/** HTTP/2 and HTTP/1.1 over TLS, whichever the client asks for. */
async function startSecureServer(): Promise<SecureServer> {
  const versions: string[] = [];
  let connections = 0;
  const server = createSecureServer({
    allowHTTP1: true,
    key: readFileSync(tls('key.pem')),
    cert: readFileSync(tls('cert.pem')),
  });
  const sockets = new Set<{ destroy(): void }>();
  server.on('secureConnection', (socket) => {
    connections++;
    sockets.add(socket);
  });
  server.on('request', (request, response) => {
    versions.push(request.httpVersion);
    request.resume();
    response.writeHead(200, { 'content-type': wire.contentType });
    response.end(wire.head + wire.text('North.') + wire.end);
  });
  const port = await listen(server);
  return {
    url: `https://localhost:${port}/v1`,
    versions,
    connections: () => connections,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Opens `streams` at once and waits for all of them. */
async function askAll(url: string, connection: ConnectionPlan, streams = 1): Promise<StreamRecord[]> {
  const client = createStreamClient({
    dialect: dialectNamed('openai-chat'),
    deadlines: LONG,
    nowMs,
    connection,
    observer: { firstText: () => undefined, read: () => undefined },
  });
  const open = Array.from({ length: streams }, (_, index) =>
    client.open({
      id: `q-${index}`,
      user: index,
      scheduledMs: nowMs(),
      request: { url, headers: { 'content-type': 'application/json' }, body: '{}', json: {} },
    }),
  );
  const records = await Promise.all(open.map((stream) => stream.done));
  await client.close();
  return records;
}

test('a certificate that nobody vouches for is refused, and trusted where the plan names it', async () => {
  const server = await startSecureServer();
  const [refused] = await askAll(server.url, DIRECT);
  expect(refused!.outcome).toBe('tls');
  const [trusted] = await askAll(server.url, { ...DIRECT, caFile: tls('cert.pem') });
  expect(trusted!.outcome, trusted!.detail).toBe('ok');
  expect(server.versions).toEqual(['1.1']);
  server.close();
});

test('HTTP/2 carries many streams at once over few connections, each with all its stamps', async () => {
  const server = await startSecureServer();
  const records = await askAll(server.url, { http2: true, caFile: tls('cert.pem'), proxy: null }, 20);
  for (const record of records) {
    expect(record.outcome, record.detail).toBe('ok');
    expect(record.sentMs!).toBeGreaterThanOrEqual(record.dispatchedMs!);
    expect(record.firstTextMs!).toBeGreaterThanOrEqual(record.sentMs!);
  }
  expect(new Set(server.versions)).toEqual(new Set(['2.0']));
  expect(server.versions).toHaveLength(20);
  expect(server.connections()).toBeLessThanOrEqual(8);
  server.close();
});

interface Proxied {
  readonly secure: Awaited<ReturnType<typeof startSecureServer>>;
  readonly plainUrl: string;
  readonly proxyUrl: string;
  /** What the proxy was asked for. */
  readonly through: string[];
  close(): void;
}

/** A server in the clear, one with TLS, and a proxy before them, which answers itself what it is asked in the clear. */
async function startProxied(): Promise<Proxied> {
  const secure = await startSecureServer();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    response.writeHead(200, { 'content-type': wire.contentType });
    response.end(wire.head + wire.text('North.') + wire.end);
  };
  const plain = createPlain(answer);
  const plainUrl = `http://127.0.0.1:${await listen(plain)}/v1`;
  const through: string[] = [];
  const proxy = createPlain((request, response) => {
    through.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  proxy.on('connect', (request, socket) => {
    through.push(`CONNECT ${request.url}`);
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on('error', () => upstream.destroy());
  });
  const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
  return {
    secure,
    plainUrl,
    proxyUrl,
    through,
    close() {
      secure.close();
      for (const server of [plain, proxy]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

test('a proxy is asked for what is loaded, in the clear and through a tunnel', async () => {
  const { secure, plainUrl, proxyUrl, through, close } = await startProxied();
  const connection = { http2: false, caFile: tls('cert.pem'), proxy: proxyUrl };
  const [tunnelled] = await askAll(secure.url, connection);
  expect(tunnelled!.outcome, tunnelled!.detail).toBe('ok');
  const [clear] = await askAll(plainUrl, connection);
  expect(clear!.outcome, clear!.detail).toBe('ok');
  expect(through).toEqual([`CONNECT ${new URL(secure.url).host}`, `POST ${plainUrl}`]);
  close();
});

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

test('the proxy of the environment is asked, but not for what NO_PROXY names', async () => {
  const before = PROXY_VARIABLES.map((name) => [name, process.env[name]] as const);
  const { secure, plainUrl, proxyUrl, through, close } = await startProxied();
  const connection = { http2: false, caFile: tls('cert.pem'), proxy: 'environment' };
  try {
    for (const name of PROXY_VARIABLES) delete process.env[name];
    process.env.HTTP_PROXY = proxyUrl;
    process.env.HTTPS_PROXY = proxyUrl;
    const [tunnelled] = await askAll(secure.url, connection);
    expect(tunnelled!.outcome, tunnelled!.detail).toBe('ok');
    const [clear] = await askAll(plainUrl, connection);
    expect(clear!.outcome, clear!.detail).toBe('ok');
    expect(through).toHaveLength(2);
    expect(through[0]).toBe(`CONNECT ${new URL(secure.url).host}`);
    expect(through[1]).toContain(new URL(plainUrl).host);
    process.env.NO_PROXY = '127.0.0.1,localhost';
    const [direct] = await askAll(plainUrl, connection);
    expect(direct!.outcome, direct!.detail).toBe('ok');
    expect(through).toHaveLength(2);
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    close();
  }
});

test('a head that comes in pieces is read whole, while other connections are read between them', async () => {
  const HEAD = `HTTP/1.1 200 OK\r\ncontent-type: ${wire.contentType}\r\nx-filler: ${'y'.repeat(60)}\r\nconnection: close\r\n\r\n`;
  const body = wire.head + wire.text('North.') + wire.end;
  /** Each connection gets its next few bytes in turn, so that each read is followed by one of another socket. */
  const server = createTcpServer((socket) => {
    socket.setNoDelay(true);
    let at = 0;
    const next = (): void => {
      const piece = HEAD.slice(at, at + 7);
      at += 7;
      if (piece === '') socket.end(body);
      else socket.write(piece, () => setImmediate(next));
    };
    socket.once('data', next);
  });
  const port = await listen(server);
  const records = await askAll(`http://127.0.0.1:${port}/v1`, DIRECT, 24);
  for (const { outcome, detail } of records) expect([outcome, detail]).toEqual(['ok', undefined]);
  server.close();
});
