import type { FailureReason } from '../model/failure-reason.js';
import { formatNumber } from './format.js';

/** `35 × http_429: HTTP 429: limit reached`, with the lane where there are several. */
export const failureWords = ({ outcome, lane, detail, n }: FailureReason): string =>
  `${formatNumber(n)} × ${lane === undefined ? '' : `${lane} `}${outcome}${detail === undefined ? '' : `: ${detail}`}`;
