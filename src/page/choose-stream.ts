import { lettersOf } from '../model/letters.js';
import { FollowedRequest } from './followed-request.js';
import type { FollowedSocket } from './followed-socket.js';
import type { TimedReading } from './read-timed.js';
import { textAgreement } from './text-agreement.js';
import type { TurnContent } from './turn-content.js';
import type { WireObservation } from './wire-observation.js';

interface Candidate {
  readonly of: FollowedRequest | FollowedSocket;
  readonly content: TurnContent;
  readonly reading: TimedReading;
  readonly agreement: number;
}

/**
 * Which stream brought the answer: of those with text the one whose text was shown, then the one that was sent first;
 * else the request that came closest to one. `open`: streams that were there before the turn.
 */
export function chooseStream(
  sent: readonly FollowedRequest[],
  open: readonly (FollowedRequest | FollowedSocket)[],
  shownText: string | undefined,
): WireObservation | undefined {
  const shown = lettersOf(shownText ?? '');
  const candidate = (of: FollowedRequest | FollowedSocket): Candidate => {
    const content = of.content(shownText);
    const reading = content.read(content.arrivals);
    return { of, content, reading, agreement: textAgreement(lettersOf(reading.text), shown) };
  };
  const own = sent.map(candidate);
  const ordering = sent.find(({ isPost }) => isPost);
  // A stream that was there before also brings other news: it is the answer's only if it brought what was shown.
  const others = open
    .map(candidate)
    .filter(({ reading, agreement }) => reading.curve.length > 0 && (agreement > 0 || shown === ''));
  const withText = [...own, ...others].filter(({ reading }) => reading.curve.length > 0);
  const best = withText.reduce<Candidate | undefined>(
    (a, b) => (a === undefined || b.agreement > a.agreement ? b : a),
    undefined,
  );
  const requests = own.filter(({ of }) => of instanceof FollowedRequest);
  const closest =
    best ??
    requests.find(({ of }) => of instanceof FollowedRequest && of.isStream) ??
    requests.find(({ of }) => of instanceof FollowedRequest && of.isPost) ??
    requests.find(({ of }) => of instanceof FollowedRequest && of.failed !== undefined);
  return closest === undefined ? undefined : observation(closest, others.includes(closest), ordering);
}

function observation(
  { of, content, reading }: Candidate,
  wasThere: boolean,
  ordered: FollowedRequest | undefined,
): WireObservation {
  const request = of instanceof FollowedRequest ? of : undefined;
  // What came over a stream that was there before was asked for by a request of its own, or by none.
  const asked = request !== undefined && wasThere ? ordered : request;
  const { text, curve, firstTextMs, terminal, error, parseError } = reading;
  return {
    url: of.url,
    requestSentMs: asked?.sentMs,
    connectedMs: asked?.connectedMs,
    responseStartedMs: asked === request ? request?.responseStartedMs : undefined,
    firstTextMs,
    curve,
    text,
    status: request?.status,
    contentType: request?.contentType,
    requestId: request?.requestId ?? ordered?.requestId,
    terminal,
    error,
    parseError,
    failed: request?.failed,
    finished: request?.finished ?? false,
    content,
  };
}
