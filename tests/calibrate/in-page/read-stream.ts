import type { Transport } from '../stream-script.js';

/** Asks for the stream of this name and hands on its pieces as they come; settles at its end. */
export function readStream(transport: Transport, name: string, take: (piece: string) => void): Promise<void> {
  const address = `/stream?name=${encodeURIComponent(name)}`;
  return READERS[transport](address, take);
}

type Reader = (address: string, take: (piece: string) => void) => Promise<void>;

const END = '[DONE]';
const pieceOf = (data: string): string =>
  (JSON.parse(data) as { choices: [{ delta: { content: string } }] }).choices[0].delta.content;

const READERS: Readonly<Record<Transport, Reader>> = {
  async fetch(address, take) {
    const response = await fetch(address, { method: 'POST', body: '{}' });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let held = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (held + value).split('\n\n');
      held = blocks.pop()!;
      for (const block of blocks) if (!block.endsWith(END)) take(pieceOf(block.slice('data: '.length)));
    }
  },
  eventsource: (address, take) =>
    new Promise((resolve) => {
      const source = new EventSource(address);
      source.onmessage = ({ data }) => {
        if (data !== END) take(pieceOf(data));
        else {
          source.close();
          resolve();
        }
      };
    }),
  websocket: (address, take) =>
    new Promise((resolve) => {
      const socket = new WebSocket(address);
      socket.onopen = () => socket.send('{}');
      socket.onmessage = ({ data }) => {
        if (data !== END) take(pieceOf(data));
        else resolve();
      };
    }),
};
