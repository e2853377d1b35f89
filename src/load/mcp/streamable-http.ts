import type { McpCall } from '../../wire/mcp-call.js';
import { mcpStreamableHttp } from '../../wire/mcp-streamable-http.js';
import { answerToServer } from './answer-server.js';
import type { ExchangeRequest } from './exchange.js';
import type { Failure } from './failure.js';
import { receive } from './receive.js';
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
  const { url } = options;
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
    request(message: McpCall, sink: RequestSink, own = {}) {
      let giveUp: () => void = () => undefined;
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
          const from = { ...rest, ...own, accept: 'text/event-stream', 'last-event-id': lastEventId! };
          ask({ method: 'GET', url, headers: from, body: null }, true);
        }, retryMs);
        return true;
      }

      function ask(request: ExchangeRequest, isResume: boolean): void {
        giveUp = receive(options, request, {
          dialect: mcpStreamableHttp,
          sent: (atMs) => sink.sent(atMs),
          headers(status, received, atMs) {
            if (!isResume) sink.headers(status, received['content-type'], atMs);
            if (status === 404 && session !== undefined) lost = true;
            else if (status < 400) session = received['mcp-session-id'] ?? session;
          },
          bytes: (count, atMs) => sink.bytes(count, atMs),
          event(event, atMs) {
            if (event.id !== undefined && event.id !== '') lastEventId = event.id;
            if (event.data !== '') fruitless = 0;
            const answer = answerToServer(event.data);
            if (answer !== null) void notify(answer);
            if (sink.event(event, atMs)) answered = true;
          },
          retry(ms) {
            retryMs = Math.min(ms, LONGEST_RETRY_MS);
          },
          over(cut, atMs) {
            if (!resume()) sink.over(cut, atMs);
          },
          refused: (failure, status, atMs) =>
            sink.failed(refusal(failure, isResume, status === 404 && session !== undefined), atMs),
          failed: (failure, atMs) => sink.failed(failure, atMs),
          broke(failure, atMs) {
            if (!resume()) sink.failed(failure, atMs);
          },
        });
      }

      const first = { ...headers(), ...own };
      ask({ method: 'POST', url, headers: first, body: JSON.stringify(message) }, false);
      return () => {
        clearTimeout(timer);
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
