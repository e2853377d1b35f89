import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** One WebSocket connection that carries short texts: as much of the protocol as a chat page needs. */
export interface TextSocket {
  send(text: string): void;
}

const ACCEPT_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OPCODE = { text: 1, close: 8 } as const;
/** From this length on a frame says its length in two further bytes. */
const TWO_BYTE_LENGTH = 126;
const MASK_BYTES = 4;

/** Answers an upgrade request; `onText` gets each text of the page. */
export function acceptTextSocket(
  request: IncomingMessage,
  socket: Duplex,
  onText: (text: string) => void,
): TextSocket {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1')
    .update(key + ACCEPT_GUID)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let pending = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes]);
    for (let frame = readFrame(pending); frame !== undefined; frame = readFrame(pending)) {
      pending = pending.subarray(frame.endsAt);
      if (frame.opcode === OPCODE.text) onText(frame.payload.toString('utf8'));
      if (frame.opcode === OPCODE.close) socket.end();
    }
  });
  // A page that is closed resets its connection.
  socket.on('error', () => socket.destroy());
  return { send: (text) => void (socket.writable && socket.write(textFrame(text))) };
}

/** The first frame, once it is there as a whole; a page masks all it sends. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; endsAt: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 0x7f;
  if (short > TWO_BYTE_LENGTH)
    throw new Error('Failed to read a frame: longer than a page of the tests sends');
  const maskAt = short === TWO_BYTE_LENGTH ? 4 : 2;
  if (bytes.length < maskAt) return undefined;
  const length = short === TWO_BYTE_LENGTH ? bytes.readUInt16BE(2) : short;
  const from = maskAt + MASK_BYTES;
  if (bytes.length < from + length) return undefined;
  const payload = Buffer.from(bytes.subarray(from, from + length));
  for (const [index, byte] of payload.entries())
    payload[index] = byte ^ bytes[maskAt + (index % MASK_BYTES)]!;
  return { opcode: bytes[0]! & 0x0f, payload, endsAt: from + length };
}

function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < TWO_BYTE_LENGTH
      ? Buffer.from([0x80 | OPCODE.text, payload.length])
      : Buffer.from([0x80 | OPCODE.text, TWO_BYTE_LENGTH, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}
