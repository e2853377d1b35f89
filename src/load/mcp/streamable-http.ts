import type { McpCall } from '../../wire/mcp-call.js';
import { mcpStreamableHttp } from '../../wire/mcp-streamable-http.js';
import { classifyError } from '../classify-error.js';
import { judgeResponse } from '../judge-response.js';
import { answerToServer } from './answer-server.js';
import { type ExchangeRequest, exchange } from './exchange.js';
import type { Failure } from './failure.js';
import { createMessageBody, type MessageBody } from './message-body.js';
import { createRefusedBody, type RefusedBody } from './refused-body.js';
import { send } from './send-only.js';
import type { RequestSink, Transport, TransportOptions } from './transport.js';

/** How long a stream that broke off waits before it is taken up again, where the server did not say. */
const RETRY_MS = 1000;
/** A stream that is taken up again so often without a single new message is not taken up any more. */
const MAX_FRUITLESS_RESUMES = 3;
/** A server's `retry` is obeyed up to here. */
const LONGEST_RETRY_MS = 2 ** 31 - 1;

/**
 * MCP's Streamable HTTP, 2025-03-26 to 2025-11-25: each request is a POST, answered by SSE or JSON. The session's name
 * comes with the first response; a 404 says that it is gone; a stream that breaks off before its response is taken up
 * again from the last event that had an id.
 */
export function streamableHttp(options: TransportOptions): Transport {
  const { agent, url, nowMs } = options;
  let session: string | undefined;
  let version: string | undefined;
  let lost = false;

  const headers = (): Record<string, string> => ({
    'content-type': 'application/json',
    accept: mcpStreamableHttp.headers.accept!,
    ...(version === undefined ? {} : { 'mcp-protocol-version': version }),
    ...options.headers,
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
  });
  const notify = (message: unknown): Promise<void> =>
    send(options, { method: 'POST', url, headers: headers(), body: JSON.stringify(message) });

  return {
    endsWithResponse: true,
    get lost() {
      return lost;
    },
    connect: async () => null,
    agreed(spoken) {
      version = spoken;
    },
    request(message: McpCall, sink: RequestSink) {
      let giveUp: () => void = () => undefined;
      let body: MessageBody | undefined;
      let timer: NodeJS.Timeout | undefined;
      let answered = false;
      let lastEventId: string | undefined;
      let retryMs = RETRY_MS;
      let fruitless = 0;

      /** The response broke off: by its end, or with an error. Whether it is taken up again. */
      function resume(): boolean {
        if (answered || lastEventId === undefined || fruitless >= MAX_FRUITLESS_RESUMES) return false;
        fruitless++;
        sink.resumed();
        timer = setTimeout(() => {
          const { 'content-type': _none, ...rest } = headers();
          const from = { ...rest, accept: 'text/event-stream', 'last-event-id': lastEventId! };
          ask({ method: 'GET', url, headers: from, body: null }, true);
        }, retryMs);
        return true;
      }

      function ask(request: ExchangeRequest, isResume: boolean): void {
        let refused: RefusedBody | undefined;
        giveUp = exchange(agent, request, nowMs, {
          sent: (atMs) => sink.sent(atMs),
          headers(status, received, atMs) {
            if (!isResume) sink.headers(status, received['content-type'], atMs);
            const judged = judgeResponse(status, received, mcpStreamableHttp, true);
            if (judged.refusal !== undefined) {
              const gone = status === 404 && session !== undefined;
              if (gone) lost = true;
              refused = createRefusedBody(judged.refusal, received, (failure) => {
                giveUp();
                sink.failed(refusal(failure, isResume, gone), nowMs());
              });
              return;
            }
            session = received['mcp-session-id'] ?? session;
            if (judged.follow !== undefined) return;
            body = createMessageBody({
              framing: judged.framing,
              encoding: judged.encoding,
              maxEventChars: options.maxEventChars,
              event(event, readMs) {
                if (event.id !== undefined && event.id !== '') lastEventId = event.id;
                if (event.data !== '') fruitless = 0;
                const answer = answerToServer(event.data);
                if (answer !== null) void notify(answer);
                if (sink.event(event, readMs)) answered = true;
              },
              retry: (ms) => {
                retryMs = Math.min(ms, LONGEST_RETRY_MS);
              },
              over: (cut, readMs) => {
                if (!resume()) sink.over(cut, readMs);
              },
              failed: (failure, readMs) => {
                giveUp();
                sink.failed(failure, readMs);
              },
            });
          },
          bytes(chunk, atMs) {
            if (refused !== undefined) refused.bytes(chunk);
            else {
              sink.bytes(chunk.length, atMs);
              body?.bytes(chunk, atMs);
            }
          },
          end(atMs) {
            if (refused !== undefined) refused.end();
            else body?.end(atMs);
          },
          error(error, atMs) {
            if (refused !== undefined) refused.end();
            else if (!resume()) sink.failed(classifyError(error), atMs);
          },
        });
      }

      ask({ method: 'POST', url, headers: headers(), body: JSON.stringify(message) }, false);
      return () => {
        clearTimeout(timer);
        body?.destroy();
        giveUp();
      };
    },
    notify,
    async close() {
      if (session === undefined || lost) return;
      lost = true;
      const { 'content-type': _none, ...rest } = headers();
      await send(options, { method: 'DELETE', url, headers: rest, body: null });
    },
  };
}

function refusal(failure: Failure, isResume: boolean, gone: boolean): Failure {
  if (isResume) {
    const detail = `the server broke the stream off, and it could not be resumed: ${failure.detail}`;
    return { ...failure, outcome: 'truncated', detail };
  }
  return gone ? { ...failure, detail: 'HTTP 404: the session is gone', sessionLost: true } : failure;
}
