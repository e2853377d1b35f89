import { CANCELLED } from './followed-request.js';
import type { WireObservation } from './wire-observer.js';

/** Longer texts are answers, also where they speak of errors. */
const LONGEST_CHARS = 300;
const LIKE_AN_ERROR =
  /^\W*(?:(?:i'?m |we'?re )?sorry\b.*\b(?:error|wrong|fail\w*|unavailable|try again|went|problem|limit)|error\b|oops\b|an? (?:unexpected |internal )?error\b|something went wrong|failed to\b|network error|request (?:failed|timed out)|internal server error|too many requests|rate limit|service unavailable|(?:the )?server (?:error|is)|connection (?:lost|error|failed)|timed? ?out)/i;

/**
 * Why a text that stands where the answer should is none: its backend failed before it said anything, or it reads like
 * an error and nothing is known of a backend that said it. `undefined`: it is taken for an answer.
 */
export function posingAsAnswer(text: string, wire: WireObservation | undefined): string | undefined {
  if (wire !== undefined && wire.curve.length > 0) return undefined;
  const failed =
    wire !== undefined && ((wire.status ?? 200) >= 400 || wire.error !== undefined || isBroken(wire));
  if (failed) return 'the page shows as an answer what its backend never sent';
  if (text.length <= LONGEST_CHARS && LIKE_AN_ERROR.test(text))
    return 'the page shows what reads like an error';
  return undefined;
}

const isBroken = ({ failed, terminal }: WireObservation): boolean =>
  failed !== undefined && failed !== CANCELLED && terminal === undefined;
