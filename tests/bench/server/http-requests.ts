import type { Socket } from 'node:net';

export interface PacedRequest {
  readonly query: URLSearchParams;
  readonly requestId: string | undefined;
}

const HEAD_END = '\r\n\r\n';
const MODELS = JSON.stringify({
  object: 'list',
  data: [{ id: 'paced', object: 'model', owned_by: 'bench' }],
});

/** The POST requests that come over a socket, one after the other; a GET is told which models there are. */
export function onRequests(socket: Socket, onPost: (request: PacedRequest) => void): void {
  let held = '';
  socket.on('data', (bytes) => {
    held += bytes.toString('latin1');
    for (;;) {
      const headEnd = held.indexOf(HEAD_END);
      if (headEnd === -1) return;
      const head = held.slice(0, headEnd);
      const body = headEnd + HEAD_END.length;
      const end = endOfBody(head, held, body);
      if (end === undefined) return;
      held = held.slice(end);
      const [method, target = '/'] = head.split(' ', 2);
      if (method === 'POST') {
        onPost({
          query: new URLSearchParams(target.split('?', 2)[1] ?? ''),
          requestId: /^x-request-id: *(.+)$/im.exec(head)?.[1]?.trim(),
        });
      } else {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${MODELS.length}\r\n\r\n${MODELS}`,
        );
      }
    }
  });
}

/** `undefined`: it has not come yet. */
function endOfBody(head: string, held: string, from: number): number | undefined {
  if (/^transfer-encoding: *chunked/im.test(head)) {
    const last = held.indexOf('0\r\n\r\n', from);
    return last === -1 ? undefined : last + 5;
  }
  const end = from + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return held.length < end ? undefined : end;
}
