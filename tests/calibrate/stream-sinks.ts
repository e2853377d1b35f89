import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { StreamSink } from './serve-stream.js';

export function sseSink(response: ServerResponse): StreamSink {
  return {
    head() {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.flushHeaders();
    },
    send: (data) => void response.write(`data: ${data}\n\n`),
    end: () => void response.end(),
  };
}

/** RFC 6455, 1.3: what a server adds to the key that it answers. */
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT_FRAME = 0x81;
const CLOSE_FRAME = 0x88;
const LONGEST_SHORT_BYTES = 125;
const TWO_BYTE_LENGTH = 126;

/** Accepts a WebSocket; `asked` is called with the way back when the page has sent its first message. */
export function acceptSocket(
  request: IncomingMessage,
  socket: Duplex,
  asked: (sink: StreamSink) => void,
): void {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${KEY_SUFFIX}`);
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
  );
  // A page that goes takes its socket with it.
  socket.on('error', () => socket.destroy());
  socket.once('data', () =>
    asked({
      head: () => undefined,
      send: (data) => void socket.write(frameOf(data)),
      end: () => void socket.end(Buffer.from([CLOSE_FRAME, 0])),
    }),
  );
}

function frameOf(text: string): Buffer {
  const data = Buffer.from(text);
  if (data.length <= LONGEST_SHORT_BYTES)
    return Buffer.concat([Buffer.from([TEXT_FRAME, data.length]), data]);
  const head = Buffer.from([TEXT_FRAME, TWO_BYTE_LENGTH, 0, 0]);
  head.writeUInt16BE(data.length, 2);
  return Buffer.concat([head, data]);
}
