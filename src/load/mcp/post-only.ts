import { mcp2026, mcp2026Headers } from '../../wire/mcp-2026.js';
import { classifyError } from '../classify-error.js';
import { judgeResponse } from '../judge-response.js';
import { exchange } from './exchange.js';
import { createMessageBody, type MessageBody } from './message-body.js';
import { createRefusedBody, type RefusedBody } from './refused-body.js';
import type { Transport, TransportOptions } from './transport.js';

/** MCP 2026-07-28: each request is a POST of its own, with no session around it; giving it up is closing it. */
export function postOnly(options: TransportOptions): Transport {
  return {
    endsWithResponse: true,
    lost: false,
    connect: async () => null,
    agreed: () => undefined,
    request(message, sink) {
      let body: MessageBody | undefined;
      let refused: RefusedBody | undefined;
      const giveUp = exchange(
        options.agent,
        {
          method: 'POST',
          url: options.url,
          headers: {
            'content-type': 'application/json',
            ...mcp2026Headers(message),
            ...options.headers,
          },
          body: JSON.stringify(message),
        },
        options.nowMs,
        {
          sent: (atMs) => sink.sent(atMs),
          headers(status, received, atMs) {
            sink.headers(status, received['content-type'], atMs);
            const judged = judgeResponse(status, received, mcp2026, true);
            if (judged.refusal !== undefined) {
              refused = createRefusedBody(judged.refusal, received, (failure) => {
                giveUp();
                sink.failed(failure, options.nowMs());
              });
              return;
            }
            if (judged.follow !== undefined) return;
            body = createMessageBody({
              framing: judged.framing,
              encoding: judged.encoding,
              maxEventChars: options.maxEventChars,
              event: (event, readMs) => void sink.event(event, readMs),
              retry: () => undefined,
              over: (cut, readMs) => sink.over(cut, readMs),
              failed: (failure, readMs) => {
                giveUp();
                sink.failed(failure, readMs);
              },
            });
          },
          bytes(chunk, atMs) {
            if (refused !== undefined) return refused.bytes(chunk);
            sink.bytes(chunk.length, atMs);
            body?.bytes(chunk, atMs);
          },
          end(atMs) {
            if (refused !== undefined) refused.end();
            else body?.end(atMs);
          },
          error(error, atMs) {
            if (refused !== undefined) refused.end();
            else sink.failed(classifyError(error), atMs);
          },
        },
      );
      return () => {
        body?.destroy();
        giveUp();
      };
    },
    notify: async () => undefined,
    close: async () => undefined,
  };
}
