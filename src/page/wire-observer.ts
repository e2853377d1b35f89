import type { CDPSession } from '@playwright/test';
import type { DialectName } from '../model/dialect.js';
import type { Curve } from '../model/records.js';
import {
  type DataEvent,
  FollowedRequest,
  type RequestEvent,
  type ResponseEvent,
} from './followed-request.js';

/** What was seen of the browser's own request for one turn. Host monotonic milliseconds. */
export interface WireObservation {
  readonly url: string;
  readonly requestSentMs: number;
  readonly connectedMs: number | undefined;
  readonly responseStartedMs: number | undefined;
  readonly firstTextMs: number | undefined;
  readonly curve: Curve;
  readonly status: number | undefined;
  readonly contentType: string | undefined;
  readonly requestId: string | undefined;
  readonly terminal: 'ok' | 'incomplete' | undefined;
  /** The backend said in the stream that it failed. */
  readonly error: string | undefined;
  /** The stream is not what the dialect allows, so neither its text nor its end can be relied on. */
  readonly parseError: string | undefined;
  /** The request failed or was cut. */
  readonly failed: string | undefined;
  readonly finished: boolean;
}

/** Follows what the page itself sends; nothing is intercepted. */
export interface WireObserver {
  /** Forgets what was seen; called before a turn is sent. */
  reset(): void;
  /** The stream of the turn sent at or after `sinceMs`, or else the request that came closest to one. */
  observed(sinceMs: number): WireObservation | undefined;
  /** Whether a stream sent since then, or if `orPost` any message sent since then, still waits for its end. */
  isOpen(sinceMs: number, orPost: boolean): boolean;
}

/** Follows the page's streams through a DevTools session; stamps are the renderer's, on the host's clock. */
export async function observeWire(cdp: CDPSession, expected: DialectName): Promise<WireObserver> {
  let followed = new Map<string, FollowedRequest>();
  cdp.on('Network.requestWillBeSent', (event: RequestEvent) => {
    if (event.type === 'Fetch' || event.type === 'XHR' || event.type === 'EventSource') {
      followed.set(event.requestId, new FollowedRequest(event));
    }
  });
  cdp.on('Network.responseReceived', (event: ResponseEvent) => {
    const request = followed.get(event.requestId);
    if (request === undefined) return;
    request.responded(event, expected);
    if (!request.isStream) return;
    cdp.send('Network.streamResourceContent', { requestId: event.requestId }).then(
      ({ bufferedData }) => request.buffered(bufferedData),
      (error: Error) => {
        request.failed ??= `its content could not be followed: ${error.message}`;
      },
    );
  });
  cdp.on('Network.dataReceived', (event: DataEvent) => followed.get(event.requestId)?.arrived(event));
  cdp.on('Network.loadingFinished', ({ requestId }) => {
    followed.get(requestId)?.ended();
  });
  cdp.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
    const request = followed.get(requestId);
    if (request !== undefined) request.failed = canceled === true ? 'cancelled by the page' : errorText;
  });
  await cdp.send('Network.enable');
  const sentSince = (sinceMs: number): FollowedRequest[] =>
    [...followed.values()].filter(({ sentMs }) => sentMs >= sinceMs);
  return {
    reset() {
      followed = new Map();
    },
    isOpen(sinceMs, orPost) {
      const sent = sentSince(sinceMs);
      // The answer has said that it is over: what else stays open is not waited for.
      if (sent.some(({ curve, terminal }) => curve.length > 0 && terminal !== undefined)) return false;
      return sent.some((request) => request.isUnderWay && (request.isStream || (orPost && request.isPost)));
    },
    observed(sinceMs) {
      const sent = sentSince(sinceMs);
      const request =
        sent.find(({ curve }) => curve.length > 0) ??
        sent.find(({ isStream }) => isStream) ??
        sent.find(({ isPost }) => isPost) ??
        sent.find(({ failed }) => failed);
      if (request === undefined) return undefined;
      return {
        url: request.url,
        requestSentMs: request.sentMs,
        connectedMs: request.connectedMs,
        responseStartedMs: request.responseStartedMs,
        firstTextMs: request.curve[0]?.[0],
        curve: request.curve,
        status: request.status,
        contentType: request.contentType,
        requestId: request.requestId,
        terminal: request.terminal,
        error: request.error,
        parseError: request.parseError,
        failed: request.failed,
        finished: request.finished,
      };
    },
  };
}
