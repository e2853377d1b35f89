import type { Socket } from 'node:net';

/** Sends and receives one JSON value a line over a socket. */
export interface JsonLines<In, Out> {
  send(message: Out): void;
  onMessage(take: (message: In) => void): void;
  onClose(take: () => void): void;
  close(): void;
}

/** Speaks JSON lines over `socket`. What comes in before anybody listens is kept. */
export function jsonLines<In, Out>(socket: Socket): JsonLines<In, Out> {
  let rest = '';
  let take: ((message: In) => void) | undefined;
  const early: In[] = [];
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const message = JSON.parse(line) as In;
      if (take === undefined) early.push(message);
      else take(message);
    }
  });
  // A socket error is always followed by `close`, which is what is acted upon.
  socket.on('error', () => undefined);
  return {
    send: (message) => {
      if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
    },
    onMessage: (listener) => {
      take = listener;
      for (const message of early.splice(0)) listener(message);
    },
    onClose: (listener) => socket.on('close', listener),
    close: () => socket.end(),
  };
}
