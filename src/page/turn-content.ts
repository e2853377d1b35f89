import type { Arrivals } from './arrivals.js';
import type { RequestFacts } from './net-log/match-request.js';
import type { TimedReading } from './read-timed.js';

/**
 * What one stream brought for one turn. It stays that turn's when others follow, and also takes in what is still on
 * its way from the browser.
 */
export interface TurnContent {
  /** When its units came, as the page saw it. */
  readonly arrivals: Arrivals;
  /** By which the network log's request can be told. */
  facts(): RequestFacts;
  /** What it says when its units came by these times. */
  read(arrivals: Arrivals): TimedReading;
}
