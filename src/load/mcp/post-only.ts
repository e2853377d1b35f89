import { mcp2026, mcp2026Headers } from '../../wire/mcp-2026.js';
import { receive } from './receive.js';
import type { Transport, TransportOptions } from './transport.js';

/** MCP 2026-07-28: each request is a POST of its own, with no session around it; giving it up is closing it. */
export function postOnly(options: TransportOptions): Transport {
  return {
    endsWithResponse: true,
    lost: false,
    connect: async () => null,
    agreed: () => undefined,
    request(message, sink, headers = {}) {
      return receive(
        options,
        {
          method: 'POST',
          url: options.url,
          headers: {
            'content-type': 'application/json',
            ...mcp2026Headers(message),
            ...options.headers,
            ...headers,
          },
          body: JSON.stringify(message),
        },
        {
          dialect: mcp2026,
          sent: (atMs) => sink.sent(atMs),
          headers: (status, received, atMs) => sink.headers(status, received['content-type'], atMs),
          bytes: (count, atMs) => sink.bytes(count, atMs),
          event: (event, atMs) => void sink.event(event, atMs),
          over: (cut, atMs) => sink.over(cut, atMs),
          refused: (failure, _status, atMs) => sink.failed(failure, atMs),
          failed: (failure, atMs) => sink.failed(failure, atMs),
          broke: (failure, atMs) => sink.failed(failure, atMs),
        },
      );
    },
    notify: async () => undefined,
    close: async () => undefined,
  };
}
