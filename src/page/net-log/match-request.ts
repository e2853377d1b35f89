import type { LoggedRequest } from './logged-requests.js';

/** What DevTools knows of a request by which the log's can be told. Host monotonic milliseconds. */
export interface RequestFacts {
  readonly url: string;
  /** `undefined` for a WebSocket. */
  readonly method: string | undefined;
  /** When the page asked for it. */
  readonly sentMs: number;
  /** When the network service began with it, and had its headers; missing where DevTools does not say. */
  readonly startedMs: number | undefined;
  readonly headersMs: number | undefined;
  readonly connection: number | undefined;
  readonly webSocketAccept: string | undefined;
  /** Bytes of the body, or messages of the socket, that DevTools delivered. */
  readonly units: number;
  /** Nothing will follow them. */
  readonly finished: boolean;
}

/** Why the log's times cannot be used. */
export type WireMismatch =
  | 'the network log does not have the request'
  | 'the network log has several requests like it'
  | 'the network log has other bytes than the page';

/** Both are the network service's own stamps, of one moment; one of them is cut to whole milliseconds. */
const SAME_STAMP_MS = 1.5;
/** A busy machine may put its other work between the two. */
const NEAR_STAMP_MS = 50;
/** How long after the page's call the network service may begin, where only the call's own time is known. */
const LATEST_START_MS = 10_000;

/** Which request of the log is the one that DevTools told of. Never guesses: one must remain, and its bytes agree. */
export function matchRequest(
  logged: readonly LoggedRequest[],
  facts: RequestFacts,
): LoggedRequest | WireMismatch {
  const near = logged.filter((request) => isAlike(request, facts, NEAR_STAMP_MS));
  if (near.length === 0) return 'the network log does not have the request';
  const whole = near.filter((request) => hasBytes(request, facts));
  if (whole.length === 0) return 'the network log has other bytes than the page';
  if (whole.length === 1) return whole[0]!;
  const same = whole.filter((request) => isAlike(request, facts, SAME_STAMP_MS));
  return same.length === 1 ? same[0]! : 'the network log has several requests like it';
}

function isAlike(logged: LoggedRequest, facts: RequestFacts, withinMs: number): boolean {
  const { startedMs, headersMs, connection, webSocketAccept } = facts;
  if (logged.url !== facts.url) return false;
  if (facts.method !== undefined && logged.method !== facts.method) return false;
  if (webSocketAccept !== undefined && logged.webSocketAccept !== undefined) {
    return webSocketAccept === logged.webSocketAccept;
  }
  const differs = (one: number | undefined, other: number | undefined): boolean =>
    one !== undefined && other !== undefined && Math.abs(one - other) > withinMs;
  const hasStarted =
    startedMs === undefined
      ? logged.startMs >= facts.sentMs - SAME_STAMP_MS && logged.startMs <= facts.sentMs + LATEST_START_MS
      : !differs(logged.startMs, startedMs);
  const sameConnection =
    connection === undefined || logged.connection === undefined || logged.connection === connection;
  return hasStarted && sameConnection && !differs(logged.headersMs, headersMs);
}

/** A page may stop listening before the body's end; more bytes than the network brought it cannot have. */
function hasBytes({ arrivals, endMs }: LoggedRequest, { units, finished }: RequestFacts): boolean {
  const logged = arrivals.at(-1)?.[1] ?? 0;
  return finished && endMs !== undefined ? logged === units : logged >= units;
}
