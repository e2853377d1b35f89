import { type StreamOutcome, UNCOUNTED_STREAM_OUTCOMES } from '../model/outcome.js';

const NO_FAILURE: ReadonlySet<StreamOutcome> = new Set<StreamOutcome>([
  'ok',
  'incomplete',
  ...UNCOUNTED_STREAM_OUTCOMES,
]);

/** The backend did not deliver what was asked for. A stream that met its length limit or filter is no failure. */
export const hasFailed = (outcome: StreamOutcome): boolean => !NO_FAILURE.has(outcome);
