/**
 * How a person's turn ended. Only `answered` has a perceived TTFT; `aborted` (by the end of the run, or by the person who
 * stopped the answer) and `unmeasured` count nowhere else.
 */
export const TURN_OUTCOMES = [
  'answered',
  'empty',
  'refused',
  'error_shown',
  'timed_out',
  'truncated',
  'aborted',
  'unmeasured',
] as const;
export type TurnOutcome = (typeof TURN_OUTCOMES)[number];

/** How a stream of the crowd ended. `ok` needs the dialect's own terminal; EOF without it is `truncated`. */
export const STREAM_OUTCOMES = [
  'ok',
  'incomplete',
  'empty',
  'http_4xx',
  'http_429',
  'http_5xx',
  'not_a_stream',
  'dns',
  'connect',
  'tls',
  'connect_timeout',
  'no_first_byte',
  'no_first_text',
  'stall',
  'reset',
  'truncated',
  'inband_error',
  'parse_error',
  'protocol_violation',
  'too_large',
  'cancelled',
  'dropped',
] as const;
export type StreamOutcome = (typeof STREAM_OUTCOMES)[number];

/** Turn outcomes that are neither a success nor a failure of the target: they are counted and left out. */
export const UNCOUNTED_TURN_OUTCOMES: readonly TurnOutcome[] = ['aborted', 'unmeasured'];

/**
 * Stream outcomes that say nothing about the backend: `cancelled` is the driver taking a stream back when load
 * falls, `dropped` is one the driver never started.
 */
export const UNCOUNTED_STREAM_OUTCOMES: readonly StreamOutcome[] = ['cancelled', 'dropped'];
