import type { CDPSession } from '@playwright/test';
import type { DialectName } from '../model/dialect.js';
import { chooseStream } from './choose-stream.js';
import {
  CANCELLED,
  type DataEvent,
  FollowedRequest,
  type RequestEvent,
  type ResponseEvent,
} from './followed-request.js';
import { FollowedSocket, type SocketMessageEvent } from './followed-socket.js';
import type { WireObservation } from './wire-observation.js';

export type { WireObservation } from './wire-observation.js';

/** Follows what the page itself sends; nothing is intercepted. */
export interface WireObserver {
  /** A turn is about to be sent, or was sent at `sinceMs`: what was seen before is not its. */
  reset(sinceMs?: number): void;
  /**
   * The stream of the turn sent at or after `sinceMs` (and before the next one was, at `untilMs`), or else the request
   * that came closest to one. With the text that the page showed at the turn's end, also a stream in no known dialect
   * is understood where that text is in it.
   */
  observed(sinceMs: number, shownText?: string, untilMs?: number): WireObservation | undefined;
  /** Whether a stream sent in that time, or if `orPost` any message, still waits for its end. */
  isOpen(sinceMs: number, orPost: boolean, untilMs?: number): boolean;
  /** Follows another target of the same tab, such as a frame in a process of its own. */
  follow(cdp: CDPSession): Promise<void>;
}

const FOLLOWED_TYPES: readonly (string | undefined)[] = ['Fetch', 'XHR', 'EventSource'];

/** Follows the page's streams through DevTools sessions; stamps are the renderer's, on the host's clock. */
export async function observeWire(cdp: CDPSession, expected: DialectName): Promise<WireObserver> {
  const followed = new Map<string, FollowedRequest>();
  const sockets = new Map<string, FollowedSocket>();
  /** When anything was last heard: a socket is told of without a time. */
  let heardMs = 0;

  async function follow(session: CDPSession): Promise<void> {
    session.on('Network.requestWillBeSent', (event: RequestEvent) => {
      heardMs = event.timestamp * 1000;
      if (FOLLOWED_TYPES.includes(event.type)) followed.set(event.requestId, new FollowedRequest(event));
    });
    session.on('Network.responseReceived', (event: ResponseEvent) => {
      const request = followed.get(event.requestId);
      if (request === undefined) return;
      request.responded(event, expected);
      if (request.isTextual) void followContent(session, event.requestId, request);
    });
    session.on('Network.dataReceived', (event: DataEvent) => followed.get(event.requestId)?.arrived(event));
    session.on('Network.loadingFinished', ({ requestId }) => {
      followed.get(requestId)?.ended();
    });
    session.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
      const request = followed.get(requestId);
      if (request !== undefined) request.failed = canceled === true ? CANCELLED : errorText;
    });
    session.on('Network.webSocketCreated', ({ requestId, url }) => {
      sockets.set(requestId, new FollowedSocket(url, expected, heardMs));
    });
    session.on('Network.webSocketWillSendHandshakeRequest', ({ requestId, timestamp, request }) => {
      sockets.get(requestId)?.handshake(timestamp * 1000, request.headers['Sec-WebSocket-Key']);
    });
    session.on('Network.webSocketFrameReceived', (event: SocketMessageEvent) => {
      sockets.get(event.requestId)?.received(event);
    });
    await session.send('Network.enable');
  }

  await follow(cdp);
  const sentIn = (sinceMs: number, untilMs: number): FollowedRequest[] =>
    [...followed.values()].filter(
      ({ sentMs, isEarlier }) => !isEarlier && sentMs >= sinceMs && sentMs < untilMs,
    );
  return {
    follow,
    reset(sinceMs = Number.POSITIVE_INFINITY) {
      for (const [id, request] of followed) {
        if (request.sentMs >= sinceMs) continue;
        if (request.outlivesTurn) request.beginTurn(sinceMs);
        else followed.delete(id);
      }
      for (const socket of sockets.values()) socket.beginTurn(sinceMs);
    },
    isOpen(sinceMs, orPost, untilMs = Number.POSITIVE_INFINITY) {
      const sent = sentIn(sinceMs, untilMs);
      // The answer has said that it is over: what else stays open is not waited for.
      if (sent.some(({ live }) => live.curve.length > 0 && live.terminal !== undefined)) return false;
      return sent.some((request) => request.isUnderWay && (request.isStream || (orPost && request.isPost)));
    },
    observed(sinceMs, shownText, untilMs = Number.POSITIVE_INFINITY) {
      const sent = sentIn(sinceMs, untilMs);
      const channels = [...followed.values()].filter(
        (request) => request.isChannel && !sent.includes(request) && request.sentMs < untilMs,
      );
      return chooseStream(sent, [...channels, ...sockets.values()], shownText);
    },
  };
}

/** Asks for the bytes of a body as they come; of one that is over already, for all of them. */
async function followContent(
  session: CDPSession,
  requestId: string,
  request: FollowedRequest,
): Promise<void> {
  try {
    const { bufferedData } = await session.send('Network.streamResourceContent', { requestId });
    request.buffered(bufferedData);
  } catch (error) {
    const whole = request.finished ? await wholeBody(session, requestId) : undefined;
    if (whole !== undefined) request.buffered(whole);
    // Of a request that speaks no dialect nothing was promised.
    else if (request.isStream) {
      request.failed ??= `its content could not be followed: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

async function wholeBody(session: CDPSession, requestId: string): Promise<string | undefined> {
  try {
    const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
    return base64Encoded ? body : Buffer.from(body).toString('base64');
  } catch {
    // The browser does not have it any more; the caller says why it was needed.
    return undefined;
  }
}
