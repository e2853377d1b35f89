import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { McpWire } from '../../dist/src/load/mcp/session.js';
import { startFaultServer } from './fault-server.js';

/** A JSON-RPC message of the client's. */
export interface Asked {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** How a script answers a call, on whatever connection its wire answers. */
export interface Reply {
  raw(text: string): void;
  message(message: object, options?: { end?: boolean }): void;
  result(result: object, options?: { keepOpen?: boolean }): void;
  slowly(text: string): void;
  beat(text: string, everyMs: number): void;
  end(): void;
  destroy(): void;
  refuse(status: number, options?: { neverEnds?: boolean }): void;
  page(): void;
  onClose(left: () => void): void;
}

interface Script {
  readonly wire: McpWire;
  /** Answers in place of the server, and returns true, where it wants to. */
  readonly setUp?:
    | ((request: IncomingMessage, response: ServerResponse, asked: Asked | undefined) => boolean)
    | undefined;
  readonly call?: ((reply: Reply, asked: Asked) => unknown) | undefined;
}

const SSE = { 'content-type': 'text/event-stream' };
const data = (message: object): string => `event: message\ndata: ${JSON.stringify(message)}\n\n`;

async function read(request: IncomingMessage): Promise<Asked | undefined> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return parts.length === 0 ? undefined : (JSON.parse(Buffer.concat(parts).toString()) as Asked);
}

/** An MCP server that sets sessions up as it should, and answers calls as it is told. */
export async function startScriptedMcp({ wire, setUp, call }: Script) {
  const log: { asked: Asked | undefined; headers: IncomingHttpHeaders }[] = [];
  let sessions = 0;
  /** The GET stream of HTTP+SSE. */
  let stream: ServerResponse | undefined;

  function replyTo(request: IncomingMessage, response: ServerResponse, asked: Asked): Reply {
    const shared = wire === 'mcp-http-sse';
    let begun = false;
    const out = (): ServerResponse => {
      if (!begun) {
        begun = true;
        if (shared) response.writeHead(202).end('Accepted');
        else response.writeHead(200, SSE).flushHeaders();
      }
      return shared ? stream! : response;
    };
    return {
      raw: (text) => void out().write(text),
      message(message, options) {
        out().write(data({ jsonrpc: '2.0', ...message }));
        if (options?.end && !shared) response.end();
      },
      result(result, options) {
        out().write(data({ jsonrpc: '2.0', id: asked.id, result }));
        if (!shared && !options?.keepOpen) response.end();
      },
      slowly(text) {
        const bytes = Buffer.from(text);
        const to = out();
        const writeFrom = (at: number): void => {
          if (at === bytes.length) {
            if (!shared) to.end();
          } else to.write(bytes.subarray(at, at + 1), () => writeFrom(at + 1));
        };
        writeFrom(0);
      },
      beat(text, everyMs) {
        const to = out();
        const timer = setInterval(() => to.write(text), everyMs);
        to.once('close', () => clearInterval(timer));
      },
      end: () => void out().end(),
      destroy: () => void out().write(': about to go\n\n', () => (shared ? stream! : response).destroy()),
      refuse(status, options) {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.write('{"error":"told why"}');
        if (!options?.neverEnds) response.end();
      },
      page: () => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Login</h1>'),
      onClose: (left) => void request.socket.once('close', left),
    };
  }

  function send(response: ServerResponse, message: object): void {
    if (wire === 'mcp-http-sse') {
      response.writeHead(202).end('Accepted');
      stream?.write(data(message));
    } else {
      const session = wire === 'mcp-streamable-http' ? { 'mcp-session-id': `session-${sessions}` } : {};
      response
        .writeHead(200, { 'content-type': 'application/json', ...session })
        .end(JSON.stringify(message));
    }
  }

  const server = await startFaultServer(
    async (response, request) => {
      const asked = await read(request);
      log.push({ asked, headers: request.headers });
      if (setUp?.(request, response, asked)) return;
      if (request.method === 'GET' && wire === 'mcp-http-sse') {
        sessions++;
        stream = response.writeHead(200, SSE);
        stream.write(`event: endpoint\ndata: /messages?session=${sessions}\n\n`);
      } else if (request.method === 'GET') {
        // A stream that was broken off goes on, and breaks off again.
        response.writeHead(200, SSE).end();
      } else if (asked?.method === 'initialize') {
        if (wire !== 'mcp-http-sse') sessions++;
        const { protocolVersion } = asked.params!;
        send(response, {
          jsonrpc: '2.0',
          id: asked.id,
          result: { protocolVersion, capabilities: { tools: {} } },
        });
      } else if (asked?.method === 'tools/list') {
        send(response, { jsonrpc: '2.0', id: asked.id, result: { tools: [{ name: 'echo' }] } });
      } else if (asked?.method === 'tools/call') {
        call?.(replyTo(request, response, asked), asked);
      } else response.writeHead(202).end();
    },
    { readsBody: false },
  );
  const messages = (): Asked[] => log.map(({ asked }) => asked).filter((asked) => asked !== undefined);
  return {
    url: server.url,
    close: server.close,
    headers: () => log.map(({ headers }) => headers),
    methods: () => log.map(({ asked }) => asked?.method),
    asked: (method: string) => messages().filter((asked) => asked.method === method),
    /** Responses of the client's. */
    answers: () => messages().filter((asked) => asked.method === undefined),
  };
}
