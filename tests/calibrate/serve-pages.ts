import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { calibrationDocument } from './calibration-document.js';
import type { PageSetup, Step } from './page-setup.js';
import { type StreamSink, serveStream } from './serve-stream.js';
import type { ServedStream, StreamScript } from './stream-script.js';
import { acceptSocket, sseSink } from './stream-sinks.js';

/** What a page can be asked to do, by the prompt that asks for it. */
export type Scripts = Readonly<Record<string, readonly Step[] | StreamScript>>;

export interface ServedPages {
  /** Where the page with this set-up is. */
  urlOf(setup: PageSetup): string;
  /** What the server did for the stream of this name. */
  served(name: string): ServedStream;
  close(): void;
}

/** Serves the scripted pages and the streams of their scripts. */
export async function servePages(scripts: Scripts): Promise<ServedPages> {
  const code = await pageCode();
  const served = new Map<string, ServedStream>();
  const stream = (name: string, sink: StreamSink): void => {
    const script = scripts[name];
    if (script === undefined || !('transport' in script)) throw new Error(`no stream is called "${name}"`);
    const log: ServedStream = { requestedMs: 0, headersMs: 0, writtenMs: [] };
    served.set(name, log);
    void serveStream(script, sink, log);
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams, port } = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (pathname === '/stream') stream(searchParams.get('name') ?? '', sseSink(response));
    else if (pathname !== '/') response.writeHead(404).end();
    else {
      const setup = JSON.parse(searchParams.get('setup') ?? '{}') as PageSetup;
      const framed = addressOf(`http://localhost:${port}`, { ...setup, inside: 'document' });
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(calibrationDocument({ setup, scripts, framed, code }));
    }
  });
  server.on('upgrade', (request, socket) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    acceptSocket(request, socket, (sink) => stream(searchParams.get('name') ?? '', sink));
  });
  // Both names of the machine are to lead here: they are different sites to a browser.
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (setup) => addressOf(`http://127.0.0.1:${port}`, setup),
    served(name) {
      const log = served.get(name);
      if (log === undefined) throw new Error(`nobody asked for the stream "${name}"`);
      return log;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const addressOf = (origin: string, setup: PageSetup): string =>
  `${origin}/?setup=${encodeURIComponent(JSON.stringify(setup))}`;

async function pageCode(): Promise<string> {
  // The same two folders up from the sources and from where they are compiled to.
  const entry = new URL('../../tests/calibrate/in-page/main.ts', import.meta.url);
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
