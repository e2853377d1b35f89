import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FaultServer {
  readonly url: string;
  /** Connections accepted so far. */
  connections(): number;
  /** Requests in the order in which they came. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** Answers each request as told; `nth` counts them from 0. Bodies are read and dropped, unless `answer` reads them. */
export async function startFaultServer(
  answer: (response: ServerResponse, request: IncomingMessage, nth: number) => unknown,
  { readsBody = true } = {},
): Promise<FaultServer> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer({ noDelay: true }, (request, response) => {
    requests.push(request);
    const nth = requests.length - 1;
    if (!readsBody) answer(response, request, nth);
    else request.once('end', () => answer(response, request, nth)).resume();
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/chat`,
    connections: () => connections,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
