import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildPage } from './build-page.js';
import { framedPage, pageDocument } from './page-document.js';
import { playAnswer, type TextWrite } from './play-answer.js';
import { promptIn, promptOf } from './prompt-of.js';
import type { ScriptedAnswer } from './scripted-answer.js';
import { acceptTextSocket } from './text-socket.js';
import { SOCKET_WIRE, WIRES } from './wire.js';

export interface KitServer {
  /** Address of a page; framed ones are the same page in a frame of a host's page. */
  pageUrl(page: string, frame?: Frame): string;
  /** What is answered to a question from now on. */
  answer(prompt: string, answer: ScriptedAnswer): void;
  /** When each word of the answer to a question was written, by the host's monotonic clock. */
  writes(prompt: string): readonly TextWrite[];
  close(): void;
}

/** `other-origin`: the frame is of another site, so another process draws it. */
export type Frame = 'same-origin' | 'other-origin';

const HTML = 'text/html; charset=utf-8';

/** Serves the kits' pages and their chat API on loopback; what it answers, and when, the test decides. */
export async function startKitServer(): Promise<KitServer> {
  const answers = new Map<string, ScriptedAnswer>();
  const written = new Map<string, TextWrite[]>();

  const answerTo = (prompt: string): ScriptedAnswer => {
    const answer = answers.get(prompt);
    if (answer === undefined)
      throw new Error(`Failed to answer: the test has scripted nothing for "${prompt}"`);
    return answer;
  };
  const noteFor = (prompt: string): ((write: TextWrite) => void) => {
    const writes: TextWrite[] = [];
    written.set(prompt, writes);
    return (write) => void writes.push(write);
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, first = '', second = ''] = url.pathname.split('/');
    const wire = first === 'api' ? WIRES[second] : undefined;
    if (wire !== undefined) {
      const prompt = await promptOf(request, url);
      response.writeHead(200, { 'content-type': wire.contentType, 'cache-control': 'no-store' });
      response.flushHeaders();
      playAnswer(answerTo(prompt), wire, response, noteFor(prompt));
    } else if (first === 'pages' && url.pathname.endsWith('.js')) {
      const { script } = await buildPage(second);
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
    } else if (first === 'pages' && url.pathname.endsWith('.css')) {
      const { style } = await buildPage(second);
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style);
    } else if (first === 'pages') {
      // Built before the page is there: a browser's time to load is not the bundler's.
      await buildPage(second);
      response.writeHead(200, { 'content-type': HTML }).end(pageDocument(second));
    } else if (first === 'framed') {
      await buildPage(second);
      const host = url.searchParams.get('frame') === 'other-origin' ? 'localhost' : '127.0.0.1';
      const { port } = server.address() as AddressInfo;
      response.writeHead(200, { 'content-type': HTML });
      response.end(framedPage(`http://${host}:${port}/pages/${second}/`));
    } else response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    // Told to the page, which shows it, and so to the test.
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.on('upgrade', (request, connection) => {
    const socket = acceptTextSocket(request, connection, (text) => {
      const prompt = promptIn(text);
      const sink = { write: socket.send, end: () => undefined };
      playAnswer(answerTo(prompt), SOCKET_WIRE, sink, noteFor(prompt));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    pageUrl: (page, frame) =>
      frame === undefined
        ? `http://127.0.0.1:${port}/pages/${page}/`
        : `http://127.0.0.1:${port}/framed/${page}/?frame=${frame}`,
    answer: (prompt, answer) => void answers.set(prompt, answer),
    writes: (prompt) => written.get(prompt) ?? [],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
